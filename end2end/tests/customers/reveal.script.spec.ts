import { expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson } from "../given.ts";

test.describe("the eyes of the customers' pages", () => {
  test("work by keyboard", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await hydrated(page);
    await page.getByRole("button", { name: /^Show customer name/i }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toContainText(customer.name);
    await expect(page.getByRole("button", { name: /customer name/i })).toBeFocused();
    await page.keyboard.press("Space");
    await expect(page.getByRole("main")).not.toContainText(customer.name);
  });
});
