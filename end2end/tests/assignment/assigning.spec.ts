import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported, type NewCustomer } from "../given.ts";

const main = (page: Page) => page.getByRole("main");
const table = (page: Page) => page.getByRole("table", { name: "Customers" });
const rows = (page: Page) => table(page).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });

/** The list, narrowed to that customer. */
async function find(page: Page, customer: NewCustomer) {
  await page.goto("/sales/customers");
  await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
  await main(page).getByRole("button", { name: "Search", exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
}

async function tickAndOpen(page: Page) {
  for (const box of await table(page).getByRole("checkbox").all()) await box.check();
  await main(page).getByRole("button", { name: "Assign or take back" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Assign customers");
}

test.describe("assigning customers", () => {
  test.use({ refusals: [403, 404, 422] });

  test("moves a customer to another account manager, says before what follows, and keeps who had it", async ({ page, signInAs }) => {
    const [nina, olga] = [await newPerson(), await newPerson({ called: "Olga" })];
    const customer = await newCustomer(nina.account);
    const opportunity = await reported(nina.desk);
    await signInAs(page, people.grace);
    await find(page, customer);
    await tickAndOpen(page);
    await expect(main(page)).toContainText("for the new one they count from tomorrow");
    await expect(main(page)).toContainText("Handled alerts, and opportunities unless you tick the box, stay");
    expect(await page.content()).not.toContain(customer.name);
    await hydrated(page);
    await axeClean(page);

    // Nobody chosen: the page comes back and says so.
    await main(page).getByRole("button", { name: "Assign", exact: true }).click();
    await expect(main(page)).toContainText("Choose the account manager who receives the customers");
    const receiver = page.getByRole("combobox", { name: "Account manager" });
    await receiver.selectOption({ label: `${olga.name} (0)` });
    await main(page).getByRole("button", { name: "Assign", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+$/);
    await expect(main(page)).toContainText("Assigned. Figures count for the new account manager from tomorrow.");
    const history = page.getByRole("table", { name: "Account managers" }).getByRole("row");
    // The range that began today is replaced: it never counted for anything.
    await expect(history.filter({ hasText: olga.name })).toContainText("today");
    await expect(history.filter({ hasText: nina.name })).toHaveCount(0);
    await axeClean(page);

    // She who lost it keeps her opportunity, the customer neither linked nor to be opened.
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("heading", { name: "No customers yet" })).toBeVisible();
    await page.goto(opportunity.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(opportunity.name);
    await expect(main(page).getByRole("link", { name: /\*\*\*/ })).toHaveCount(0);

    await olga.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(rows(page)).toHaveCount(1);
    const unseen = await page.goto(opportunity.href);
    expect(unseen?.status(), "the opportunity stayed with Nina").toBe(404);
  });

  test("moves several at once with their opportunities, and takes them back", async ({ page, signInAs }) => {
    const [nina, olga] = [await newPerson(), await newPerson({ called: "Olga" })];
    await newCustomer(nina.account);
    await newCustomer(nina.account);
    const opportunity = await reported(nina.desk);
    await signInAs(page, people.zhao);
    await page.goto("/sales/assignments");
    await page.getByRole("table", { name: "Assignment" }).getByRole("link", { name: nina.name, exact: true }).click();
    await expect(rows(page)).toHaveCount(2);
    await tickAndOpen(page);
    await page.getByRole("combobox", { name: "Account manager" }).selectOption({ label: `${olga.name} (0)` });
    await page.getByRole("checkbox", { name: "Their open opportunities too" }).check();
    await main(page).getByRole("button", { name: "Assign", exact: true }).click();
    await expect(main(page)).toContainText("Assigned. Figures count for the new account manager from tomorrow.");
    expect((await olga.desk.http.get(opportunity.href)).status()).toBe(200);
    expect((await nina.desk.http.get(opportunity.href)).status()).toBe(404);

    await page.goto("/sales/assignments");
    await page.getByRole("table", { name: "Assignment" }).getByRole("link", { name: olga.name, exact: true }).click();
    await tickAndOpen(page);
    await expect(main(page)).toContainText("They then leave your team");
    await main(page).getByRole("button", { name: "Take back" }).click();
    await expect(main(page)).toContainText("Taken back. There is no account manager until somebody is assigned.");
    await olga.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("heading", { name: "No customers yet" })).toBeVisible();
  });

  test("is offered to nobody who may not, and the address says the rule", async ({ page, signInAs }) => {
    for (const person of [people.mei, people.lin, people.kofi]) {
      await signInAs(page, person);
      await page.goto("/sales/customers");
      await expect(table(page).getByRole("checkbox"), person.account).toHaveCount(0);
      for (const address of ["/sales/assignments", "/sales/customers/assign"]) {
        expect((await page.goto(address))?.status()).toBe(403);
        await expect(main(page)).toContainText("Customers are assigned by your administrator");
      }
    }
    await signInAs(page, people.dara);
    await page.goto("/sales/customers?tab=resellers");
    await expect(table(page).getByRole("checkbox"), "a reseller assigns by itself").toHaveCount(0);
  });

  test("shows who has how many, and whom nobody has", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/assignments");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Assignment");
    const list = page.getByRole("table", { name: "Assignment" });
    await expect(list.getByRole("row").filter({ hasText: "Mei Chen" })).toContainText("Zhao Lin");
    await hydrated(page);
    await axeClean(page);
    await list.getByRole("link", { name: "No account manager" }).click();
    await expect(page).toHaveURL(/account_manager=nobody/);
    await expect(rows(page).first()).toContainText("No account manager");
    await page.goto("/sales/customers/assign");
    await expect(page.getByRole("heading", { name: "Choose customers on the list first" })).toBeVisible();
    await axeClean(page);
  });
});

test.describe("客户分配", () => {
  test.use({ locale: "zh-CN" });
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/assignments");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户分配");
    await page.goto("/sales/customers?account_manager=nobody");
    await page.getByRole("table", { name: "客户管理" }).getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "分配或收回" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("分配客户经理");
    await expect(main(page)).toContainText("自次日起计入新客户经理");
    await axeClean(page);
  });
});
