import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page, name: string) => page.getByRole("table", { name, exact: true }).locator("tbody tr");
const ADDRESS = "/sales/accounting/bills";

test.describe("partner bills", () => {
  test.use({ refusals: [403, 404] });

  test("are estimated for the present month and final for earlier ones, with what is due and why", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales");
    await page.getByRole("navigation").getByRole("link", { name: "Partner bills" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner bills");
    await expect(main(page)).toContainText("Estimated");
    for (const name of ["Consumption", "Refunds", "Adjustments"]) await expect(rows(page, "Overview").filter({ hasText: name }).first()).toBeVisible();
    await expect(main(page)).toContainText(/rated − .* charged = .* left over/);
    await axeClean(page);
    await page.getByLabel("Billing cycle").selectOption({ index: 3 });
    await main(page).getByRole("button", { name: "Show", exact: true }).click();
    await expect(main(page)).toContainText(/Bill PB-\d{6}-\d{5}/);
    await expect(page.getByRole("table", { name: "Overview" }).locator("tfoot")).not.toContainText(/\.\d{8}/);
    const dataset = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the FOCUS dataset" }).click();
    const file = await dataset;
    expect(file.suggestedFilename()).toMatch(/^focus-1\.2 \d{4}-\d{2} PB-.*\.csv$/);
    expect((await readFile(await file.path(), "utf8")).split("\r\n")[0]).toContain("BilledCost,BillingAccountId");
    await page.getByRole("link", { name: "Show eight decimals" }).click();
    await expect(page.getByRole("table", { name: "Overview" }).locator("tfoot")).toContainText(/\.\d{8}/);
    await axeClean(page);
    await page.getByRole("link", { name: "Details of Consumption" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bill details");
    await expect(rows(page, "Bill details").first()).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "Adjustment details" }).click();
    await expect(page.getByRole("columnheader", { name: "Month of use" })).toBeVisible();
  });

  test("are no account manager's, and the page says which rule it is", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    for (const address of [ADDRESS, `${ADDRESS}/details`]) {
      expect((await page.goto(address))?.status()).toBe(403);
      await expect(main(page)).toContainText("The preset role account manager sees what customers consume, and no partner bills");
    }
    await axeClean(page);
    await signInAs(page, people.tom);
    expect((await page.goto(ADDRESS))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Partner bills: view”");
    await signInAs(page, people.grace);
    for (const cycle of ["1999-01", "nonsense"]) {
      expect((await page.goto(`${ADDRESS}?cycle=${cycle}`))?.status()).toBe(404);
      await expect(main(page)).toContainText("There is no bill of this month");
    }
    await axeClean(page);
    await main(page).getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByRole("table", { name: "Overview" })).toBeVisible();
  });
});

test.describe("伙伴账单", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto(ADDRESS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("伙伴账单");
    await expect(main(page)).toContainText("账单总额 = 消费 + 退款 + 调账");
    await axeClean(page);
    await page.getByRole("link", { name: "消费明细" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("账单明细");
    await axeClean(page);
  });
});
