import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn } from "../given.ts";

inChinese();

const main = (page: Page) => page.getByRole("main");

test.describe("客户订单", () => {
  test.use({ refusals: [422] });

  test("the lists speak the manual's terms and refuse in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/orders");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户订单");
    await expect(main(page)).toContainText("默认显示最近六个月");
    for (const name of ["订单号", "客户名称", "产品类型", "应付金额", "订单状态", "下单时间"]) {
      await expect(page.getByRole("columnheader", { name }).first()).toBeVisible();
    }
    await page.getByLabel("下单时间（起）").fill(dayIn(-400));
    await main(page).getByRole("button", { name: "查询", exact: true }).click();
    await expect(main(page).getByText("时间跨度超过一年，请选择一年以内的范围。").last()).toBeVisible();
    await hydrated(page);
    await axeClean(page);
  });

  test("resources are narrowed by their end and by whether they are renewed", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/order-resources");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("订单资源明细");
    const table = page.getByRole("table", { name: "订单资源明细" });
    for (const name of ["订单号", "定价金额", "计费金额", "订单行失效时间", "是否续订"]) {
      await expect(table.getByRole("columnheader", { name }).first()).toBeVisible();
    }
    await page.getByLabel("订单行失效时间（起）").fill(dayIn(0));
    await page.getByLabel("订单行失效时间（止）").fill(dayIn(30));
    await page.getByRole("combobox", { name: "是否续订" }).selectOption("未续订");
    await main(page).getByRole("button", { name: "查询", exact: true }).click();
    await expect(page).toHaveURL(/expires_from=.*expires_until=.*renewed=not_renewed|renewed=not_renewed.*expires_from=/);
    await expect(table.getByRole("row").nth(1)).toContainText("未续订");
    await hydrated(page);
    await axeClean(page);
  });
});
