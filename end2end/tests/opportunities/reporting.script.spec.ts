import { expect, test } from "../../fixtures.ts";
import { newCustomer, newPerson } from "../given.ts";
import { customers, openReport, step } from "./forms.ts";

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
});
