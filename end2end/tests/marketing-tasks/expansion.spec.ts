import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, suffix, type NewPerson } from "../given.ts";

const LIST = "/sales/marketing-tasks/expansion";
const main = (page: Page) => page.getByRole("main");
const rows = (page: Page, table: string) =>
  page.getByRole("table", { name: table, exact: true }).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });

/** Viktor counts the customers of a tag that only this journey gave, and creates a campaign for them. */
async function createCampaign(page: Page, name: string, tag: string, deadline: string) {
  await page.goto("/operations/expansion-campaigns/new");
  await page.getByRole("textbox", { name: "Task name" }).fill(name);
  await page.getByRole("combobox", { name: "Strategy, level 1" }).selectOption("Scenario recommendation");
  await page.getByRole("textbox", { name: "Strategy, level 2" }).fill("Backup and recovery");
  await page.getByRole("textbox", { name: "What to say, and why" }).fill("Nobody has a second copy.");
  await page.getByLabel("Deadline").fill(deadline);
  await page.getByRole("textbox", { name: "Tag" }).fill(tag);
  await main(page).getByRole("button", { name: "Count customers" }).click();
}

/** A new account manager with so many customers, each with a tag of her own. */
async function managerWithCustomers(count: number): Promise<{ nina: NewPerson; tag: string; names: string[] }> {
  const nina = await newPerson();
  const tag = `T${suffix()}`;
  const names: string[] = [];
  for (let n = 0; n < count; n += 1) names.push((await newCustomer(nina.account)).name);
  const list = await (await nina.desk.http.get("/sales/customers")).text();
  const pages = new Set(list.match(/\/sales\/customers\/[0-9a-f-]{36}/g) ?? []);
  expect(pages.size).toBe(count);
  for (const address of pages) {
    const html = await (await nina.desk.http.get(address)).text();
    const version = /name="form\[version\]" value="(\d+)"/.exec(html)?.[1] ?? "1";
    const id = address.split("/").pop() ?? "";
    const answer = await nina.desk.post(address, "customers.set_tags", [["form[id]", id], ["form[version]", version], ["form[tags]", tag]]);
    expect(answer.status()).toBe(303);
  }
  return { nina, tag, names };
}

