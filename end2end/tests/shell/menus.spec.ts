import { axeClean, expect, people, test, type Person } from "../../fixtures.ts";

const orders = ["Orders", "Order resource details"];
const daily = [...orders, "Customer alerts", "Consumption"];
const tasks = "Marketing tasks";
const own = ["Opportunities", "Leads", "Customer development", tasks, "Customers", ...daily];
const supervisors = ["Opportunities", "Review", "Leads", "Customer development", tasks, "Customers", "Assignment", ...daily];
const all = ["Opportunities", "Leads", "Customer development", tasks, "Customers", "Assignment", ...daily, "Coupon quotas", "Issued coupons", "Association records", "Partner bills", "Online contracts", "Paper contracts"];
/** Sections at the top, and the menu of Sales but for its last line, for every demo account that can sign in. */
const menus: [Person, string[]][] = [
  [people.mei, own],
  [people.jun, own],
  [people.ana, own],
  [people.lin, own],
  [people.zhao, supervisors],
  [people.omar, supervisors],
  [people.grace, all],
  [people.tom, orders],
  [people.dara, all],
  [people.rita, all.slice(1)],
  [people.chan, all.filter((name) => name !== "Customer development" && name !== "Leads")],
  [people.petra, all],
  [people.viktor, []],
];

test.describe("menus", () => {
  test("everybody finds what is theirs, and nothing that they cannot open", async ({ page, signInAs }) => {
    test.setTimeout(180_000);
    for (const [person, lines] of menus) {
      const sales = [...lines, "Export records"];
      await signInAs(page, person);
      await page.goto("/sales");
      const sections = ["Sales", "Delivery", "Incentives", ...(person === people.viktor ? ["Operations"] : [])];
      await expect(page.getByRole("navigation", { name: "Sections" }).getByRole("link"), person.account).toHaveText(sections);
      await expect(page.getByRole("navigation", { name: "Sales" }).getByRole("link"), person.account).toHaveText(sales);
      for (const name of sales) {
        await page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name, exact: true }).click();
        await expect(page.getByRole("heading", { level: 1 }), person.account).toHaveText(name);
        await expect(page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
      }
    }
  });

  test("the start page is everybody's own, and clean", async ({ page, signInAs }) => {
    for (const person of [people.ana, people.zhao, people.grace, people.tom, people.rita, people.viktor]) {
      await signInAs(page, person);
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Welcome, /);
      await axeClean(page);
    }
  });
});
