import type { Page } from "@playwright/test";
import { axeClean, expect, inChinese, people, test } from "../../fixtures.ts";
import { dayIn, suffix } from "../given.ts";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page, table: string) => page.getByRole("table", { name: table, exact: true }).locator("tbody tr");

/** Viktor gives Harbor a quota; its number. */
async function giveQuota(page: Page, partner: string, amount: string): Promise<string> {
  await page.goto("/operations/coupon-quotas/new");
  await page.getByRole("combobox", { name: "Partner" }).selectOption(partner);
  await page.getByRole("textbox", { name: "Amount" }).fill(amount);
  await page.getByLabel("Valid from").fill(dayIn(0));
  await page.getByLabel("Valid until").fill(dayIn(30));
  await main(page).getByRole("button", { name: "Give" }).click();
  await expect(main(page)).toContainText("The quota is given.");
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  return /CQ\d+/.exec(title ?? "")?.[0] ?? "";
}

test.describe("coupons", () => {
  test.use({ refusals: [403, 404, 409, 422] });

  test("are issued of a quota, found in their list, and reclaimed whole", async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    await signInAs(page, people.viktor);
    const number = await giveQuota(page, people.grace.partner, "300");
    await axeClean(page);

    await signInAs(page, people.grace);
    await page.goto(`/sales/coupons/quotas?number=${number}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Coupon quotas");
    await expect(rows(page, "Coupon quotas")).toHaveCount(1);
    await axeClean(page);
    await rows(page, "Coupon quotas").getByRole("link", { name: `Issue coupons from ${number}` }).click();
    await expect(main(page)).toContainText("Left in this quota: ¥300.00.");
    await page.getByRole("textbox", { name: "Find customers" }).fill("a");
    await main(page).getByRole("button", { name: "Find", exact: true }).click();
    const offered = main(page).getByRole("group", { name: "Customers" }).getByRole("checkbox");
    await offered.nth(0).check();
    await offered.nth(1).check();
    await page.getByRole("textbox", { name: "Face value" }).fill("200.005");
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("At most two decimals: the amount is never rounded.");
    // Enter issues: it does not look for customers again.
    await page.getByRole("textbox", { name: "Face value" }).fill("200");
    await page.getByRole("textbox", { name: "Face value" }).press("Enter");
    await expect(main(page)).toContainText("That makes ¥400.00, and ¥300.00 are left.");
    await expect(offered.nth(0)).toBeChecked();
    await axeClean(page);
    await page.getByRole("textbox", { name: "Face value" }).fill("120.5");
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("The coupons are issued.");
    await expect(main(page)).toContainText("300.00 = left 59.00");
    await axeClean(page);

    await main(page).getByRole("link", { name: "Issued coupons" }).click();
    await expect(rows(page, "Issued coupons")).toHaveCount(2);
    await rows(page, "Issued coupons").first().getByRole("link", { name: /^CP/ }).click();
    await expect(main(page)).toContainText("Not used and not locked yet.");
    await axeClean(page);
    await main(page).getByRole("link", { name: "Reclaim" }).click();
    await main(page).getByRole("button", { name: "Reclaim ¥120.50" }).click();
    await expect(main(page)).toContainText("Reclaimed: 1 of 1, together ¥120.50.");
    await axeClean(page);
    await page.goto(`/sales/coupons/log?quota=${number}`);
    await expect(rows(page, "Coupon operation log")).toHaveCount(4);
    await axeClean(page);
  });

  test("of a frozen quota are not issued, and the account manager is told which rule refuses", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    const number = await giveQuota(page, people.petra.partner, "50");
    await page.getByRole("combobox", { name: "New status" }).selectOption("Frozen");
    await page.getByRole("textbox", { name: "Reason" }).fill(`Review ${suffix()}`);
    await main(page).getByRole("button", { name: "Change" }).click();
    await expect(main(page)).toContainText("The status is changed.");
    await signInAs(page, people.petra);
    await page.goto(`/sales/coupons/quotas?number=${number}`);
    await rows(page, "Coupon quotas").getByRole("link", { name: number }).click();
    await expect(main(page)).toContainText("Nothing can be issued now. The quota is frozen. Since ");
    await expect(main(page)).toContainText("Operations say: “Review ");
    await axeClean(page);
    await expect(main(page).getByRole("link", { name: "Issue coupons" })).toHaveCount(0);
    await signInAs(page, people.mei);
    await page.goto("/sales/coupons/quotas");
    await expect(main(page)).toContainText("The preset role of account managers is fixed and has no coupon management.");
    await axeClean(page);
  });

  test("are passed on to a reseller and told downwards to the cent", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    const number = await giveQuota(page, people.dara.partner, "500");
    await signInAs(page, people.dara);
    await page.goto(`/sales/coupons/quotas?number=${number}`);
    await rows(page, "Coupon quotas").getByRole("link", { name: number, exact: true }).click();
    await main(page).getByRole("link", { name: "Pass on to a reseller" }).click();
    await page.getByRole("combobox", { name: "Reseller" }).selectOption(people.rita.partner);
    await page.getByRole("textbox", { name: "Amount" }).fill("200");
    await main(page).getByRole("button", { name: "Pass on" }).click();
    await expect(main(page)).toContainText("The quota is passed on.");
    await expect(rows(page, "Where the money is")).toHaveCount(3);
    await axeClean(page);
    await page.goto("/sales/coupons/quotas?tab=resellers");
    await expect(rows(page, "Coupon quotas").first()).toContainText("200.00");
  });

  test("are offered for an order with the reason of each that is not", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/coupon-payments?order=DO26119100");
    await expect(main(page)).toContainText("Coupon on this order");
    await expect(main(page).getByRole("button", { name: "Record the payment" })).toBeVisible();
    await axeClean(page);
    await page.goto("/operations/coupon-payments?order=DO26119103");
    await expect(main(page)).toContainText("From the coupon: ¥100.00 · Paid otherwise: ¥0.00");
    await page.getByRole("checkbox", { name: "Commercial discount" }).check();
    await main(page).getByRole("button", { name: "Look up" }).click();
    await expect(main(page)).toContainText("Cannot be used, and why");
    await expect(main(page)).toContainText("It cannot be used together with a commercial discount.");
    await axeClean(page);
    await page.goto("/operations/coupon-payments?order=nothing");
    await expect(main(page)).toContainText("No order has this number.");
    await axeClean(page);
  });
});

test.describe("coupons in Chinese", () => {
  inChinese();
  test.use({ refusals: [422] });

  test("have their lists and pages in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    for (const [address, heading] of [
      ["/sales/coupons/quotas", "代金券额度"],
      ["/sales/coupons/issued", "已发放代金券"],
      ["/sales/coupons/log", "券管理操作记录"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await axeClean(page);
    }
    await page.goto("/sales/coupons/quotas");
    await rows(page, "代金券额度").getByRole("link", { name: /^发放代金券|从 .* 发放代金券$/ }).first().click();
    await expect(main(page)).toContainText("请先查找客户");
    await main(page).getByRole("button", { name: "发放", exact: true }).click();
    await expect(main(page)).toContainText("请填写。");
    await axeClean(page);
  });
});
