import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, scripted, test } from "../../fixtures.ts";
import { desk, type Desk, newPerson, suffix } from "../given.ts";
import { randomUUID } from "node:crypto";

const main = (page: Page) => page.getByRole("main");
const table = (page: Page) => page.getByRole("table", { name: "Leads" });
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });

let counter = 0;
/** A number that no other lead has. */
function mobile(): string {
  counter += 1;
  return `135${String((Date.now() % 100_000) * 1000 + ((process.pid + counter) % 1000)).padStart(8, "0").slice(-8)}`;
}

/** A lead that somebody entered, by the same form. */
async function entered(by: Desk, name = `Siskin ${suffix()} Works`, follower = ""): Promise<{ name: string; href: string; mobile: string }> {
  const number = mobile();
  const answer = await by.post("/sales/leads/new", "leads.enter", [
    ["form[key]", randomUUID()],
    ["form[company_name]", name],
    ["form[contact_name]", "Ida Moor"],
    ["form[industry]", "manufacturing"],
    ["form[mobile]", number],
    ["form[follower]", follower],
  ]);
  expect(answer.status(), `${by.account} enters ${name}`).toBe(303);
  return { name, href: (answer.headers()["location"] ?? "").split("?")[0] ?? "", mobile: number };
}

/** The row that leads to this page. */
const rowOf = (page: Page, href: string) => table(page).getByRole("row").filter({ has: page.locator(`a[href="${href}"]`) });

