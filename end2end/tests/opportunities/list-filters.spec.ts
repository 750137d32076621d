import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, progressed, reported, suffix } from "../given.ts";
import { rowOf } from "./forms.ts";

const table = (page: Page) => page.getByRole("table", { name: "Opportunities" });
const search = (page: Page) => page.getByRole("main").getByRole("button", { name: "Search", exact: true });
/** Rows without heading and sum. */
const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("link", { name: /./ }) }).filter({ hasNot: page.getByRole("columnheader") });

/** Opens the further conditions, unless they stand open already. */
async function more(page: Page) {
  const condition = page.getByRole("combobox", { name: "Confidence from" });
  if (!(await condition.isVisible())) await page.getByRole("button", { name: "More conditions" }).click();
  await expect(condition).toBeVisible();
}

test.describe("narrowing the list of opportunities", () => {
  test("by name, customer's name, customer's account and person; Enter searches; a chip takes a condition away", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await newCustomer(nina.account);
    const mark = suffix();
    const one = await reported(nina.desk, { name: `Filtered ${mark}` }, customer.name);
    const two = await reported(nina.desk, { name: `Other ${mark}` }, customer.name);
    await signInAs(page, people.grace);
    await page.goto("/sales/opportunities");
    await hydrated(page);
    const name = page.getByRole("searchbox", { name: "Opportunity name" });
    await name.fill(`filtered ${mark}`);
    await name.press("Enter");
    await expect(page).toHaveURL(new RegExp(`name=filtered(\\+|%20)${mark}`));
    await expect(rowOf(page, one.name)).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await axeClean(page);
    await page.getByRole("link", { name: `Remove Opportunity name: filtered ${mark}` }).click();
    await expect(rows(page)).not.toHaveCount(1);

    for (const [label, part] of [["Customer name", customer.name.slice(3)], ["Customer account", customer.account.slice(2)]] as const) {
      await page.goto("/sales/opportunities");
      await page.getByRole("searchbox", { name: label }).fill(part);
      await search(page).click();
      await expect(page).toHaveURL(/filter=[0-9a-f-]{36}/);
      expect(page.url(), "nothing about a customer in an address").not.toContain(part.slice(0, 8));
      await expect(rows(page)).toHaveCount(2);
      await expect(rowOf(page, two.name)).toBeVisible();
      await expect(page.getByRole("searchbox", { name: label })).toHaveValue(part);
    }
    // Both at once; the cross of one leaves the other.
    await page.goto("/sales/opportunities");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
    await page.getByRole("searchbox", { name: "Customer account" }).fill("nobody-has-this-account");
    await search(page).click();
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    await axeClean(page);
    await page.getByRole("button", { name: "Remove Customer account: nobody-has-this-account" }).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(page).toHaveURL(/\/sales\/opportunities\?state=open&filter=[0-9a-f-]{36}$/);
    await expect(page.getByRole("searchbox", { name: "Customer name" })).toHaveValue(customer.name);
    await page.getByRole("button", { name: `Remove Customer name: ${customer.name}` }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities\?state=open$/);

    await page.goto("/sales/opportunities");
    // Chosen among a few; among more than a hundred, as Harbor has when the journeys have been walked once, typed.
    const owner = page.getByRole("combobox", { name: "Account manager" });
    if (await owner.isVisible()) await owner.selectOption(nina.name);
    else await page.getByRole("searchbox", { name: "Account manager" }).fill(nina.name);
    await search(page).click();
    await expect(page).toHaveURL(/owner=[0-9a-f-]{36}/);
    await expect(rows(page)).toHaveCount(2);
  });

  test("by stage, type, industry, confidence and passed date, all in the address", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    await page.goto("/sales/opportunities");
    await hydrated(page);
    await more(page);
    await axeClean(page);
    await page.getByRole("group", { name: /^Stage/ }).getByRole("checkbox", { name: "Solution" }).check();
    await page.getByRole("group", { name: /^Stage/ }).getByRole("checkbox", { name: "Negotiation" }).check();
    await page.getByRole("combobox", { name: "Confidence from" }).selectOption("70%");
    await search(page).click();
    await expect(page).toHaveURL(/stage=solution&stage=negotiation.*confidence_from=70/);
    await expect(rows(page).first()).toBeVisible();
    for (const text of await rows(page).allTextContents()) expect(text).toMatch(/Negotiation/);
    const address = page.url();

    await more(page);
    await page.getByRole("group", { name: /^Type/ }).getByRole("checkbox", { name: "Migration" }).check();
    await page.getByRole("group", { name: /^Industry/ }).getByRole("checkbox", { name: "Health" }).check();
    await page.getByRole("checkbox", { name: "Expected date has passed" }).check();
    await search(page).click();
    await expect(page).toHaveURL(/kind=migration&industry=health.*overdue=yes/);
    for (const name of ["Remove Stage: Solution, Negotiation", "Remove Type: Migration", "Remove Industry: Health", "Remove Confidence from: 70%", "Remove Expected date has passed: Yes", "Remove State: Open"]) {
      await expect(page.getByRole("link", { name })).toBeVisible();
    }
    await page.goto(address);
    await expect(page.getByRole("link", { name: "Remove Stage: Solution, Negotiation" })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Reset" }).first().click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);
  });

  test("by an industry alone shows that industry alone", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities?industry=health");
    await expect(rows(page).first()).toBeVisible();
    for (const row of await rows(page).all()) await expect(row).toContainText("Health");
  });

  test("the same address gives the same person the same rows in another browser", async ({ page, browser, baseURL, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities");
    await page.getByRole("searchbox", { name: "Customer name" }).fill("a");
    await search(page).click();
    await expect(page).toHaveURL(/filter=/);
    const names = await rows(page).getByRole("link").allTextContents();
    expect(names.length).toBeGreaterThan(0);
    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: false });
    const elsewhere = await other.newPage();
    await signInAs(elsewhere, people.petra);
    await elsewhere.goto(page.url());
    expect(await rows(elsewhere).getByRole("link").allTextContents()).toEqual(names);
    await other.close();
  });

  test("nothing that matches offers to begin anew, and is not the same as nothing there", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities?name=no-such-opportunity");
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "Reset" }).last().click();
    await expect(rows(page).first()).toBeVisible();

    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("heading", { name: "No opportunities yet" })).toBeVisible();
    await expect(page.getByText("Report the first one for one of your customers.")).toBeVisible();
    await axeClean(page);
  });

  test("an address without conditions shows the open ones, says so, and the chip leads to all", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const open = await reported(nina.desk);
    const lost = await reported(nina.desk);
    await progressed(nina.desk, lost, 1, { stage: "lost", lost_reason: "Price" });
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await hydrated(page);
    await expect(page.getByRole("main")).toContainText("The one open opportunity that you own.");
    await expect(rowOf(page, open.name)).toBeVisible();
    await expect(rowOf(page, lost.name)).toHaveCount(0);
    await axeClean(page);
    await page.getByRole("link", { name: "Remove State: Open" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities\?view=all$/);
    await expect(page.getByRole("main")).toContainText("The 2 opportunities that you own.");
    await expect(rowOf(page, lost.name)).toBeVisible();

    // Nothing open is not the same as nothing there.
    await progressed(nina.desk, open, 1, { stage: "won" });
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    await page.getByRole("link", { name: "Show all" }).click();
    await expect(rows(page)).toHaveCount(2);
    await more(page);
    await page.getByRole("combobox", { name: "State" }).selectOption("Won or lost");
    await search(page).click();
    await expect(page).toHaveURL(/state=closed/);
    await expect(rows(page)).toHaveCount(2);
  });

  test("an address that makes no sense shows the usual list, a condition that means nothing shows nothing", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    for (const query of ["stage=x", "owner=petra"]) {
      const answer = await page.goto(`/sales/opportunities?${query}`);
      expect(answer?.status(), query).toBe(200);
      await expect(page.getByRole("heading", { name: "Nothing matches" }), query).toBeVisible();
      await expect(page.getByRole("link", { name: /^Remove (Stage|Account manager): Not there any more$/ }), query).toBeVisible();
    }
    for (const query of ["sort=customer&size=7", "after=%00%ff", "before=abc", "tab=resellers", "filter=1"]) {
      const answer = await page.goto(`/sales/opportunities?${query}`);
      expect(answer?.status(), query).toBe(200);
      await expect(rows(page).first(), query).toBeVisible();
    }
  });

  test("totals are those of the whole filter, not of the page", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    for (let n = 0; n < 12; n += 1) await reported(nina.desk, { expected_monthly_revenue: "10000.50", confidence: "50" });
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?size=10");
    await expect(rows(page)).toHaveCount(10);
    await expect(table(page).getByRole("row").last()).toContainText(/All 12 that match.*120,006\.00/);
    const main = page.getByRole("main");
    await expect(main).toContainText("The 12 open opportunities that you own.");
    await expect(main).toContainText("¥120,006.00");
    await expect(main, "weighted by 50 %").toContainText("¥60,003.00");
  });
});
