import { expect, test } from "../../fixtures.ts";
import { newCustomer, newPerson } from "../given.ts";
import { aReport, atBasics, chooseCustomer, fillBasics, next, openReport } from "./forms.ts";

test.describe("the draft of a report", () => {
  test("leaving asks nothing, because the draft is kept", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    let asked = 0;
    page.on("dialog", async (dialog) => {
      asked += 1;
      await dialog.accept();
    });
    await openReport(page);
    const report = aReport();
    await chooseCustomer(page);
    await next(page);
    await fillBasics(page, report);
    await expect(page.getByText(/^Draft kept, \d\d:\d\d\.$/)).toBeVisible();
    await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Opportunities" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);
    expect(asked).toBe(0);
    await page.goBack();
    await openReport(page);
    await expect(page.getByRole("textbox", { name: "Opportunity name", includeHidden: true })).toHaveValue(report.name);
  });

  test("what is typed in the last second before leaving is kept as well", async ({ page }) => {
    const { report } = await atBasics(page);
    await page.getByRole("textbox", { name: "Opportunity name" }).fill(report.name);
    await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Opportunities" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);
    await expect(async () => {
      await openReport(page);
      await expect(page.getByRole("textbox", { name: "Opportunity name", includeHidden: true })).toHaveValue(report.name, { timeout: 500 });
    }).toPass();
  });
});
