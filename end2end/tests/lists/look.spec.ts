import type { Locator, Page } from "@playwright/test";
import { expect, people, test } from "../../fixtures.ts";

// shared/reference/eyes.md, change 4: rows in the first half of the screen, and nothing cut off on a laptop.
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
];

const table = (page: Page) => page.locator("table.described");
/** By how much the page is wider than the window. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const box = async (part: Locator) => (await part.boundingBox()) ?? { x: Infinity, y: Infinity, width: 0, height: 0 };

for (const locale of ["en-GB", "zh-CN"]) {
  for (const { address, who, fillsAScreen } of LISTS) {
    test.describe(`the list ${address} (${locale})`, () => {
      test.use({ locale });

      test("shows its first row by 330 px and ten rows on a screen", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.goto(address);
        const rows = table(page).locator("tbody tr");
        expect((await box(rows.first())).y).toBeLessThanOrEqual(330);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        if (!fillsAScreen) return;
        expect(await rows.count()).toBeGreaterThanOrEqual(10);
        const tenth = await box(rows.nth(9));
        expect(tenth.y + tenth.height).toBeLessThanOrEqual(900);
      });

      test("keeps its last column in sight on a laptop", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(address);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const last = table(page).locator("thead th:last-child");
        if ((await last.count()) === 0) return;
        const { x, width } = await box(last);
        expect(x + width).toBeLessThanOrEqual(1280);
      });

      test("keeps its head in sight while the rows move", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 1440, height: 500 });
        await page.goto(address);
        if (!fillsAScreen) return;
        await table(page).locator("tbody tr").last().scrollIntoViewIfNeeded();
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
        const head = table(page).locator("thead th").first();
        expect((await box(head)).y).toBeCloseTo((await box(page.locator("header.top"))).height, 0);
      });

      test("shows a record in two lines on a phone, and one condition with the way to the others", async ({ page, signInAs }) => {
        await signInAs(page, who);
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto(address);
        // Two lines; a third and a fourth where a name is long or much is to be said of one.
        for (const row of (await table(page).locator("tbody tr").all()).slice(0, 10)) expect((await box(row)).height).toBeLessThanOrEqual(144);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const conditions = page.locator(".toolbar .filters > .field").filter({ visible: true });
        await expect(conditions).toHaveCount(1);
      });
    });
  }
}
