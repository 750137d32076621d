import { axeClean, expect, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPartner, newPerson, newRole, reported } from "../given.ts";
import { aReport, fillReport, listFor, openReport, rowOf, submit } from "./forms.ts";

test.describe("those without opportunities", () => {
  test.use({ refusals: [403, 404] });

  test("a reseller has no menu and is refused, and is told whom to ask", async ({ page, signInAs }) => {
    await signInAs(page, people.rita);
    await page.goto("/sales/customers");
    await expect(page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name: "Opportunities" })).toHaveCount(0);
    await expect(page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name: "Customers", exact: true })).toBeVisible();
    for (const address of ["/sales/opportunities", "/sales/opportunities/new"]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(page.getByRole("main")).toContainText("Resellers register no opportunities. Your distributor does it for your customers: ask there.");
    }
    await axeClean(page);
    const answer = await (await desk("rita")).http.post("/api/opportunities.report", { form: { "form[name]": "x" } });
    expect(answer.status()).toBe(403);
  });

  test("an operator without the item has no line in the menu and is refused", async ({ page, signInAs }) => {
    await signInAs(page, people.tom);
    await page.goto("/sales");
    await expect(page.getByRole("link", { name: "Opportunities" })).toHaveCount(0);
    const answer = await page.goto("/sales/opportunities");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("None of your roles carries “Opportunities: view”. Ask Grace Wu for it.");
    await axeClean(page);
  });

  test("the vendor's operator does not enter partners' opportunities", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.viktor);
    for (const address of ["/sales/opportunities", hers.href]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(page.getByRole("main")).toContainText("Opportunities belong to the partners");
    }
  });
});

test.describe("an operator by permission item", () => {
  test.use({ refusals: [403] });

  test("views with the item to view, reports and changes with theirs", async ({ page }) => {
    const { name, administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    const customer = await newCustomer(nina.account, { partner: name });
    const hers = await reported(nina.desk);
    const uma = await newPerson({ by: administrator.desk, called: "Uma", roles: [await newRole(administrator.desk, ["opportunities_view"])] });
    await uma.desk.lend(page);
    const main = page.getByRole("main");
    await listFor(page, hers.name);
    await expect(rowOf(page, hers.name).getByRole("link")).toHaveCount(1);
    await expect(main.getByRole("link", { name: "Report opportunity" })).toHaveCount(0);
    await page.goto(hers.href);
    await expect(main.getByRole("link", { name: /Add progress|Revise/ })).toHaveCount(0);
    await axeClean(page);
    for (const [address, item] of [["/sales/opportunities/new", "Opportunities: report"], [`${hers.href}/edit`, "Opportunities: revise and add progress"]] as const) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(main).toContainText(`None of your roles carries “${item}”. Ask ${administrator.name} for it.`);
    }

    const all = await newRole(administrator.desk, ["opportunities_view", "opportunities_report", "opportunities_change"]);
    const vera = await newPerson({ by: administrator.desk, called: "Vera", roles: [all] });
    await vera.desk.lend(page);
    await page.goto(hers.href);
    await expect(main.getByRole("link", { name: "Add progress" }).first()).toBeVisible();
    await expect(main.getByRole("link", { name: "Revise" })).toBeVisible();
    await openReport(page);
    const report = aReport({ find: customer.name });
    await fillReport(page, report);
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    await expect(main).toContainText(nina.name);
  });

  test("a change of the role holds at the next page", async ({ page }) => {
    const { name, administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    await newCustomer(nina.account, { partner: name });
    const hers = await reported(nina.desk);
    const role = await newRole(administrator.desk, ["orders_view"]);
    const uma = await newPerson({ by: administrator.desk, called: "Uma", roles: [role] });
    await uma.desk.lend(page);
    expect((await page.goto(hers.href))?.status()).toBe(403);

    const list = await (await administrator.desk.http.get("/organisation/roles")).text();
    const id = new RegExp(`/organisation/roles/([0-9a-f-]{36})"[^>]*>(?:<!--.*?-->)*${role}`).exec(list)?.[1] ?? "";
    const changed = await administrator.desk.post(`/organisation/roles/${id}`, "organisation.change_role", [
      ["form[id]", id], ["form[version]", "1"], ["form[name]", role], ["form[permissions][]", "opportunities_view"],
    ]);
    expect(changed.status()).toBe(303);
    expect((await page.goto(hers.href))?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hers.name);
  });
});
