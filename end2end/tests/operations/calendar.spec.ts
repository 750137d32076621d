import { axeClean, expect, hydrated, inChinese, people, scripted, test } from "../../fixtures.ts";
import { desk } from "../given.ts";

/** Each project of the run has a year of its own: both use one database. */
const year = () => (scripted() ? 2041 : 2042);

test.describe("operations: working days and terms", () => {
  test.use({ refusals: [422, 409, 403] });

  test("holidays and make-up days are added and removed", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto(`/operations/calendar?year=${year()}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Working days");
    await expect(page.getByText(`No day of ${year()} differs`)).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    const main = page.getByRole("main");
    await main.getByLabel("First day").fill(`${year()}-10-01`);
    await main.getByLabel("Last day").fill(`${year()}-10-03`);
    await main.getByLabel("Name").fill("National Day");
    await main.getByRole("button", { name: "Add days" }).click();
    await expect(page.getByText("The days are in the calendar.")).toBeVisible();
    const days = page.getByRole("table", { name: `Days that differ in ${year()}` });
    await expect(days.getByRole("row")).toHaveCount(4);
    await expect(days.getByRole("row").filter({ hasText: `1 Oct ${year()}` })).toContainText("Holiday");
    await hydrated(page);
    await axeClean(page);

    await main.getByLabel("First day").fill(`${year()}-10-03`);
    await main.getByRole("button", { name: "Add days" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText(`3 Oct ${year()} is in the calendar already`);
    await main.getByLabel("First day").fill(`${year()}-10-04`);
    // 4 October is a Friday in 2041 and a Saturday in 2042.
    await main.getByRole("radio", { name: /^Make-up day/ }).check();
    await main.getByRole("button", { name: "Add days" }).click();
    if (scripted()) await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("is no Saturday or Sunday");
    else await expect(days.getByRole("row").filter({ hasText: `4 Oct ${year()}` })).toContainText("Make-up day");

    await page.goto(`/operations/calendar?year=${year()}`);
    await page.getByRole("button", { name: `Remove 2 Oct ${year()}` }).click();
    await expect(page.getByText("The day is out of the calendar.")).toBeVisible();
    await expect(days.getByRole("row").filter({ hasText: `2 Oct ${year()}` })).toHaveCount(0);
    await page.goto(`/operations/calendar?year=${year()}`);
    for (const name of await page.getByRole("button", { name: /^Remove / }).evaluateAll((buttons) => buttons.map((b) => b.getAttribute("aria-label") ?? ""))) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByText("The day is out of the calendar.")).toBeVisible();
    }
  });

  test("terms stay within their bounds and are not changed over somebody else's change", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/terms");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Terms");
    await hydrated(page);
    await axeClean(page);
    const quiet = page.getByLabel("An opportunity is quiet without a change for: working days");
    const before = await quiet.inputValue();
    // The other project of the run saves the same row: whoever comes second reads it again.
    await expect(async () => {
      await page.goto("/operations/terms");
      await quiet.fill("261");
      await page.getByRole("button", { name: "Save the terms" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Enter a whole number from 1 to 260", { timeout: 2000 });
    }).toPass();
    await expect(quiet).toHaveValue("261");
    await expect(quiet).toHaveAttribute("aria-invalid", "true");
    await hydrated(page);
    await axeClean(page);
    await expect(async () => {
      await page.goto("/operations/terms");
      await quiet.fill(before);
      await page.getByRole("button", { name: "Save the terms" }).click();
      await expect(page.getByText("The terms are changed.")).toBeVisible({ timeout: 2000 });
    }).toPass();
  });

  test("nobody of a partner sees or changes them", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    for (const address of ["/operations/calendar", "/operations/terms"]) {
      expect((await page.goto(address))?.status()).toBe(403);
      await expect(page.getByRole("main")).toContainText("Operations belong to the vendor's own staff.");
    }
    const posted = await (await desk("grace")).post("/operations/calendar", "operations.add_calendar_days", [["form[day]", "2043-01-01"], ["form[kind]", "holiday"]]);
    expect(posted.status()).toBe(403);
  });
});

test.describe("工作日历", () => {
  inChinese();
  test.use({ refusals: [422] });
  test("calendar and terms in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/terms");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("期限与限额");
    await page.goto("/operations/calendar?year=2044");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("工作日历");
    await page.getByRole("main").getByRole("button", { name: "添加日期" }).click();
    await expect(page.getByRole("alert")).toContainText("请填写此项");
    await hydrated(page);
    await axeClean(page);
  });
});
