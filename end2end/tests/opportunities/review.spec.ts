import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { suffix } from "../given.ts";

test.describe("reviewing the team's opportunities", () => {
  test.use({ refusals: [403, 404, 422] });

  test("zhao goes from one to the next with one key; mei reads the note, and nothing else changed", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto("/sales/opportunities/review");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Review");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("table", { name: "Your team" }).getByRole("row").filter({ hasText: "Mei Chen" }).getByRole("link").last().click();
    await expect(page.getByRole("main")).toContainText("Only Mei Chen's.");
    const row = page.getByRole("table", { name: "Review", exact: true }).getByRole("row").nth(1);
    await expect(row).toContainText("New");
    const name = (await row.getByRole("rowheader").getByRole("link").textContent()) ?? "";
    const code = /OP-\d+/.exec((await row.textContent()) ?? "")?.[0] ?? "none";
    const opportunity = (await row.getByRole("rowheader").getByRole("link").getAttribute("href")) ?? "";
    await row.getByRole("link", { name: `Review ${name}` }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await hydrated(page);
    await axeClean(page);
    const note = `Ask for the budget ${suffix()}`;
    await page.getByRole("textbox", { name: "Note for the owner" }).fill(note);
    await page.getByRole("button", { name: "Reviewed, next" }).click();
    await expect(page.getByText("Reviewed. This is the next one.")).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(code);
    // The button has the focus: one key is enough.
    await expect(page.getByRole("button", { name: "Reviewed, next" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/done=(reviewed|all)/);
    await page.goto(`${opportunity}/review`);
    await expect(page.getByRole("main")).toContainText("It did not change since your last look.");

    await signInAs(page, people.mei);
    await page.goto(opportunity);
    await expect(page.getByRole("main")).toContainText("reviewed this opportunity");
    await expect(page.getByRole("main")).toContainText(note);
    await page.goto(`/sales/opportunities?name=${encodeURIComponent(name)}`);
    await expect(page.getByRole("table").getByRole("row").filter({ hasText: note })).toContainText("Reviewed by Zhao");
  });

  test("several are marked at once, and without a tick none", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto("/sales/opportunities/review?reason=new");
    const main = page.getByRole("main");
    await main.getByRole("button", { name: "Mark the ticked ones as reviewed" }).click();
    await expect(main).toContainText("Tick at least one opportunity");
    await hydrated(page);
    await axeClean(page);
    const ticks = page.getByRole("table", { name: "Review", exact: true }).getByRole("checkbox");
    for (const at of [0, 1]) await ticks.nth(at).check();
    await main.getByRole("button", { name: "Mark the ticked ones as reviewed" }).click();
    await expect(main).toContainText("Reviewed: 2.");
  });

  test("nobody but a supervisor, and only of the own team", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    expect((await page.goto("/sales/opportunities/review"))?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("Supervisors review the opportunities of their own team.");
    await page.goto("/sales/opportunities");
    const link = page.getByRole("table").locator('tbody a[href*="-"]').first();
    const href = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname.replace(/\/(edit|progress)$/, "");
    await signInAs(page, people.omar);
    expect((await page.goto(`${href}/review`))?.status()).toBe(404);
  });
});
