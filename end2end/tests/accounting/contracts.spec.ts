import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { dayIn, suffix } from "../given.ts";

const ONLINE = "/sales/accounting/contracts/online";

/** What a reader that looks at places finds in a PDF, a line of the page each. */
async function linesOf(path: string): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(await readFile(path)) }).promise;
  const text: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    let line = "";
    for (const item of content.items) {
      if (!("str" in item)) continue;
      line += item.str;
      if (item.hasEOL) {
        text.push(line);
        line = "";
      }
    }
    text.push(line);
  }
  return text;
}

async function downloaded(page: Page, name: string): Promise<{ lines: string[]; file: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("main").getByRole("link", { name, exact: true }).click();
  const download = await waiting;
  return { lines: await linesOf(await download.path()), file: download.suggestedFilename() };
}

test.describe("payment agreements", () => {
  test.use({ refusals: [422, 409, 403, 404] });

  test("are requested, previewed, issued at once with a code, downloaded and voided", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto(ONLINE);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Online contracts");
    await page.getByRole("main").getByRole("link", { name: "Request", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Request a payment agreement");
    await hydrated(page);
    await axeClean(page);
    const main = page.getByRole("main");
    await expect(main.getByRole("button", { name: "Confirm and issue" })).toHaveCount(0);
    await main.getByLabel("Promised amount").fill("0");
    await main.getByLabel("Promised payment date").fill(dayIn(-400));
    await main.getByLabel("Remark").fill("订单ABC123已付 #3 <*_>");
    await main.getByRole("button", { name: "Preview" }).click();
    const problems = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(problems).toContainText("More than 0.");
    await expect(problems).toContainText("within the past 12 months");
    await expect(main.getByLabel("Remark")).toHaveValue("订单ABC123已付 #3 <*_>");
    await hydrated(page);
    await axeClean(page);

    await main.getByLabel("Promised amount").fill("12,600.50");
    await main.getByLabel("Promised payment date").fill(dayIn(-40));
    await main.getByLabel("Remark").press("Enter");
    await expect(main.getByRole("heading", { name: "Contract preview" })).toBeVisible();
    await expect(main).toContainText("¥12,600.50");
    await hydrated(page);
    await axeClean(page);
    // Something else is typed after the preview: it is previewed once more.
    await main.getByLabel("Promised amount").fill("12,600.51");
    await main.getByRole("button", { name: "Confirm and issue" }).click();
    await expect(problems).toContainText("preview once more");
    await main.getByRole("button", { name: "Preview" }).click();
    await main.getByRole("button", { name: "Confirm and issue" }).click();
    await expect(page.getByText("The agreement is issued. Its contract code is PA")).toBeVisible();
    const code = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await hydrated(page);
    await axeClean(page);

    const { lines, file } = await downloaded(page, "Download");
    expect(file).toBe(`Payment agreement ${code}.pdf`);
    const dense = lines.map((line) => line.trim());
    for (const said of [code, "Payment agreement", "Harbor Cloud Partners", "¥12,600.51", dayIn(-40), "云厂商云计算有限公司"]) {
      expect(dense.join("\n")).toContain(said);
    }
    // Text is text, and nothing stands between Chinese and Latin.
    expect(dense.join("\n")).toContain("订单ABC123已付 #3 <*_>");

    await main.getByRole("button", { name: "Void", exact: true }).click();
    await expect(problems).toContainText("Fill this in.");
    await main.getByLabel("Reason").fill("The amount was typed wrongly");
    await main.getByRole("button", { name: "Void", exact: true }).click();
    await expect(page.getByText("The agreement is void.")).toBeVisible();
    await expect(main.getByRole("button", { name: "Void", exact: true })).toHaveCount(0);
    expect((await downloaded(page, "Download")).lines).toEqual(lines);
    await page.goto(`${ONLINE}?state=void`);
    await expect(page.getByRole("table", { name: "Online contracts" })).toContainText(code);
    await hydrated(page);
    await axeClean(page);
  });

  test("are refused to a partner whose real name is not verified, with the reason and where to go", async ({ page, signInAs }) => {
    await signInAs(page, people.chan);
    await page.goto(`${ONLINE}/new`);
    await expect(page.getByRole("main")).toContainText("Yours is in review.");
    await expect(page.getByRole("button", { name: "Preview" })).toHaveCount(0);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "Company page" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Company");
  });

  test("are not for account managers, who read whom to ask, nor found by other partners", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto(ONLINE);
    const row = page.getByRole("table", { name: "Online contracts" }).getByRole("row").nth(1);
    const address = (await row.getByRole("rowheader").getByRole("link").getAttribute("href")) ?? "";
    await signInAs(page, people.mei);
    await page.goto(ONLINE);
    await expect(page.getByRole("main")).toContainText("Ask Grace Wu");
    await signInAs(page, people.petra);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
  });
});

