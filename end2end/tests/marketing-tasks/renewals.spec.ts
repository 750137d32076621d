import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn } from "../given.ts";

const LIST = "/sales/marketing-tasks/renewals";
const main = (page: Page) => page.getByRole("main");
const table = (page: Page) => page.getByRole("table", { name: "Large-order renewals" });
const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("link", { name: /^RT\d+$/ }) });
const search = (page: Page) => main(page).getByRole("button", { name: "Search", exact: true });

test.describe("large-order renewal tasks", () => {
  test.use({ refusals: [403, 404, 422] });

  test("are processed by the customer's account manager, one after the other", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(LIST);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Large-order renewals");
    await expect(main(page)).toContainText("Renewal tasks of your customers");
    for (const row of await rows(page).all()) await expect(row).toContainText("Pending");
    await expect(rows(page).first()).toContainText("***");
    await hydrated(page);
    await axeClean(page);

    await rows(page).last().getByRole("link", { name: /^Process RT\d+$/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Renewal task RT\d+$/);
    await axeClean(page);
    await page.getByRole("textbox", { name: /^Note/ }).fill("They ask for a discount.");
    await main(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(main(page)).toContainText("Choose what the customer intends");
    await expect(page.getByRole("textbox", { name: /^Note/ })).toHaveValue("They ask for a discount.");
    await page.getByRole("radio", { name: "Will not renew", exact: true }).check();
    await main(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(main(page)).toContainText("Say why it will not be renewed");
    await page.getByRole("radio", { name: "Will renew", exact: true }).check();
    await page.getByRole("textbox", { name: /^Renewal expected on/ }).fill(dayIn(7));
    await main(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(main(page)).toContainText("Processed.");
    await expect(main(page)).toContainText("They ask for a discount.");
    await expect(page.getByRole("heading", { name: "Add a record", exact: true })).toBeVisible();
    await axeClean(page);
    await page.getByRole("link", { name: /^Next of \d+ pending$/ }).click();
    await expect(page.getByRole("heading", { name: "Process", exact: true })).toBeVisible();
  });

  test("are narrowed by state and day, and lead to the resources of their order", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    await page.goto(`${LIST}?view=all`);
    for (const state of ["Pending", "In progress", "Done", "Terminated"]) await expect(table(page)).toContainText(state);
    await page.getByRole("combobox", { name: "Task state" }).selectOption("Done");
    await search(page).click();
    await expect(page).toHaveURL(/state=done/);
    for (const row of await rows(page).all()) await expect(row).toContainText("Done");
    await page.goto(`${LIST}?overdue=yes`);
    await expect(rows(page).first()).toContainText("Overdue");
    await axeClean(page);
    await rows(page).first().getByRole("link", { name: /^Resources of order / }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order resource details");
    await expect(page).toHaveURL(/\/sales\/order-resources\?number=/);
    await page.goto(`${LIST}?state=done`);
    await rows(page).first().getByRole("link", { name: /^RT\d+$/ }).click();
    await expect(main(page)).toContainText("The line was renewed.");
    await expect(main(page).getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  });

  test("are processed together, and each is reported", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto(`${LIST}?view=all`);
    const boxes = table(page).getByRole("checkbox", { name: /^RT\d+$/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await main(page).getByRole("button", { name: "Process together" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Process several tasks");
    await expect(main(page)).toContainText("Tasks: 2");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("radio", { name: "Undecided", exact: true }).check();
    await page.getByRole("textbox", { name: /^Note/ }).fill("Called them both.");
    await main(page).getByRole("button", { name: "Save for all" }).click();
    await expect(main(page)).toContainText("Processed: 2 of 2.");
    await axeClean(page);
    await page.getByRole("table", { name: "Large-order renewals" }).getByRole("link", { name: /^RT\d+$/ }).first().click();
    await expect(main(page)).toContainText("Called them both.");
  });

  test("are read by a reseller, whose distributor processes them, and by supervisors", async ({ page, signInAs }) => {
    await signInAs(page, people.rita);
    await page.goto(LIST);
    await expect(table(page).getByRole("checkbox")).toHaveCount(0);
    await rows(page).first().getByRole("link", { name: /^RT\d+$/ }).click();
    const address = page.url();
    await expect(main(page)).toContainText("Your distributor Summit Distribution processes this task.");
    await expect(main(page).getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
    await axeClean(page);
    await signInAs(page, people.dara);
    await page.goto(LIST);
    await page.getByRole("link", { name: "Resellers' customers" }).click();
    await expect(rows(page).first()).toContainText("Customer of Delta Resale");
    await page.goto(address);
    await expect(main(page).getByRole("button", { name: "Save", exact: true })).toBeVisible();
    await signInAs(page, people.zhao);
    await page.goto(LIST);
    await rows(page).first().getByRole("link", { name: /^RT\d+$/ }).click();
    await expect(main(page)).toContainText("A supervisor views the team's tasks");
    expect((await page.goto(address))?.status()).toBe(404);
    await signInAs(page, people.tom);
    expect((await page.goto(LIST))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Marketing tasks: view”");
  });

  test("are exported by the expiry of their lines, six months at most", async ({ page, signInAs }) => {
    await signInAs(page, people.kofi);
    await page.goto(LIST);
    await main(page).getByRole("link", { name: "Export", exact: true }).click();
    await expect(main(page)).toContainText("All rows of these days that you see");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: "Line expires from" }).fill(dayIn(-30));
    await page.getByRole("textbox", { name: "Line expires until" }).fill(dayIn(200));
    await main(page).getByRole("button", { name: "Export", exact: true }).click();
    await expect(main(page).getByText("More than 6 months").last()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Line expires until" })).toHaveValue(dayIn(200));
    await page.getByRole("textbox", { name: "Line expires until" }).fill(dayIn(60));
    await main(page).getByRole("button", { name: "Count the rows" }).click();
    await expect(page).toHaveURL(/window_from=\d{4}-\d{2}-\d{2}&window_until=\d{4}-\d{2}-\d{2}/);
    await expect(main(page)).toContainText(/\d+ rows now/);
    await axeClean(page);
  });
});

test.describe("大单续订任务", () => {
  inChinese();

  test("the list, a task and the export speak the manual's terms", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(LIST);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("大单续订任务");
    for (const name of ["任务ID", "订单号", "客户名称", "任务截止时间", "任务状态"]) {
      await expect(page.getByRole("columnheader", { name }).first()).toBeVisible();
    }
    await page.getByRole("table", { name: "大单续订任务" }).getByRole("link", { name: /^处理 RT\d+$/ }).first().click();
    for (const name of ["任务信息", "订单信息", "处理记录"]) await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.goto("/sales/exports/new?list=renewal_tasks");
    await expect(main(page)).toContainText("一次最多导出 6 个月的数据");
    await axeClean(page);
  });
});
