import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn, newCustomer, suffix } from "../given.ts";
import { checkFile, importChecked } from "../operations/forms.ts";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page, name: string) => page.getByRole("table", { name, exact: true }).locator("tbody tr");
/** `1,234.5` as a whole number of eighth decimals. */
function inEighthDecimals(amount: string): bigint {
  const [whole = "", decimals = ""] = amount.replaceAll(",", "").split(".");
  return BigInt(whole + decimals.padEnd(8, "0"));
}
const HEADER = "external_id,customer,began_at,product_type,usage,usage_unit,ratio,linear_size,unit_price,discount_rate\n";

test.describe("rating", () => {
  test.use({ refusals: [403, 404, 422] });

  test("prices a usage record as it comes in, and its page says every step", async ({ page, signInAs }) => {
    const customer = await newCustomer("mei");
    const mark = suffix();
    const row = (n: number, price: string) => `${mark}-${n},${customer.account},${dayIn(0)},Disk ${mark},25874,s,3600,10,${price},0.15\n`;
    await signInAs(page, people.viktor);
    await checkFile(page, "usage_records", HEADER + row(1, "0.00064") + row(2, "0.123456789"), [1, 0, 0, 1]);
    await expect(main(page)).toContainText("8");
    await importChecked(page);
    await checkFile(page, "refunds", `external_id,refund_of,day,amount\n${mark}-r,${mark}-1,${dayIn(0)},0.03909849\n`, [1, 0, 0, 0]);
    await importChecked(page);
    await signInAs(page, people.grace);
    await page.goto(`/sales/consumption/details?product=${mark}`);
    await expect(rows(page, "Consumption details")).toHaveCount(2);
    await rows(page, "Consumption details").filter({ hasText: "0.03909849" }).filter({ hasNotText: "-0.03909849" }).getByRole("link", { name: /^Arithmetic of Disk/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Arithmetic: Disk ${mark}`);
    const steps = main(page).locator("ol.stack").getByRole("listitem");
    await expect(steps).toHaveCount(7);
    await expect(steps.nth(0)).toContainText("25874 s ÷ 3600 = 7.1872222222 priced units");
    await expect(steps.nth(4)).toContainText("0.03909849 without what stands after the second decimal is 0.03");
    await expect(steps.nth(6)).toContainText("0.04599822 − 0.00689973 − 0.03 − 0.00909849 = 0");
    await expect(main(page)).toContainText("Refunded so far: 0.03, and 0.00909849 of the remainder");
    await axeClean(page);
    const address = page.url();
    await main(page).getByRole("definition").getByRole("link", { name: /^\d{4}-\d{2}$/ }).click();
    await expect(main(page)).toContainText("is left over. It is not charged");
    await expect(rows(page, "By product type")).toContainText(`Disk ${mark}`);
    await axeClean(page);
    await signInAs(page, people.jun);
    expect((await page.goto(address))?.status()).toBe(404);
    await signInAs(page, people.tom);
    expect((await page.goto(address))?.status()).toBe(403);
  });

  test("states what was cut off of each customer's month, with the sums at the foot", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/consumption");
    await page.getByRole("link", { name: "Remainders", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Statement of remainders");
    await expect(main(page)).toContainText("List amount − discount − charged = remainder");
    const sums = await page.getByRole("table", { name: "Statement of remainders" }).locator("tfoot").getByText(/^[\d,]+\.\d+$/).allTextContents();
    const [list = 0n, discount = 0n, payable = 0n, charged = 0n, remainder = 0n] = sums.map(inEighthDecimals);
    expect(sums).toHaveLength(5);
    expect(remainder, "something is left over").toBeGreaterThan(0n);
    expect([list - discount, payable - charged]).toEqual([payable, remainder]);
    await hydrated(page);
    await axeClean(page);
    await rows(page, "Statement of remainders").first().getByRole("link", { name: /^Arithmetic of C\d+ in / }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Arithmetic: C\d+, \d{4}-\d{2}$/);
  });
});

test.describe("抹零金额", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/consumption/remainders");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("抹零金额汇总");
    await expect(main(page)).toContainText("官网价 − 已优惠 − 消费金额 = 抹零金额");
    await axeClean(page);
    await rows(page, "抹零金额汇总").first().getByRole("link", { name: /的计算过程$/ }).click();
    await expect(main(page)).toContainText("不收取");
    await axeClean(page);
  });
});
