import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";

const main = (page: Page) => page.getByRole("main");
const table = (page: Page) => page.getByRole("table", { name: "Customer alerts" });
const rows = (page: Page) => table(page).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });
const views = (page: Page) => page.getByRole("navigation", { name: "Views", exact: true });

test.describe("customer alerts", () => {
  test.use({ refusals: [403, 404, 422] });

  test("wait for the customer's account manager, who says lost or not lost", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/alerts");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customer alerts");
    await hydrated(page);
    await axeClean(page);
    const churn = rows(page).filter({ hasText: "Churn" }).first();
    await churn.getByText("Details").click();
    await expect(churn).toContainText("Not handled yet.");
    await churn.getByRole("link", { name: /^Handle / }).click();
    await expect(page.getByRole("group", { name: "Has the customer left?" }).getByRole("radio")).toHaveCount(2);
    await axeClean(page);
    await main(page).getByRole("button", { name: "Handle" }).click();
    await expect(main(page)).toContainText("Choose whether the customer has left");
    await page.getByRole("radio", { name: "Not lost", exact: true }).check();
    await page.getByRole("textbox", { name: /^Note/ }).fill("They moved a test system.");
    await main(page).getByRole("button", { name: "Handle" }).click();
    await expect(main(page)).toContainText("The alert is handled.");
    await expect(main(page)).toContainText("They moved a test system.");
    await expect(main(page).getByRole("button", { name: "Handle" })).toHaveCount(0);
    await axeClean(page);
  });

  test("of a resource need a note", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto("/sales/alerts?tab=mine&category=resource");
    await rows(page).first().getByRole("link", { name: /^Handle / }).click();
    await main(page).getByRole("button", { name: "Handle" }).click();
    await expect(main(page)).toContainText("Write what was done");
    await page.getByRole("textbox", { name: "Note" }).fill("Renewed for a year.");
    await main(page).getByRole("button", { name: "Handle" }).click();
    await expect(main(page)).toContainText("The alert is handled.");
  });

  test("are seen by supervisors and the administrator of the whole partner, and handled by one person", async ({ page, signInAs }) => {
    for (const person of [people.omar, people.grace]) {
      await signInAs(page, person);
      await page.goto("/sales/alerts?tab=all&state=pending");
      const hers = rows(page).filter({ hasText: "Mei Chen" }).first();
      await expect(hers, person.account).toBeVisible();
      await expect(hers.getByRole("link", { name: /^Handle / })).toHaveCount(0);
      await hers.getByRole("link").first().click();
      await expect(main(page)).toContainText("This alert is Mei Chen's to handle");
      await expect(main(page).getByRole("button", { name: "Handle" })).toHaveCount(0);
    }
    // Where a customer has no account manager, the primary administrator's to handle.
    await page.goto("/sales/alerts");
    await expect(rows(page).first()).toContainText("Grace Wu");
    await expect(rows(page).first().getByRole("link", { name: /^Handle / })).toBeVisible();
  });

  test("are narrowed by people without saying so in the address", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/alerts?tab=all");
    await page.getByRole("searchbox", { name: "Customer or account manager" }).fill("Mei Chen");
    await main(page).getByRole("button", { name: "Search", exact: true }).click();
    await expect(page).toHaveURL(/filter=[0-9a-f-]{36}/);
    expect(decodeURIComponent(page.url())).not.toContain("Mei");
    for (const row of await rows(page).all()) await expect(row).toContainText("Mei Chen");
    await axeClean(page);
  });

  test("are reached from the customer list and from the customer", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    await page.goto("/sales/customers?sort=-alerts");
    const count = page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /^Alerts of C\d+: \d+$/ }).first();
    await count.click();
    await expect(page).toHaveURL(/\/sales\/alerts\?number=C\d+/);
    await rows(page).first().getByRole("link").first().click();
    await main(page).getByRole("link", { name: /C\d+/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+$/);
    await expect(page.getByRole("heading", { name: "Alerts", exact: true })).toBeVisible();
    await axeClean(page);
  });

  test("of resellers stand in a tab of their own and are read only; others see none of them", async ({ page, signInAs }) => {
    await signInAs(page, people.dara);
    await page.goto("/sales/alerts");
    await views(page).getByRole("link", { name: "Resellers' customers" }).click();
    await expect(rows(page).first()).toContainText("Customer of Delta Resale");
    await expect(table(page).getByRole("link", { name: /^Handle / })).toHaveCount(0);
    const address = await rows(page).first().getByRole("link").first().getAttribute("href");
    await signInAs(page, people.petra);
    expect((await page.goto(address ?? ""))?.status()).toBe(404);
    await signInAs(page, people.tom);
    expect((await page.goto("/sales/alerts"))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Alerts: view”");
  });
});

test.describe("客户预警", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto("/sales/alerts?tab=all");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户预警");
    for (const name of ["标题", "场景名称", "预警类别", "发送时间", "处理人"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await axeClean(page);
  });
});
