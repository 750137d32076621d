import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported, suffix } from "../given.ts";
import { aReport, fillReport, listFor, openReport, rowOf, submit } from "./forms.ts";

test.describe("the system administrator", () => {
  test.use({ refusals: [422] });

  test("sees everybody's opportunities and changes them", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.grace);
    await page.goto("/sales/opportunities");
    const main = page.getByRole("main");
    await expect(main).toContainText(/opportunities of Harbor Cloud Partners\./);
    await expect(main.getByRole("navigation", { name: "Views", exact: true })).toHaveCount(0);
    await axeClean(page);
    await listFor(page, hers.name);
    await rowOf(page, hers.name).getByRole("link", { name: "Add progress" }).click();
    await hydrated(page);
    await page.getByRole("combobox", { name: "Test state" }).selectOption("Running");
    await page.getByRole("textbox", { name: "What happened" }).fill("The administrator was there.");
    await main.getByRole("button", { name: "Add progress" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hers.name);
    await expect(main).toContainText("Grace Wu added progress");
    await expect(main).toContainText("You are the system administrator.");
    await main.getByRole("link", { name: "Revise" }).click();
    await hydrated(page);
    const renamed = `By Grace ${suffix()}`;
    await page.getByRole("textbox", { name: "Opportunity name" }).fill(renamed);
    await page.getByRole("button", { name: "Save “Basic information”" }).click();
    await expect(page.getByText("“Basic information” is saved.")).toBeVisible();
    await page.goto(hers.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(renamed);
  });

  test("reports for the customer's account manager, who then owns it", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await signInAs(page, people.grace);
    await openReport(page);
    await expect(page.getByRole("combobox", { name: "Account manager" })).toHaveValue("customer");
    const report = aReport({ find: customer.name });
    await fillReport(page, report);
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    await expect(page.getByRole("main")).toContainText(nina.name);
    await expect(page.getByRole("main")).toContainText("Grace Wu reported this opportunity");
    await nina.desk.lend(page);
    await listFor(page, report.name);
    await expect(rowOf(page, report.name)).toBeVisible();
  });

  test("hands an opportunity over to another account manager, who finds it and reads from whom", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.grace);
    await page.goto(hers.href);
    await hydrated(page);
    const main = page.getByRole("main");
    await main.getByText("Hand over to another account manager").click();
    await axeClean(page);
    const receiver = page.getByRole("combobox", { name: "New account manager" });
    await main.getByRole("button", { name: "Hand over", exact: true }).click();
    await expect(receiver).toHaveAccessibleDescription(/Choose the account manager/);
    const jun = (await receiver.locator("option").allTextContents()).find((one) => one.includes("(jun)")) ?? "";
    await receiver.selectOption(jun);
    await main.getByRole("button", { name: "Hand over", exact: true }).click();
    await expect(page).toHaveURL(/done=handed-over$/);
    await expect(main).toContainText(`Grace Wu handed it over from ${nina.name} to ${jun.replace(" (jun)", "")}`);
    expect((await nina.desk.http.get(hers.href)).status()).toBe(404);
    await signInAs(page, people.jun);
    await listFor(page, hers.name);
    await expect(rowOf(page, hers.name)).toBeVisible();
  });
});
