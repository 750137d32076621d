import { readFile } from "node:fs/promises";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { mobile, suffix } from "../given.ts";
import { button, checkFile, choose, fileInput, importChecked, IMPORTS, outcome } from "./forms.ts";

const HEADER = "external_id,account_name,name,industry,mobile,partner,association_type,account_manager\n";

test.describe("operations: importing a file", () => {
  test.use({ refusals: [422, 403, 409] });

  test("a check shows every outcome and saves nothing; the import saves; a second import changes nothing", async ({ page, signInAs }) => {
    const mark = suffix();
    const file =
      HEADER +
      `${mark}-1,quay_${mark.toLowerCase()},Quay ${mark} Works,energy,${mobile()},Harbor Cloud Partners,resale,mei\n` +
      `${mark}-2,two words,Other ${mark},fishing,12,,,\n`;
    await signInAs(page, people.viktor);
    await page.goto(IMPORTS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");
    await hydrated(page);
    await axeClean(page);
    await checkFile(page, "customers", file, [1, 0, 0, 1]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import of Customers");
    await expect(page.getByText("Read as text in UTF-8, separated by commas. 2 rows.")).toBeVisible();
    await expect(outcome(page, "Will be created").getByRole("row").nth(1)).toContainText("Q***s");
    const refused = outcome(page, "Will be refused").getByRole("row").nth(1);
    for (const words of ["3", "Account name: contains spaces", "Industry: not one of the words that may stand here: Internet, Manufacturing", "Mobile: not a phone number"]) {
      await expect(refused).toContainText(words);
    }
    await expect(page.getByRole("main")).not.toContainText(`Quay ${mark} Works`);
    await expect(page.getByText("People who get one message each: 1")).toBeVisible();
    await hydrated(page);
    await axeClean(page);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download 1 rows (CSV)" }).click();
    const leftOut = await readFile(await (await download).path(), "utf8");
    expect(leftOut.split("\r\n")[0]).toBe(`\ufeff${HEADER.trim()},Reason (not imported)`);
    expect(leftOut).toContain(`${mark}-2,two words`);

    await importChecked(page);
    await expect(page.getByText("1 created, 0 changed, 0 as they are, 1 refused.", { exact: true })).toBeVisible();
    await page.goto(IMPORTS);
    await expect(page.getByRole("table", { name: "Latest imports" }).getByRole("row").nth(1)).toContainText("1 created");
    await checkFile(page, "customers", file, [0, 0, 1, 1]);
    await expect(page.getByText("Importing this file would change nothing.")).toBeVisible();
    await expect(button(page, "Import")).toHaveCount(0);
    // The rows that were left out, mended: the column with the reason says nothing.
    await checkFile(page, "customers", leftOut.replace("two words", `mended_${mark.toLowerCase()}`).replace("fishing,12", `制造,${mobile()}`), [1, 0, 0, 0]);
    await button(page, "Discard").click();
    await expect(page.getByRole("table", { name: "Latest imports" }).getByRole("row").nth(1)).toContainText("Discarded");
  });

  test("a file of Chinese Excel in GBK is read as it was written, and pasted rows as well", async ({ page, signInAs }) => {
    const mark = suffix();
    // 春季迁移 in GBK.
    const name = Buffer.from([0xb4, 0xba, 0xbc, 0xbe, 0xc7, 0xa8, 0xd2, 0xc6]);
    const file = Buffer.concat([Buffer.from(`external_id,name,starts_on,ends_on\r\n${mark},`), name, Buffer.from(`${mark},2026/3/1,2026/3/31 0:00\r\n`)]);
    await signInAs(page, people.viktor);
    await checkFile(page, "campaigns", file, [1, 0, 0, 0]);
    await expect(page.getByText("Read as text in gb18030, separated by commas. 1 rows.")).toBeVisible();
    await expect(outcome(page, "Will be created")).toContainText(`春季迁移${mark}`);
    await page.goto(IMPORTS);
    await page.getByRole("combobox", { name: "What the file holds" }).selectOption("campaigns");
    await page.getByRole("textbox", { name: "Source" }).fill("journeys");
    await page.getByRole("textbox", { name: /^Or paste rows/ }).fill(`external_id\tname\tstarts_on\tends_on\n${mark}-2\tSummer ${mark}\t2026-06-01\t2026-06-30\n`);
    await button(page, "Check").click();
    await expect(page.getByText("separated by tabs")).toBeVisible();
    await importChecked(page);
  });

  test("a file that cannot be read says why, and nothing is lost", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto(IMPORTS);
    await hydrated(page);
    await choose(page, "calendar", "day,wroking\n2027-01-01,no\n", "days.csv");
    await button(page, "Check").click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText("The header has columns that nobody reads, or one twice: wroking");
    await expect(page.getByRole("textbox", { name: "Source" })).toHaveValue("journeys");
    await expect(page.getByText(/^days\.csv \(/)).toBeVisible();
    await axeClean(page);
  });

  test("templates can be downloaded and are files of their kind", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto(IMPORTS);
    for (const format of ["Excel", "CSV"]) {
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: `Working days, ${format}` }).click();
      const template = await download;
      const content = await readFile(await template.path());
      await choose(page, "calendar", content, template.suggestedFilename());
      await button(page, "Check").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import of Working days");
      await button(page, "Discard").click();
      await expect(fileInput(page)).toBeVisible();
    }
  });

  test("nobody of a partner", async ({ page, signInAs }) => {
    for (const person of [people.grace, people.mei]) {
      await signInAs(page, person);
      const answer = await page.goto(IMPORTS);
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
      "外部ID,账号名,客户名称,行业,手机号,伙伴,关联类型,客户经理\n" +
      `${mark}-1,码头_${mark},码头${mark}物流有限公司,能源,${mobile()},Harbor Cloud Partners,代售,mei\n` +
      `${mark}-2,两 个 词,其他${mark},捕鱼,12,,,\n`;
    await signInAs(page, people.viktor);
    await page.goto(IMPORTS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("数据导入");
    await hydrated(page);
    await button(page, "校验").click();
    await expect(page.getByRole("alert")).toContainText("请选择文件或粘贴数据行。");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("combobox", { name: "文件内容" }).selectOption("客户");
    await page.getByRole("textbox", { name: "数据来源" }).fill("journeys");
    await page.getByLabel("文件", { exact: true }).setInputFiles({ name: "客户.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
    await button(page, "校验").click();
    await expect(page.getByText("将新增 1 行，修改 0 行，无变化 0 行，拒绝 1 行。")).toBeVisible();
    await expect(page.getByText("可下载未导入的行，最后一列为原因；修正后可直接再次上传。")).toBeVisible();
    const refused = outcome(page, "将拒绝").getByRole("row").nth(1);
    for (const words of ["账号名：包含空格", "行业：不是允许的取值", "手机号：不是有效的电话号码"]) await expect(refused).toContainText(words);
    await expect(page.getByRole("main")).not.toContainText(`码头${mark}物流`);
    await hydrated(page);
    await axeClean(page);
    await button(page, "导入").click();
    await expect(page.getByText("文件已导入。")).toBeVisible();
    await page.goto(IMPORTS);
    await expect(page.getByRole("table", { name: "最近导入" }).getByRole("row").nth(1)).toContainText("新增 1 行");
  });
});
