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
  { address: "/sales/orders", who: people.grace, fillsAScreen: true },
  { address: "/sales/order-resources", who: people.mei, fillsAScreen: false },
  { address: "/sales/marketing-tasks/expansion", who: people.mei, fillsAScreen: false },
  { address: "/sales/marketing-tasks/expansion/details", who: people.mei, fillsAScreen: false },
  { address: "/sales/marketing-tasks/renewals", who: people.mei, fillsAScreen: false },
  { address: "/sales/consumption", who: people.grace, fillsAScreen: false },
  { address: "/sales/consumption/details", who: people.mei, fillsAScreen: true },
  { address: "/sales/accounting/contracts/online", who: people.grace, fillsAScreen: false },
  { address: "/sales/accounting/contracts/offline", who: people.grace, fillsAScreen: false },
  { address: "/operations/paper-contracts", who: people.viktor, fillsAScreen: false },
  { address: "/sales/exports", who: people.mei, fillsAScreen: false },
  { address: "/sales/consumption/remainders", who: people.grace, fillsAScreen: false },
  { address: "/sales/accounting/bills/details", who: people.grace, fillsAScreen: true },
  { address: "/sales/coupons/quotas", who: people.grace, fillsAScreen: false },
  { address: "/sales/coupons/issued", who: people.grace, fillsAScreen: false },
  { address: "/sales/coupons/log", who: people.grace, fillsAScreen: false },
  { address: "/operations/coupon-quotas", who: people.viktor, fillsAScreen: false },
  { address: "/operations/bills", who: people.viktor, fillsAScreen: true },
  { address: "/operations/coupon-allowlist", who: people.viktor, fillsAScreen: true },
  { address: "/organisation/people", who: people.grace, fillsAScreen: false },
  { address: "/operations/partners", who: people.viktor, fillsAScreen: false },
  { address: "/operations/expansion-campaigns", who: people.viktor, fillsAScreen: false },
  { address: "/operations/customers", who: people.viktor, fillsAScreen: true },
  // In the other tab the form that decides the next request stands above the rows.
  { address: "/operations/renames?tab=decided", who: people.viktor, fillsAScreen: false },
];

const table = (page: Page) => page.locator("table.described");
/** By how much the page is wider than the window. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const box = async (part: Locator) => (await part.boundingBox()) ?? { x: Infinity, y: Infinity, width: 0, height: 0 };

for (const locale of ["en-GB", "zh-CN"]) {
  for (const { address, who, fillsAScreen } of LISTS) {
    test.describe(`the list ${address} (${locale})`, () => {
      test.use({ locale });

      test("fits a screen, a laptop and a phone", async ({ page, signInAs }) => {
        await signInAs(page, who);
        const rows = table(page).locator("tbody tr");

        await test.step("shows its first row by 330 px", async () => {
          await page.goto(address);
          expect.soft((await box(rows.first())).y).toBeLessThanOrEqual(330);
          expect.soft(await sideways(page)).toBeLessThanOrEqual(0);
        });

        if (fillsAScreen) {
          await test.step("shows ten rows on a screen", async () => {
            expect.soft(await rows.count()).toBeGreaterThanOrEqual(10);
            const tenth = await box(rows.nth(9));
            expect.soft(tenth.y + tenth.height).toBeLessThanOrEqual(900);
          });

          await test.step("keeps its head in sight while the rows move", async () => {
            await page.setViewportSize({ width: 1440, height: 500 });
            await page.goto(address);
            await rows.last().scrollIntoViewIfNeeded();
            expect.soft(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
            const head = table(page).locator("thead th").first();
            expect.soft((await box(head)).y).toBeCloseTo((await box(page.locator("header.top"))).height, 0);
          });
        }

        await test.step("keeps its last column in sight on a laptop", async () => {
          await page.setViewportSize({ width: 1280, height: 800 });
          await page.goto(address);
          expect.soft(await sideways(page)).toBeLessThanOrEqual(0);
          const { x, width } = await box(table(page).locator("thead th").last());
          expect.soft(width).toBeGreaterThan(0);
          expect.soft(x + width).toBeLessThanOrEqual(1280);
        });

        await test.step("gives a record at most 128 px on a phone, and shows one condition", async () => {
          await page.setViewportSize({ width: 390, height: 844 });
          await page.goto(address);
          const all = await rows.all();
          expect.soft(all.length).toBeGreaterThan(0);
          for (const row of all.slice(0, 10)) expect.soft((await box(row)).height).toBeLessThanOrEqual(128);
          expect.soft(await sideways(page)).toBeLessThanOrEqual(0);
          const conditions = page.locator(".toolbar .filters > .field").filter({ visible: true });
          await expect.soft(conditions).toHaveCount(1);
        });
      });
    });
  }
}
