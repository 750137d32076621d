import { expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson } from "../given.ts";
import { atBasics, customers, fillBasics, openReport, step } from "./forms.ts";

test.describe("reporting an opportunity", () => {
  test("the steps work by keyboard alone, and the focus follows", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    await customers(page).first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await expect(step(page, "Basics")).toBeVisible();
    await expect(page.getByText("Basics · step 2 of 5")).toBeFocused();
  });

  test("an address that opens the last step shows what was answered", async ({ page }) => {
    const { report } = await atBasics(page);
    await fillBasics(page, report);
    await expect(page.getByText(/^Draft kept, \d\d:\d\d\.$/)).toBeVisible();
    await page.goto("/sales/opportunities/new?step=5");
    await hydrated(page);
    await expect(step(page, "Check")).toBeVisible();
    const main = page.getByRole("main");
    await expect(main.getByText(report.name)).toBeVisible();
    await main.getByRole("button", { name: "Change: Basics" }).click();
    await expect(page.getByRole("textbox", { name: "Opportunity name" })).toHaveValue(report.name);
  });
});
