import { axeClean, expect, hydrated, inChinese, people, scripted, test } from "../../fixtures.ts";
import { mobile, suffix } from "../given.ts";
import { button, fill, report } from "./forms.ts";

test.describe("operations: importing a file", () => {
  test.use({ refusals: [422, 403] });

  test("a check shows every row and saves nothing; the import saves; a second import changes nothing", async ({ page, signInAs }) => {
    const mark = suffix();
    const file =
      "external_id,account_name,name,industry,mobile,partner,association_type,account_manager\n" +
      `${mark}-1,quay_${mark.toLowerCase()},Quay ${mark} Works,energy,${mobile()},Harbor Cloud Partners,resale,mei\n` +
      `${mark}-2,two words,Other ${mark},fishing,12,,,\n`;
    await signInAs(page, people.viktor);
    await page.goto("/operations/imports");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");
    await hydrated(page);
    await axeClean(page);
    await fill(page, "customers", file);
    await button(page, "Check").click();
    await expect(page.getByText("1 created, 0 changed, 0 as they are, 1 refused.").first()).toBeVisible();
    await expect(report(page).getByRole("row").nth(1)).toContainText("Created");
    await expect(report(page).getByRole("row").nth(2)).toContainText("account_name: contains spaces");
    await expect(report(page).getByRole("row").nth(2)).toContainText("industry: not one of the words that may stand here: internet, manufacturing");
    if (scripted()) await expect(page.getByRole("heading", { name: "What the import will do" }), "the answer is read first").toBeFocused();
    await expect(report(page)).not.toContainText(`Quay ${mark} Works`);
    await expect(page.getByRole("textbox", { name: "Rows" })).toHaveValue(file);
    await axeClean(page);

    await button(page, "Import").click();
    await expect(page.getByText("The file is imported.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Latest imports" }).getByRole("row").nth(1)).toContainText("1 created");
    await fill(page, "customers", file);
    await button(page, "Check").click();
    await expect(page.getByText("0 created, 0 changed, 1 as they are, 1 refused.").first()).toBeVisible();
    await expect(page.getByText("Importing this file would change nothing.")).toBeVisible();
    await expect(button(page, "Import")).toHaveCount(0);
  });

  test("what was changed after the check is checked again instead of imported", async ({ page, signInAs }) => {
    const mark = suffix();
    const file = (name: string) => `external_id,name,starts_on,ends_on\n${mark},${name} ${mark},2026-03-01,2026-03-31\n`;
    await signInAs(page, people.viktor);
    await page.goto("/operations/imports");
    await hydrated(page);
    await fill(page, "campaigns", file("Spring"));
    await button(page, "Check").click();
    await expect(report(page)).toContainText(`Spring ${mark}`);
    await page.getByRole("textbox", { name: "Rows" }).fill(file("Summer"));
    await button(page, "Import").click();
    await expect(page.getByText("The file is not the one that was checked.")).toBeVisible();
    await expect(report(page)).toContainText(`Summer ${mark}`);
    await button(page, "Import").click();
    await expect(page.getByText("The file is imported.")).toBeVisible();
  });

  test("a file that cannot be read says why, and nothing is lost", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/imports");
    await hydrated(page);
    await fill(page, "calendar", "day,wroking\n2027-01-01,no\n");
    await button(page, "Check").click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText("The header lacks: working");
    await expect(page.getByRole("textbox", { name: "Source" })).toHaveValue("journeys");
    await expect(page.getByRole("textbox", { name: "Rows" })).toHaveValue("day,wroking\n2027-01-01,no\n");
    await axeClean(page);
  });

  test("nobody of a partner", async ({ page, signInAs }) => {
    for (const person of [people.grace, people.mei]) {
      await signInAs(page, person);
      const answer = await page.goto("/operations/imports");
      expect(answer?.status()).toBe(403);
    }
  });
});

test.describe("数据导入", () => {
  inChinese();
  test.use({ refusals: [422] });

  test("先校验再导入客户，被拒绝的行说明原因", async ({ page, signInAs }) => {
    const mark = suffix();
    const file =
      "external_id,account_name,name,industry,mobile,partner,association_type,account_manager\n" +
      `${mark}-1,码头_${mark},码头${mark}物流有限公司,energy,${mobile()},Harbor Cloud Partners,resale,mei\n` +
      `${mark}-2,两 个 词,其他${mark},fishing,12,,,\n`;
    await signInAs(page, people.viktor);
    await page.goto("/operations/imports");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("数据导入");
    await hydrated(page);
    await button(page, "校验").click();
    await expect(page.getByRole("alert")).toContainText("此处为空");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("combobox", { name: "文件内容" }).selectOption("客户");
    await page.getByRole("textbox", { name: "数据来源" }).fill("journeys");
    await page.getByRole("textbox", { name: "数据行" }).fill(file);
    await button(page, "校验").click();
    await expect(page.getByText("新增 1 行，修改 0 行，无变化 0 行，拒绝 1 行。").first()).toBeVisible();
    await expect(page.getByText("被拒绝的行不会导入，请修正后重新导入。")).toBeVisible();
    const report = page.getByRole("table", { name: "导入预览" });
    await expect(report.getByRole("row").nth(1)).toContainText("新增");
    await expect(report.getByRole("row").nth(2)).toContainText("account_name：包含空格");
    await expect(report.getByRole("row").nth(2)).toContainText("industry：不是允许的取值");
    await expect(report.getByRole("row").nth(2)).toContainText("mobile：不是有效的手机号码");
    await expect(report).not.toContainText(`码头${mark}物流`);
    await hydrated(page);
    await axeClean(page);
    await button(page, "导入").click();
    await expect(page.getByText("文件已导入。")).toBeVisible();
    await expect(page.getByRole("table", { name: "最近导入" }).getByRole("row").nth(1)).toContainText("新增 1 行");
    await axeClean(page);
  });
});
