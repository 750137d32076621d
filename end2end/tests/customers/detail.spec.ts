import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported, type NewCustomer, type NewPerson } from "../given.ts";

/** The address of that customer's page, as its account manager finds it. */
async function pageOf(nina: NewPerson): Promise<string> {
  const html = await (await nina.desk.http.get("/sales/customers")).text();
  const address = /\/sales\/customers\/[0-9a-f-]{36}/.exec(html)?.[0] ?? "";
  expect(address).not.toBe("");
  return address;
}

async function aCustomer(): Promise<{ nina: NewPerson; customer: NewCustomer; address: string }> {
  const nina = await newPerson();
  const customer = await newCustomer(nina.account);
  return { nina, customer, address: await pageOf(nina) };
}

test.describe("the page of a customer", () => {
  test.use({ refusals: [404, 403] });

  test("shows facts, masked, and the opportunities that one can see", async ({ page }) => {
    const { nina, customer, address } = await aCustomer();
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /\*\*\*/ }).first().click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+$/);
    const main = page.getByRole("main");
    for (const text of ["Manufacturing", "Harbor Cloud Partners", "Referral, since", "Not verified", nina.name]) await expect(main).toContainText(text);
    for (const clear of [customer.name, customer.account, customer.mobile, customer.contact]) expect(await page.content()).not.toContain(clear);
    const row = main.getByRole("table", { name: "Opportunities" }).getByRole("row").filter({ hasText: mine.name });
    await expect(row).toContainText("Lead confirmed");
    await hydrated(page);
    await axeClean(page);
    await row.getByRole("link", { name: mine.name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
  });

  test("leads to a report for this very customer", async ({ page }) => {
    const { nina, address } = await aCustomer();
    const other = await newCustomer(nina.account);
    await nina.desk.lend(page);
    await page.goto(address);
    await page.getByRole("main").getByRole("link", { name: "Report opportunity" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report opportunity");
    await hydrated(page);
    const choices = page.getByRole("group", { name: "For which customer?" }).getByRole("radio");
    await expect(choices).toHaveCount(2);
    await expect(choices.and(page.getByRole("radio", { checked: true }))).toHaveCount(1);
    expect(await page.content()).not.toContain(other.name);
  });

  test("offers no report where one may not report", async ({ page, signInAs }) => {
    const { address } = await aCustomer();
    // A supervisor never; an account manager with a second role sees all, and reports for her own only.
    for (const person of [people.zhao, people.lin]) {
      await signInAs(page, person);
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+$/);
      await expect(page.getByRole("main").getByRole("link", { name: "Report opportunity" }), person.account).toHaveCount(0);
    }
  });

  test("without opportunities says so", async ({ page }) => {
    const { nina, address } = await aCustomer();
    await nina.desk.lend(page);
    await page.goto(address);
    await expect(page.getByText("No opportunities for this customer that you can see.")).toBeVisible();
    await axeClean(page);
  });

  test("does not exist for a colleague, another partner or another team's supervisor", async ({ page, signInAs }) => {
    const { address } = await aCustomer();
    const unknown = address.replace(/[0-9a-f]{12}$/, "000000000000");
    for (const person of [people.ana, people.omar, people.petra, people.dara]) {
      await signInAs(page, person);
      const bodies = new Set<string>();
      for (const where of [address, unknown]) {
        const answer = await page.goto(where);
        expect(answer?.status(), person.account).toBe(404);
        bodies.add((await page.getByRole("main").textContent()) ?? "");
      }
      expect(bodies.size).toBe(1);
    }
    await axeClean(page);
  });
});

test.describe("客户详情", () => {
  inChinese();
  test("speaks Chinese", async ({ page }) => {
    const { nina, address } = await aCustomer();
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户管理");
    for (const name of ["客户名称", "客户账号名", "客户行业", "关联类型", "客户经理"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await axeClean(page);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^客户详情 C\d+$/);
    await expect(page.getByRole("main")).toContainText("顾问销售，自");
    await expect(page.getByText("暂无您可查看的商机。")).toBeVisible();
    await axeClean(page);
  });
});
