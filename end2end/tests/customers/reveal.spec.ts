import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, newProspect } from "../given.ts";

test.describe("the eyes of the customers' pages", () => {
  test("show one column at a time, only what was asked for", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await hydrated(page);
    const main = page.getByRole("main");
    await page.getByRole("button", { name: /^Show account name/i }).click();
    await expect(main).toContainText(customer.account);
    expect(await page.content()).not.toContain(customer.name);
    expect(await page.content()).not.toContain(customer.mobile);
    await expect(page.getByRole("button", { name: /^(Show|Hide) account name/i })).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("button", { name: /^Show customer name/i })).toHaveAttribute("aria-pressed", "false");
    await axeClean(page);
    await page.getByRole("button", { name: /^Show customer name/i }).click();
    await expect(main).toContainText(customer.name);
  });

  test("show a prospect's mobile", async ({ page }) => {
    const nina = await newPerson();
    const prospect = await newProspect(nina.account);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await page.getByRole("navigation", { name: "Views", exact: true }).getByRole("link", { name: "Claimed" }).click();
    await hydrated(page);
    await page.getByRole("button", { name: /^Show mobile/i }).click();
    await expect(page.getByRole("main")).toContainText(prospect.mobile);
    await axeClean(page);
  });

  test("show contact, mobile and e-mail on a customer's page", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /\*\*\*/ }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C/);
    for (const [name, clear] of [[/^Show contact/i, customer.contact], [/^Show mobile/i, customer.mobile], [/^Show e-mail/i, `${customer.account}@example.com`]] as const) {
      await hydrated(page);
      await expect(page.getByRole("main")).not.toContainText(clear);
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("main")).toContainText(clear);
    }
    await axeClean(page);
  });
});
