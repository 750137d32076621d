import { axeClean, expect, hydrated, scripted, signInByForm, test } from "../../fixtures.ts";
import { newCustomer, newPerson, OWN_PASSWORD } from "../given.ts";
import { aReport, chooseCustomer, customers, fillBasics, fillReport, next, openReport, submit } from "./forms.ts";

async function keep(page: import("@playwright/test").Page) {
  if (!scripted()) await page.getByRole("button", { name: "Keep draft" }).click();
  await expect(page.getByText(/^Draft kept, \d\d:\d\d\.$/)).toBeVisible();
}

test.describe("the draft of a report", () => {
  test("is kept on the server, against reload and sign-out, and ends with the report", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await signInByForm(page, nina.account, OWN_PASSWORD);
    await openReport(page);
    const report = aReport();
    await chooseCustomer(page);
    await next(page);
    await fillBasics(page, report);
    await keep(page);
    await axeClean(page);

    await page.goto("/sales/opportunities/new");
    await expect(page.getByText(/^Your draft of .* is filled in below\.$/)).toBeVisible();
    await hydrated(page);
    await expect(customers(page).first()).toBeChecked();
    await next(page);
    await expect(page.getByRole("textbox", { name: "Opportunity name" })).toHaveValue(report.name);
    await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("expansion");
    await axeClean(page);

    await page.getByLabel(`Account of ${nina.name}`).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await signInByForm(page, nina.account, OWN_PASSWORD);
    await openReport(page);
    await expect(page.getByText(/^Your draft of /)).toBeVisible();
    await fillReport(page, report);
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);

    await openReport(page);
    await expect(page.getByText(/^Your draft of /)).toHaveCount(0);
    await next(page);
    await expect(page.getByRole("textbox", { name: "Opportunity name", includeHidden: true })).toHaveValue("");
  });

  test("belongs to one person, and can be discarded", async ({ page }) => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await chooseCustomer(page);
    await next(page);
    await fillBasics(page, report);
    await keep(page);

    await otto.desk.lend(page);
    await openReport(page);
    await expect(page.getByText(/^Your draft of /)).toHaveCount(0);
    expect(await page.content()).not.toContain(report.name);

    await nina.desk.lend(page);
    await openReport(page);
    await expect(page.getByText(/^Your draft of /)).toBeVisible();
    await page.getByRole("button", { name: "Discard draft" }).click();
    const dialog = page.getByRole("dialog", { name: "Throw the draft away?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Discard draft" }).click();
    await dialog.getByRole("button", { name: "Discard draft" }).click();
    await expect(page.getByText("The draft is gone.")).toBeVisible();
    await openReport(page);
    await expect(page.getByText(/^Your draft of /)).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Opportunity name", includeHidden: true })).toHaveValue("");
  });
});
