import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn, newCustomer, suffix } from "../given.ts";
import { checkFile, importChecked } from "../operations/forms.ts";

const main = (page: Page) => page.getByRole("main");
const table = (page: Page, name: string) => page.getByRole("table", { name, exact: true });
const rows = (page: Page, name: string) => table(page, name).locator("tbody tr");
const HEADER = "external_id,customer,day,charging_mode,bill_type,payment_method,product_type,list,discount,payable\n";

test.describe("consumption", () => {
  test.use({ refusals: [403, 422] });

  test("is summed up by customer and month, with a chart and its table", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/consumption");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consumption");
    await expect(main(page)).toContainText("Not a basis for settlement, repayment or invoicing");
    await expect(page.getByRole("img", { name: /^Charged amounts by month/ })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.getByText("As a table", { exact: true }).click();
    await expect(rows(page, "Charged by month")).toHaveCount(6);
    await axeClean(page);
    await rows(page, "Charged by month").nth(1).getByRole("link").click();
    await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
    await page.getByRole("link", { name: "By association type" }).click();
    await expect(page.getByRole("columnheader", { name: "Association type" })).toBeVisible();
    await axeClean(page);
  });

  test("leads from a month to its records, whose amounts are said rated and charged", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/consumption");
    await rows(page, "Consumption").first().getByRole("link", { name: /^Details of C\d+ in / }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consumption details");
    await expect(rows(page, "Consumption details").first()).toBeVisible();
    for (const name of ["Payable, rated", "Charged, CNY"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await expect(rows(page, "Consumption details").filter({ hasText: "0.00999999" }).first()).toContainText("0.00");
    await hydrated(page);
    await axeClean(page);
  });

  test("is not asked for from more than eighteen months ago", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/consumption/details");
    await page.getByLabel("From day").fill("2020-01-01");
    await main(page).getByRole("button", { name: "Search", exact: true }).click();
    await expect(main(page)).toContainText("At most 18 months back");
    await expect(page.getByLabel("From day")).toHaveValue("2020-01-01");
    await axeClean(page);
    await page.goto("/sales/consumption?month=2020-01");
    await expect(main(page)).toContainText("At most 18 months back");
    await expect(table(page, "Consumption")).toHaveCount(0);
  });

  test("comes in by a file, from the day after the assignment on, and never twice", async ({ page, signInAs }) => {
    const customer = await newCustomer("mei");
    const mark = suffix();
    // Assigned today: what was consumed today is nobody's yet, and yesterday there was no association.
    const row = (n: number, day: string) => `${mark}-${n},${customer.account},${day},pay_per_use,usage,customer,Server ${mark},12.34567891,0,12.34567891\n`;
    const file = HEADER + row(1, dayIn(0)) + row(2, dayIn(-1));
    await signInAs(page, people.viktor);
    await checkFile(page, "consumption", file, [1, 0, 0, 1]);
    await expect(main(page)).toContainText("the customer was associated with no partner on this day");
    await importChecked(page);
    await checkFile(page, "consumption", file, [0, 0, 1, 1]);
    await signInAs(page, people.grace);
    await page.goto(`/sales/consumption/details?product=${mark}`);
    await expect(rows(page, "Consumption details")).toHaveCount(1);
    await expect(rows(page, "Consumption details")).toContainText("12.34567891");
    await expect(rows(page, "Consumption details")).toContainText("No account manager");
    await expect(rows(page, "Consumption details")).not.toContainText(customer.name);
    await signInAs(page, people.mei);
    await page.goto(`/sales/consumption/details?product=${mark}`);
    await expect(rows(page, "Consumption details")).toHaveCount(0);
  });

  test("of resellers' customers is its distributor's too, and nobody else's", async ({ page, signInAs }) => {
    await signInAs(page, people.dara);
    await page.goto("/sales/consumption?period=12");
    await page.getByRole("combobox", { name: "Partner" }).selectOption({ label: "Delta Resale" });
    await main(page).getByRole("button", { name: "Search", exact: true }).click();
    await expect(rows(page, "Consumption").first()).toContainText("Delta Resale");
    await signInAs(page, people.tom);
    expect((await page.goto("/sales/consumption"))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Consumption: view”");
  });
});

test.describe("客户消费", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto("/sales/consumption");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户消费");
    for (const name of ["客户名称", "账期", "消费金额（元）", "代金券"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await axeClean(page);
    await page.goto("/sales/consumption/details");
    await expect(main(page)).toContainText("不作为结算、还款或开票依据");
    for (const name of ["消费日期", "账单类型", "应付金额（8位小数）"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await axeClean(page);
  });
});