test.describe("sales expansion tasks", () => {
  test.use({ refusals: [403, 404, 409, 422] });

  test("of a campaign are counted, created once, processed one after the other, and end with it", async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    const { nina, tag, names } = await managerWithCustomers(2);
    const name = `Backup ${suffix()}`;
    await signInAs(page, people.viktor);
    await createCampaign(page, name, `${tag}-not`, dayIn(20));
    await expect(main(page)).toContainText("No customer matches these conditions; nothing can be created.");
    await expect(main(page)).toContainText("Without “Tag”");
    await page.getByRole("textbox", { name: "Tag" }).fill(tag);
    await main(page).getByRole("button", { name: "Count customers" }).click();
    await expect(main(page)).toContainText("2 customers of 1 partner. All of them have an account manager.");
    await axeClean(page);
    await main(page).getByRole("button", { name: "Create 2 tasks" }).click();
    await expect(main(page)).toContainText("The campaign is created. Tasks: 2;");
    await axeClean(page);
    const campaign = page.url().split("?")[0] ?? "";

    await nina.desk.lend(page);
    await page.goto(LIST);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marketing tasks");
    await expect(rows(page, "Marketing tasks")).toHaveCount(2);
    for (const clear of names) expect(await page.content()).not.toContain(clear);
    await hydrated(page);
    await axeClean(page);
    await rows(page, "Marketing tasks").first().getByRole("link", { name: `Process “${name}”` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(main(page)).toContainText("Nobody has a second copy.");
    await main(page).getByRole("button", { name: "Save and go on" }).click();
    await expect(main(page)).toContainText("Write what was said; the note is mandatory");
    await page.getByRole("radio", { name: /^Interested/ }).check();
    await page.getByRole("textbox", { name: /^Note/ }).fill("Wants an offer.");
    await main(page).getByRole("button", { name: "Save and go on" }).click();
    await expect(main(page)).toContainText("Processed.");
    await expect(rows(page, "Task records")).toContainText("Wants an offer.");
    await axeClean(page);
    await main(page).getByRole("link", { name: "Next of 1" }).click();
    await expect(rows(page, "Task records")).toHaveCount(0);
    await main(page).getByRole("button", { name: /^Show .*name/i }).first().click();
    await expect(main(page)).toContainText(/Ridgeway/);

    await signInAs(page, people.viktor);
    await page.goto(campaign);
    await page.getByRole("textbox", { name: "Reason" }).fill("The offer has ended.");
    await main(page).getByRole("button", { name: "Terminate" }).click();
    await expect(main(page)).toContainText("The campaign is terminated.");
    await nina.desk.lend(page);
    await page.goto(`${LIST}?state=terminated`);
    await expect(rows(page, "Marketing tasks")).toHaveCount(2);
    await expect(page.getByRole("table", { name: "Marketing tasks" }).getByRole("link", { name: /^Process / })).toHaveCount(0);
    await page.goto(`${LIST}/details`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Task details");
    await expect(rows(page, "Task details")).toHaveCount(3);
    await axeClean(page);
  });

  test("become opportunities with the customer fixed, and both name each other", async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    const { nina, tag } = await managerWithCustomers(1);
    const name = `Second product ${suffix()}`;
    await signInAs(page, people.viktor);
    await createCampaign(page, name, tag, dayIn(10));
    await main(page).getByRole("button", { name: "Create 1 task" }).click();
    await nina.desk.lend(page);
    await page.goto(LIST);
    await rows(page, "Marketing tasks").getByRole("link", { name: `Create an opportunity from “${name}”` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report opportunity");
    await hydrated(page);
    await axeClean(page);
    const task = new URL(page.url()).searchParams.get("task") ?? "";
    const customer = await page.locator("input[name='form[customer]']").getAttribute("value");
    await expect(page.locator("input[name='form[customer]']")).toHaveCount(1);
    const fields: [string, string][] = [
      ["form[task]", task], ["form[customer]", customer ?? ""], ["form[name]", `Archive ${suffix()}`], ["form[industry]", "travel"],
      ["form[kind]", "expansion"], ["form[confidence]", "70"], ["form[stage]", "solution"], ["form[test_project]", "no"],
      ["form[tender]", "no"], ["form[expected_monthly_revenue]", "12500"], ["form[expected_date]", dayIn(30)],
      ["form[service_period]", "12"], ["form[products][0][name]", "CDN"], ["form[products][0][revenue]", "9000"],
    ];
    const answer = await nina.desk.post("/sales/opportunities/new", "opportunities.report", fields);
    expect(answer.status()).toBe(303);
    await page.goto(answer.headers()["location"] ?? "");
    await main(page).getByRole("link", { name, exact: true }).click();
    await expect(rows(page, "Task records")).toContainText("Opportunity created");
    await expect(main(page).getByRole("link", { name: "The opportunity that came of it" }).first()).toBeVisible();
    await axeClean(page);
  });

  test("are processed together, and of each is said what came of it", async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    const { nina, tag } = await managerWithCustomers(2);
    await signInAs(page, people.viktor);
    await createCampaign(page, `Dormant ${suffix()}`, tag, dayIn(5));
    await main(page).getByRole("button", { name: "Create 2 tasks" }).click();
    await nina.desk.lend(page);
    await page.goto(LIST);
    for (const box of await rows(page, "Marketing tasks").getByRole("checkbox").all()) await box.check();
    await main(page).getByRole("button", { name: "Process together" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Process several tasks");
    await expect(main(page)).toContainText("Tasks: 2");
    await main(page).getByRole("button", { name: "Save for all" }).click();
    await expect(main(page)).toContainText("Choose what came of it");
    await page.getByRole("radio", { name: /^Contacted/ }).check();
    await page.getByRole("textbox", { name: /^Note/ }).fill("Met at the fair.");
    await axeClean(page);
    await main(page).getByRole("button", { name: "Save for all" }).click();
    await expect(main(page)).toContainText("Processed: 2 of 2.");
    await axeClean(page);
  });

  test("are viewed by supervisors and resellers, who read whom to ask, and not found by others", async ({ page, signInAs }) => {
    await signInAs(page, people.rita);
    await page.goto(LIST);
    await expect(main(page)).toContainText("Your distributor processes them.");
    await rows(page, "Marketing tasks").first().getByRole("link").first().click();
    await expect(main(page)).toContainText(/Your distributor Summit Distribution processes this task\.|The task is over\./);
    await expect(main(page).getByRole("button", { name: "Save and go on" })).toHaveCount(0);
    await axeClean(page);
    const address = page.url();
    await signInAs(page, people.dara);
    await page.goto(`${LIST}?tab=resellers`);
    await expect(rows(page, "Marketing tasks").first()).toContainText("Customer of Delta Resale");
    await signInAs(page, people.zhao);
    await page.goto(`${LIST}?state=pending`);
    await rows(page, "Marketing tasks").first().getByRole("link").first().click();
    await expect(main(page)).toContainText("A supervisor views the team's tasks");
    expect((await page.goto(address))?.status()).toBe(404);
    await signInAs(page, people.tom);
    expect((await page.goto(LIST))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Marketing tasks: view”");
  });

  test("details are exported by the day on which the task was created", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(`${LIST}/details`);
    await main(page).getByRole("link", { name: "Export", exact: true }).click();
    await expect(main(page)).toContainText("By the day on which the task was created");
    await axeClean(page);
  });
});

test.describe("营销任务", () => {
  inChinese();
  test("speaks the manual's terms", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(LIST);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("营销任务");
    for (const name of ["任务名称", "客户名称", "一级策略", "近12个月消费", "任务状态", "任务截止时间"]) {
      await expect(page.getByRole("columnheader", { name }).first()).toBeVisible();
    }
    await rows(page, "营销任务").first().getByRole("link").first().click();
    for (const heading of ["沟通要点", "处理记录", "任务信息"]) await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await axeClean(page);
    await page.goto(`${LIST}/details`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("销售拓展任务明细");
  });
});
