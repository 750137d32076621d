import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { mobile } from "../given.ts";
import { CLAIMS, newName } from "./forms.ts";

test.describe("客户拓展", () => {
  inChinese();
  test.use({ refusals: [422] });

  test("报备、查询与审核页面均为中文", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto(CLAIMS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户拓展");
    await expect(page.getByRole("navigation", { name: "拓展方式" }).getByRole("link")).toHaveText(["线上拓展", "线下拓展", "拓展记录"]);
    await page.getByRole("textbox", { name: "手机号码或邮箱" }).fill("13900000007");
    await page.getByRole("main").getByRole("button", { name: "查询", exact: true }).first().click();
    await expect(page.getByRole("main")).toContainText(/该客户已被报备，保护期至\d{4}年\d+月\d+日/);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "报备客户" }).click();
    await page.getByRole("main").getByRole("button", { name: "提交报备" }).click();
    await expect(page.getByRole("alert")).toContainText("请填写客户全称");
    await page.getByRole("textbox", { name: "客户全称" }).fill(newName());
    await page.getByRole("combobox", { name: "客户行业" }).selectOption("旅游");
    await page.getByRole("textbox", { name: "手机号码" }).fill(mobile());
    await page.getByRole("main").getByRole("button", { name: "提交报备" }).click();
    await expect(page.getByRole("main")).toContainText("报备成功，有效期内其他伙伴不可报备该客户。");
    await expect(page.getByRole("main")).toContainText("剩余15天");
    await hydrated(page);
    await axeClean(page);
    await signInAs(page, people.viktor);
    await page.goto("/operations/reviews");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("报备审核");
    await expect(page.getByRole("main")).toContainText("个工作日");
    await axeClean(page);
  });
});
