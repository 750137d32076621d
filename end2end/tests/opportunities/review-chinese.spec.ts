import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";

inChinese();

test("商机审阅: the queue and one opportunity speak Chinese", async ({ page, signInAs }) => {
  await signInAs(page, people.omar);
  await page.goto("/sales/opportunities/review");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("商机审阅");
  await hydrated(page);
  await axeClean(page);
  await page.getByRole("link", { name: "从第一条开始" }).click();
  await expect(page.getByRole("button", { name: "已审阅，下一条" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "给负责人的备注" })).toBeVisible();
  await hydrated(page);
  await axeClean(page);
});
