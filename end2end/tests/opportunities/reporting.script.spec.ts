import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
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

  test("a step that is not filled in says so beside its fields, in our own words", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const next = page.getByRole("button", { name: "Next" });
    await next.click();
    await expect(page.getByRole("group", { name: "For which customer?" })).toContainText("Choose one.");
    await expect(customers(page).first()).toBeFocused();
    await customers(page).first().check();
    await next.click();
    await expect(step(page, "Basics")).toBeVisible();
    await next.click();
    const name = page.getByRole("textbox", { name: "Opportunity name" });
    await expect(name).toHaveAccessibleDescription(/Fill in this field\./);
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toBeFocused();
    await axeClean(page);
    // What is mended is no more wrong; what is not is said again, once.
    await name.fill("Winter stream");
    await next.click();
    await expect(name).not.toHaveAttribute("aria-invalid", "true");
    await expect(step(page, "Basics").getByText("Fill in this field.")).toHaveCount(0);
    await expect(step(page, "Basics").getByText("Choose one.").first()).toBeVisible();
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
