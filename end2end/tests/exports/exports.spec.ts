import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newPerson, newProspect, reported } from "../given.ts";
import { randomUUID } from "node:crypto";

test.describe("exports", () => {
  test.use({ refusals: [403, 404] });

  test("an account manager narrows a list, asks for a file, downloads it and finds nothing of a person in clear", async ({ page }) => {
    const nina = await newPerson();
    await newProspect(nina.account);
    const opportunity = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await page.getByRole("main").getByRole("link", { name: "Export", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Export: Opportunities");
    await expect(page.getByRole("main")).toContainText("1 row now");
    await hydrated(page);
    await axeClean(page);
    await page.getByLabel("Text (CSV), with a proof file beside it").check();
    await page.getByRole("main").getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("Export task created");
    const table = page.getByRole("table", { name: "Export records" });
    await expect(table).toContainText("Opportunities");
    await axeClean(page);
    // The background work takes it within seconds; the page says what it was when it was opened.
    await expect(async () => {
      await page.reload();
      await expect(table).toContainText("Done", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await table.getByRole("link", { name: "Opportunities", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("Data as of");
    await axeClean(page);
    const href = (await page.getByRole("main").getByRole("link", { name: "Download", exact: true }).getAttribute("href")) ?? "";
    const file = await nina.desk.http.get(href);
    expect(file.status()).toBe(200);
    expect(file.headers()["content-disposition"]).toContain("attachment");
    const text = await file.text();
    expect(text.split("\r\n").filter((line) => line !== "")).toHaveLength(2);
    expect(text).toContain(opportunity.name);
    expect(text).not.toContain(nina.name);
    const proof = await nina.desk.http.get(href.replace(/file$/, "proof"));
    expect(((await proof.json()) as { rows: number }).rows).toBe(1);
  });

  test("a colleague finds nothing of it", async ({ page }) => {
    const [nina, olaf] = [await newPerson(), await newPerson({ called: "Olaf" })];
    const asked = await nina.desk.post("/sales/exports/new?list=leads", "exports.create", [
      ["form[key]", randomUUID()],
      ["form[list]", "leads"],
      ["form[query]", ""],
      ["form[format]", "xlsx"],
      ["form[columns]", "all"],
    ]);
    expect(asked.status()).toBe(303);
    await nina.desk.lend(page);
    await page.goto("/sales/exports");
    const href = (await page.getByRole("table", { name: "Export records" }).getByRole("link", { name: "Leads", exact: true }).first().getAttribute("href")) ?? "";
    await olaf.desk.lend(page);
    expect((await page.goto(href))?.status()).toBe(404);
    await page.goto("/sales/exports");
    await expect(page.getByRole("main")).toContainText("No export yet");
    await axeClean(page);
  });

  test("customers are exported by the administrator alone, and who has no item exports nothing", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("main").getByRole("link", { name: "Export", exact: true })).toHaveCount(0);
    expect((await page.goto("/sales/exports/new?list=customers"))?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("Only the system administrator exports the list of customers. Ask Grace Wu.");
    await signInAs(page, people.grace);
    await page.goto("/sales/customers");
    await page.getByRole("main").getByRole("link", { name: "Export", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("anonymised in the file");
  });
});

test.describe("days of an export", () => {
  test.use({ refusals: [422] });

  test("that end before they begin are told beside their field, whichever rows are chosen", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/exports/new?list=order_lines");
    const until = page.getByRole("textbox", { name: "Expires until" });
    await page.getByRole("textbox", { name: "Expires from" }).fill("2026-12-02");
    await until.fill("2026-12-01");
    await page.getByRole("main").getByRole("button", { name: "Count the rows" }).click();
    await expect(until).toHaveAttribute("aria-invalid", "true");
    await expect(until).toHaveValue("2026-12-01");
    await expect(page.getByRole("main").getByText("The last day lies before the first one").last()).toBeVisible();
    await hydrated(page);
    await axeClean(page);
  });
});

test.describe("in Chinese", () => {
  inChinese();

  test("the dialog and the records read in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/exports/new?list=leads");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("导出：线索管理");
    await expect(page.getByRole("main")).toContainText("敏感信息均已匿名化");
    await axeClean(page);
    await page.goto("/sales/exports");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("导出记录");
    await axeClean(page);
  });
});
