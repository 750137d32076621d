import { expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported } from "../given.ts";
import { rowOf } from "./forms.ts";

// Without script the page is asked for anew after a minute (Refresh), and when one comes back.
test.describe("the masked customer in the list", () => {
  test("is shown for a minute and no longer", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.clock.install();
    await page.goto("/sales/opportunities");
    await hydrated(page);
    await page.getByRole("button", { name: /^Show customer name/i }).click();
    await expect(rowOf(page, mine.name)).toContainText(customer.name);
    await page.clock.runFor(59_000);
    await expect(rowOf(page, mine.name)).toContainText(customer.name);
    await page.clock.runFor(2_000);
    await expect(rowOf(page, mine.name)).not.toContainText(customer.name);
  });

  test("is masked again when one goes away and comes back", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await hydrated(page);
    await page.getByRole("button", { name: /^Show customer name/i }).click();
    await expect(rowOf(page, mine.name)).toContainText(customer.name);
    await page.getByRole("link", { name: mine.name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await page.goBack();
    await expect(rowOf(page, mine.name)).toContainText("R***s");
    await expect(page.getByText(customer.name)).toHaveCount(0);
  });
});
