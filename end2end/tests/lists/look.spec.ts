import type { Locator, Page } from "@playwright/test";
import { expect, people, test } from "../../fixtures.ts";

// Rows begin in the upper part of the screen (330 px of 900) and ten of them stand on it, as far as a list has ten; on a laptop of
// 1280 px the last column is in sight; on a phone a record takes two lines, at most four (128 px).
const LISTS = [
  { address: "/sales/opportunities", who: people.mei, fillsAScreen: true },
  { address: "/sales/customer-development", who: people.mei, fillsAScreen: true },
  { address: "/sales/customers", who: people.grace, fillsAScreen: true },
  { address: "/sales/leads", who: people.zhao, fillsAScreen: false },
  { address: "/sales/customer-development/history", who: people.mei, fillsAScreen: false },
  { address: "/sales/alerts", who: people.grace, fillsAScreen: false },
  { address: "/organisation/people", who: people.grace, fillsAScreen: false },
  { address: "/operations/partners", who: people.viktor, fillsAScreen: false },
  { address: "/operations/customers", who: people.viktor, fillsAScreen: true },
  // In the other tab the form that decides the next request stands above the rows.
  { address: "/operations/renames?tab=decided", who: people.viktor, fillsAScreen: false },
];

const table = (page: Page) => page.locator("table.described");
/** By how much the page is wider than the window. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const box = async (part: Locator) => (await part.boundingBox()) ?? { x: Infinity, y: Infinity, width: 0, height: 0 };

for (const locale of ["en-GB", "zh-CN"]) {
  for (const { address, who } of LISTS) {
    test.describe(`the list ${address} (${locale})`, () => {
      test.use({ locale });

      test("shows its first row by 330 px", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.goto(address);
        expect((await box(table(page).locator("tbody tr").first())).y).toBeLessThanOrEqual(330);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      });

      test("keeps its last column in sight on a laptop", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(address);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const { x, width } = await box(table(page).locator("thead th").last());
        expect(width).toBeGreaterThan(0);
        expect(x + width).toBeLessThanOrEqual(1280);
      });

      test("gives a record at most 128 px on a phone, and shows one condition", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto(address);
        const rows = await table(page).locator("tbody tr").all();
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows.slice(0, 10)) expect((await box(row)).height).toBeLessThanOrEqual(128);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const conditions = page.locator(".toolbar .filters > .field").filter({ visible: true });
        await expect(conditions).toHaveCount(1);
      });
    });
  }

  for (const { address, who } of LISTS.filter((list) => list.fillsAScreen)) {
    test.describe(`the list ${address}, which fills a screen (${locale})`, () => {
      test.use({ locale });

      test("shows ten rows on a screen", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.goto(address);
        const rows = table(page).locator("tbody tr");
        expect(await rows.count()).toBeGreaterThanOrEqual(10);
        const tenth = await box(rows.nth(9));
        expect(tenth.y + tenth.height).toBeLessThanOrEqual(900);
      });

      test("keeps its head in sight while the rows move", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 1440, height: 500 });
        await page.goto(address);
        await table(page).locator("tbody tr").last().scrollIntoViewIfNeeded();
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
        const head = table(page).locator("thead th").first();
        expect((await box(head)).y).toBeCloseTo((await box(page.locator("header.top"))).height, 0);
      });
    });
  }
}