test.describe("leads", () => {
  test.use({ refusals: [403, 404, 409, 422] });

  test("an account manager enters one, writes what came of it, and claims the company", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/sales/leads");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Leads");
    await expect(main(page)).toContainText("Leads that are dispatched to you appear here.");
    await axeClean(page);
    await main(page).getByRole("link", { name: "New lead" }).click();
    await hydrated(page);
    await axeClean(page);
    const name = `Siskin ${suffix()} Works`;
    await page.getByLabel("Company", { exact: true }).fill(name);
    await page.getByLabel("What is known (optional)").fill("Met at the fair");
    await button(page, "Enter the lead").click();
    await expect(main(page)).toContainText("Choose the industry");
    await expect(main(page)).toContainText("Enter a mobile number or an e-mail address");
    await expect(page.getByLabel("What is known (optional)")).toHaveValue("Met at the fair");
    await axeClean(page);
    const number = mobile();
    await page.getByLabel("Industry").selectOption("Manufacturing");
    await page.getByLabel("Mobile", { exact: true }).fill(number);
    await button(page, "Enter the lead").click();
    await expect(main(page)).toContainText("The lead is entered.");
    await expect(page.locator("body")).not.toContainText(number);
    await axeClean(page);

    await button(page, "Add").click();
    await expect(main(page)).toContainText("Choose how you followed up");
    await page.getByLabel("How", { exact: true }).selectOption("Visit");
    await page.getByLabel("What was said").fill("Wants a quote by Friday.");
    await button(page, "Add").click();
    await expect(main(page)).toContainText("Written down.");
    await expect(main(page)).toContainText("Wants a quote by Friday.");
    await expect(main(page)).toContainText("Being followed up");

    await main(page).getByRole("link", { name: "Claim", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Claim from a lead");
    await expect(main(page)).toContainText(`On the lead: ${number.slice(0, 3)}****${number.slice(-4)}`);
    await expect(page.getByLabel("Industry")).toHaveValue("manufacturing");
    await axeClean(page);
    await button(page, "Claim").click();
    await expect(main(page)).toContainText("The customer is claimed.");
    await page.goto("/sales/leads");
    await expect(main(page)).toContainText("No open leads");
    await page.goto("/sales/leads?state=converted");
    await table(page).getByRole("link", { name: "S***s", exact: true }).click();
    await expect(main(page)).toContainText("It became a claim.");
    await axeClean(page);
    await main(page).getByRole("link", { name: "Open the claim" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Claim");
  });

  test("an administrator dispatches one and many; the follower is told, and nobody else sees them", async ({ page, signInAs }) => {
    const [nina, olaf] = [await newPerson(), await newPerson({ called: "Olaf" })];
    const grace = await desk("grace");
    const [one, two] = [await entered(grace), await entered(grace)];
    await signInAs(page, people.grace);
    await page.goto("/sales/leads?state=new&size=100");
    await hydrated(page);
    await axeClean(page);
    await main(page).getByRole("button", { name: "Dispatch", exact: true }).click();
    await expect(main(page)).toContainText("Tick the leads first");
    for (const lead of [one, two]) await rowOf(page, lead.href).getByRole("checkbox").check();
    await main(page).getByRole("button", { name: "Dispatch", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dispatch leads");
    await expect(main(page).getByRole("listitem").filter({ hasText: "S***s" })).toHaveCount(2);
    await axeClean(page);
    await button(page, "Dispatch").click();
    await expect(main(page)).toContainText("Choose who follows the leads up");
    await page.getByLabel("Follower").selectOption(nina.name);
    await button(page, "Dispatch").click();
    await expect(main(page)).toContainText("2 leads dispatched.");

    await nina.desk.lend(page);
    await page.goto("/notifications");
    await expect(main(page)).toContainText("Grace Wu dispatched leads to you: 2");
    await page.goto("/sales/leads");
    await expect(rowOf(page, one.href)).toBeVisible();
    await expect(main(page).getByRole("button", { name: "Dispatch", exact: true })).toHaveCount(0);
    await olaf.desk.lend(page);
    expect((await page.goto(one.href))?.status()).toBe(404);
    await signInAs(page, people.petra);
    expect((await page.goto(one.href))?.status()).toBe(404);
    await signInAs(page, people.tom);
    expect((await page.goto("/sales/leads"))?.status()).toBe(403);
    await expect(main(page)).toContainText("None of your roles carries “Leads: follow”. Ask Grace Wu for it.");
    await signInAs(page, people.chan);
    expect((await page.goto("/sales/leads"))?.status()).toBe(403);
    await expect(main(page)).toContainText("channel-only distributor");
  });

  test("a supervisor gives a lead of the team to another of the team, and the former follower hears of it", async ({ page, signInAs }) => {
    const [nina, olaf] = [await newPerson(), await newPerson({ called: "Olaf" })];
    const lead = await entered(nina.desk);
    await signInAs(page, people.zhao);
    await page.goto(lead.href);
    await expect(main(page)).toContainText(`${nina.name} follows it up; you read it.`);
    await expect(button(page, "Add")).toHaveCount(0);
    await axeClean(page);
    await main(page).getByRole("link", { name: "Dispatch", exact: true }).click();
    await expect(page.getByLabel("Follower").getByRole("option", { name: "Ana Costa" })).toHaveCount(0);
    await page.getByLabel("Follower").selectOption(olaf.name);
    await button(page, "Dispatch").click();
    await expect(main(page)).toContainText("Dispatched. The follower was told.");
    await nina.desk.lend(page);
    await page.goto("/notifications");
    await expect(main(page)).toContainText("Zhao Lin gave a lead of yours to somebody else");
    // She entered it: she still sees it, and only reads.
    await page.goto(lead.href);
    await expect(main(page)).toContainText(`${olaf.name} follows it up; you read it.`);
  });

  test("what came to nothing needs a reason, leaves the list, and is opened again", async ({ page }) => {
    const nina = await newPerson();
    const lead = await entered(nina.desk);
    await nina.desk.lend(page);
    await page.goto(lead.href);
    if (scripted()) {
      await button(page, "Came to nothing").click();
      const dialog = page.getByRole("dialog", { name: "Close this lead?" });
      await axeClean(page);
      await dialog.getByRole("button", { name: "Came to nothing" }).click();
      await expect(main(page)).toContainText("Write why it came to nothing");
      await page.getByRole("dialog").getByLabel("Why").fill("No budget this year");
      await page.getByRole("dialog").getByRole("button", { name: "Came to nothing" }).click();
    } else {
      // The browser opens the dialog by itself, without script.
      await button(page, "Came to nothing").click();
      await page.getByRole("dialog").getByLabel("Why").fill("No budget this year");
      await page.getByRole("dialog").getByRole("button", { name: "Came to nothing" }).click();
    }
    await expect(main(page)).toContainText("It came to nothing: No budget this year");
    await page.goto("/sales/leads");
    await expect(main(page)).toContainText("No open leads");
    await page.goto(lead.href);
    await button(page, "Open it again").click();
    await expect(main(page)).toContainText("The lead is open again.");
  });

  test("a lead is revised without showing what is masked, and a lost update shows both values", async ({ page }) => {
    const nina = await newPerson();
    const lead = await entered(nina.desk);
    await nina.desk.lend(page);
    await page.goto(lead.href);
    await main(page).getByText("Revise", { exact: true }).click();
    await expect(main(page)).toContainText(`Now ${lead.mobile.slice(0, 3)}****${lead.mobile.slice(-4)}. Leave it empty to keep that.`);
    const other = await page.context().newPage();
    await other.goto(lead.href);
    await other.getByText("Revise", { exact: true }).click();
    await other.getByLabel("What is known (optional)").fill("Hers");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(main(other)).toContainText("The changes are saved.");
    await page.getByLabel("What is known (optional)").fill("Mine");
    await button(page, "Save").click();
    await expect(main(page)).toContainText("Somebody saved this lead while you were editing.");
    await expect(page.getByLabel("What is known (optional)")).toHaveValue("Mine");
    await expect(main(page)).toContainText("Hers");
    await axeClean(page);
    await button(page, "Save").click();
    await expect(main(page)).toContainText("The changes are saved.");
    await expect(main(page)).toContainText("Mine");
  });

  test("the eye shows one column for a minute, and a name that is searched for stands in no address", async ({ page }) => {
    const nina = await newPerson();
    const [lead, other] = [await entered(nina.desk), await entered(nina.desk, `Wheatear ${suffix()} Mills`)];
    await nina.desk.lend(page);
    await page.goto("/sales/leads");
    await hydrated(page);
    await expect(page.locator("body")).not.toContainText(lead.mobile);
    await table(page).getByRole("button", { name: "Show Mobile in clear" }).click();
    await expect(rowOf(page, lead.href)).toContainText(lead.mobile);
    await page.goto("/sales/leads");
    await expect(page.locator("body")).not.toContainText(lead.mobile);
    await page.getByRole("searchbox", { name: "Company" }).fill("wheatear");
    await button(page, "Search").click();
    await expect(page).toHaveURL(/filter=[0-9a-f-]{36}/);
    expect(page.url().toLowerCase()).not.toContain("wheatear");
    await expect(rowOf(page, other.href)).toBeVisible();
    await expect(rowOf(page, lead.href)).toHaveCount(0);
    await axeClean(page);
  });

  test("whoever makes telesales calls only is offered no lead", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const lead = await entered(await desk("grace"));
    await signInAs(page, people.grace);
    await page.goto(`/sales/leads/dispatch?leads=${lead.href.split("/").pop()}`);
    await expect(page.getByLabel("Follower").getByRole("option", { name: nina.name })).toHaveCount(1);
    await page.goto(await (await desk("grace")).listOf(nina.account));
    await main(page).getByRole("link", { name: nina.account, exact: true }).click();
    await page.getByRole("checkbox", { name: "Authorised for telesales only" }).check();
    await button(page, "Save changes").click();
    await expect(main(page)).toContainText("Makes calls; leads are not dispatched to this person.");
    await axeClean(page);
    await page.goto(`/sales/leads/dispatch?leads=${lead.href.split("/").pop()}`);
    await expect(page.getByLabel("Follower").getByRole("option", { name: nina.name })).toHaveCount(0);
  });
});

test.describe("线索", () => {
  inChinese();
  test.use({ refusals: [422] });

  test("speaks Chinese from the list to the claim", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/leads");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("线索管理");
    for (const name of ["公司名称 显示公司名称", "客户名称 显示客户名称", "状态", "最近更新"]) await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await axeClean(page);
    await main(page).getByRole("link", { name: "新建线索" }).click();
    await main(page).getByRole("button", { name: "提交" }).click();
    await expect(main(page)).toContainText("请填写公司名称");
    await axeClean(page);
    await page.goto("/sales/leads?state=dispatched");
    await page.getByRole("table", { name: "线索管理" }).getByRole("link", { name: /^报备 / }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("线索报备");
    await expect(main(page)).toContainText("留空则自动带入");
    await axeClean(page);
    await signInAs(page, people.grace);
    await page.goto("/sales/leads?tab=mine");
    await expect(page.getByRole("navigation", { name: "视图" }).getByRole("link")).toHaveText(["线索派发", "我的线索"]);
    await axeClean(page);
  });
});