test.describe("contracts on paper and contracting entities", () => {
  test.use({ refusals: [422, 403, 404] });

  test("are recorded by Operations with a file, and found by their partner by code", async ({ page, signInAs }) => {
    const code = `HC-${suffix()}`;
    await signInAs(page, people.viktor);
    await page.goto("/operations/paper-contracts/new");
    await hydrated(page);
    await axeClean(page);
    const main = page.getByRole("main");
    await main.getByLabel("Contract code").fill(code);
    await main.getByLabel("Title").fill("Support");
    await main.getByLabel("Signed").fill(dayIn(-3));
    await main.getByLabel("Valid from").fill(dayIn(-3));
    await main.getByLabel("Valid until").fill(dayIn(-4));
    const html = { name: "contract.html", mimeType: "text/html", buffer: Buffer.from("<html><body>no</body></html>") };
    await main.getByLabel("Attachment").setInputFiles(html);
    await main.getByRole("button", { name: "Record", exact: true }).click();
    const problems = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(problems).toBeVisible();
    await expect(main.getByLabel("Contract code")).toHaveValue(code);
    await main.getByLabel("Partner").fill("harbor cloud partners");
    await main.getByLabel("Valid until").fill(dayIn(300));
    const pdf = { name: "Support contract.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") };
    await main.getByLabel("Attachment").setInputFiles(pdf);
    await main.getByRole("button", { name: "Record", exact: true }).click();
    await expect(page.getByText("The contract is recorded; its partner sees it.")).toBeVisible();
    await hydrated(page);
    await axeClean(page);

    await signInAs(page, people.grace);
    await page.goto(`/sales/accounting/contracts/offline?code=${code}`);
    const table = page.getByRole("table", { name: "Paper contracts" });
    await expect(table.getByRole("row")).toHaveCount(2);
    const waiting = page.waitForEvent("download");
    await table.getByRole("link", { name: "Support contract.pdf" }).click();
    expect((await waiting).suggestedFilename()).toBe("Support contract.pdf");
    await table.getByRole("link", { name: code }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(code);
    await hydrated(page);
    await axeClean(page);
  });

  test("the page of contracting entities says who is in force, and refuses the past", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/contracting-entities");
    await expect(page.getByRole("table", { name: "Contracting entities" })).toContainText("In force");
    await hydrated(page);
    await axeClean(page);
    const main = page.getByRole("main");
    await main.getByLabel("Code").fill("CV-09");
    await main.getByLabel("Legal name").fill("Past Vendor Ltd");
    await main.getByLabel("From").fill(dayIn(-1));
    await main.getByRole("button", { name: "Add" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("contracts from before keep their entity");
    await expect(main.getByLabel("Legal name")).toHaveValue("Past Vendor Ltd");
    await hydrated(page);
    await axeClean(page);
  });
});

test.describe("合同商务", () => {
  test.use({ locale: "zh-CN" });

  test("线上合同 speaks the manual's terms", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto(ONLINE);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("线上合同");
    await expect(page.getByRole("table", { name: "线上合同" })).toContainText("合同编码");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "合同申请" }).click();
    const main = page.getByRole("main");
    await main.getByLabel("承诺付款金额").fill("300000");
    await main.getByLabel("承诺付款时间").fill(dayIn(10));
    await main.getByRole("button", { name: "预览" }).click();
    await expect(main.getByRole("heading", { name: "合同预览" })).toBeVisible();
    await main.getByRole("button", { name: "确定" }).click();
    await expect(page.getByText("协议已生成，合同编码为PA")).toBeVisible();
    const { lines, file } = await downloaded(page, "下载");
    expect(file).toMatch(/^付款协议 PA\d{8}-\d{6}\.pdf$/);
    expect(lines.join("\n")).toContain("甲方承诺于上述承诺付款时间向乙方支付上述承诺付款金额。");
    expect(lines.join("")).not.toMatch(/[\u2E80-\u2FDF\uF900-\uFAFF\uE000-\uF8FF]/);
    await page.goto("/sales/accounting/contracts/offline");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("线下合同");
    await hydrated(page);
    await axeClean(page);
  });
});
