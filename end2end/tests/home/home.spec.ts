import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newPartner, newPerson } from "../given.ts";
import type { Page } from "@playwright/test";

const main = (page: Page) => page.getByRole("main");
const card = (page: Page, heading: string) => page.locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) });
const lines = (page: Page, heading: string) => card(page, heading).locator("ol > li");

test.describe("the start page", () => {
  test.use({ refusals: [404] });

  test("an account manager sees at most eight lines with an amount and one button each, and one press leads to the work", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Jun Park");
    const first = lines(page, "To do").first();
    await expect(first).toContainText("¥");
    expect(await lines(page, "To do").count()).toBeLessThanOrEqual(8);
    for (const line of await lines(page, "To do").all()) await expect(line.getByRole("link")).toHaveCount(1);
    await hydrated(page);
    await axeClean(page);
    const progress = card(page, "To do").getByRole("link", { name: /^Add progress: / }).first();
    const name = ((await progress.getAttribute("aria-label")) ?? "").replace("Add progress: ", "");
    await progress.click();
    await expect(main(page)).toContainText(name);
    await expect(page).toHaveURL(/\/progress$/);
  });

  test("three figures lead to the list that says the same, and the chart stands in a table too", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/");
    const open = main(page).getByRole("link", { name: /^Open, expected a month/ });
    const amount = /¥[\d,.]+/.exec((await open.textContent()) ?? "")?.[0] ?? "none";
    await expect(main(page).getByRole("link", { name: /^Weighted with confidence/ })).toBeVisible();
    await expect(main(page).getByRole("link", { name: /^Expected by Sunday/ })).toBeVisible();
    await expect(main(page).getByRole("img", { name: /^Expected by month/ })).toBeVisible();
    await main(page).getByText("As a table").click();
    await expect(main(page).getByRole("table", { name: "Expected by month" }).getByRole("row")).toHaveCount(7);
    await open.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Opportunities");
    await expect(main(page)).toContainText(amount);
  });

  test("the whole queue stands in pages, by kind, and what is no kind is not found", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto("/");
    await card(page, "To do").getByRole("link", { name: /^All \d+$/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("To do");
    await expect(page.getByRole("navigation", { name: "Home" }).getByRole("link", { name: "To do" })).toHaveAttribute("aria-current", "page");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("navigation", { name: "Kinds of work" }).getByRole("link", { name: /^Dates that passed/ }).click();
    await expect(main(page).locator("ol > li").first()).toContainText("has passed");
    expect((await page.goto("/to-do?kind=anything"))?.status()).toBe(404);
  });

  test("somebody without work is led on by tiles", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/");
    await expect(card(page, "To do")).toContainText("Nothing waits for you.");
    await expect(card(page, "News")).toContainText("Nothing new.");
    await expect(main(page).getByRole("heading", { name: "Customer development" })).toBeVisible();
    await axeClean(page);
    await page.goto("/to-do");
    await expect(main(page)).toContainText("Nothing waits for you.");
    await axeClean(page);
  });

  test("a supervisor compares the team, and each figure leads to what it counts", async ({ page, signInAs }) => {
    await signInAs(page, people.omar);
    await page.goto("/");
    const row = page.getByRole("table", { name: "Your team" }).getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Ana/ }) });
    await expect(row).toContainText(/\d/);
    await hydrated(page);
    await axeClean(page);
    await row.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Opportunities");
    await expect(main(page)).toContainText(/Ana /);
    await page.goto("/");
    await expect(card(page, "To do")).toContainText("Opportunities of your team to review");
    await card(page, "To do").getByRole("link", { name: "Review", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Review");
    await expect(page.getByRole("table", { name: "Your team" })).toBeVisible();
  });

  test("a new partner's administrator is shown five steps and whom to ask for the vendor's", async ({ page }) => {
    const partner = await newPartner();
    await partner.administrator.desk.lend(page);
    await page.goto("/");
    const steps = lines(page, "Begin here");
    await expect(steps).toHaveCount(5);
    await expect(steps.first()).toContainText("Your people");
    await hydrated(page);
    await axeClean(page);
    await steps.first().getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create person");
  });

  test("on a phone in the dark nothing scrolls sideways", async ({ page, signInAs }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const person of [people.jun, people.omar]) {
      await signInAs(page, person);
      await page.goto("/");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await axeClean(page);
    }
  });
});

test.describe("首页", () => {
  inChinese();
  test("the start page and the whole queue speak Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto("/");
    for (const words of ["待办", "在途预计月流水", "本周内预计达成", "最新动态"]) await expect(main(page)).toContainText(words);
    await axeClean(page);
    await card(page, "待办").getByRole("link", { name: /^全部 \d+ 项$/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("待办");
    await axeClean(page);
  });
});
