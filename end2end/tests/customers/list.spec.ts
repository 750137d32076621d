import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, newProspect, reported } from "../given.ts";

const table = (page: Page) => page.getByRole("table", { name: "Customers" });
const rows = (page: Page) => table(page).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });
const search = (page: Page) => page.getByRole("main").getByRole("button", { name: "Search", exact: true });
const tabs = (page: Page) => page.getByRole("navigation", { name: "Views", exact: true });

/** The ID that the list shows under the masked name. */
async function idOf(page: Page): Promise<string> {
  return /C\d+/.exec((await rows(page).first().textContent()) ?? "")?.[0] ?? "";
}

test.describe("the list of customers", () => {
  test.use({ refusals: [403, 404] });

  test("shows an account manager her own associated and claimed customers, masked", async ({ page }) => {
    const nina = await newPerson();
    const [customer, prospect] = [await newCustomer(nina.account), await newProspect(nina.account)];
    await reported(nina.desk, {}, customer.name);
    await nina.desk.lend(page);
    const answer = await page.goto("/sales/customers");
    const html = (await answer?.text()) ?? "";
    for (const clear of [customer.name, customer.account, customer.mobile, customer.contact]) expect(html).not.toContain(clear);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
    await expect(page.getByRole("main")).toContainText("The one customer assigned to you.");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("R***s");
    await expect(rows(page)).toContainText("Manufacturing");
    await expect(rows(page)).toContainText("Referral");
    await expect(rows(page)).toContainText(nina.name);
    await expect(rows(page).getByRole("cell").last(), "open opportunities").toHaveText("1");
    await hydrated(page);
    await axeClean(page);

    await tabs(page).getByRole("link", { name: "Claimed" }).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("O***s");
    await expect(rows(page)).toContainText(`139****${prospect.mobile.slice(-4)}`);
    await expect(rows(page)).toContainText(/1[45] days left/);
    expect(await page.content()).not.toContain(prospect.mobile);
    await axeClean(page);
  });

  test("is narrowed by part of a name, an account or a mobile, and by the whole ID, without saying so in the address", async ({ page }) => {
    const nina = await newPerson();
    const [one] = [await newCustomer(nina.account), await newCustomer(nina.account)];
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    for (const [label, part] of [["Customer name", one.name.slice(4)], ["Account name", one.account.slice(3)], ["Mobile", one.mobile.slice(3)]] as const) {
      await page.getByRole("searchbox", { name: label }).fill(part);
      await search(page).click();
      await expect(page).toHaveURL(/filter=[0-9a-f-]{36}/);
      expect(decodeURIComponent(page.url())).not.toContain(part);
      await expect(rows(page)).toHaveCount(1);
      await page.getByRole("button", { name: /^Remove (Customer|Account|Mobile)/ }).click();
      await expect(rows(page)).toHaveCount(2);
    }
    const id = await idOf(page);
    for (const [typed, count] of [[id, 1], [id.slice(0, -1), 0]] as const) {
      await hydrated(page);
      const number = page.getByRole("textbox", { name: "Customer ID (whole)" });
      if (!(await number.isVisible())) await page.getByText("More conditions").click();
      await number.fill(typed);
      await search(page).click();
      await expect(page).toHaveURL(new RegExp(`number=${typed}(&|$)`));
      if (count) await expect(rows(page)).toHaveCount(count);
      else await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    }
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "Reset" }).last().click();
    await expect(rows(page)).toHaveCount(2);
  });

  test("shows a supervisor the team's, and nobody else's", async ({ page, signInAs }) => {
    const [nina, olga] = [await newPerson(), await newPerson({ called: "Olga", supervisor: "Omar Reyes" })];
    const [hers, others] = [await newCustomer(nina.account), await newCustomer(olga.account)];
    await signInAs(page, people.zhao);
    await page.goto("/sales/customers");
    await expect(page.getByRole("main")).toContainText("of the account managers who report to you.");
    for (const [customer, count] of [[hers, 1], [others, 0]] as const) {
      await page.goto("/sales/customers");
      await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
      await search(page).click();
      if (count) await expect(rows(page)).toHaveCount(count);
      else await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    }
    await page.goto("/sales/customers");
    await page.getByRole("combobox", { name: "Account manager" }).selectOption(nina.name);
    await search(page).click();
    await expect(rows(page)).toHaveCount(1);
  });

  test("shows an account manager with a second role and the administrator all of the partner's", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    for (const person of [people.lin, people.grace]) {
      await signInAs(page, person);
      await page.goto("/sales/customers");
      await expect(page.getByRole("main")).toContainText(/customers of Harbor Cloud Partners\./);
      await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
      await search(page).click();
      await expect(rows(page), person.account).toHaveCount(1);
    }
  });

  test("has a tab more for a distributor's administrator, and shows a reseller its own", async ({ page, signInAs }) => {
    const customer = await newCustomer("", { partner: "Delta Resale" });
    await signInAs(page, people.dara);
    await page.goto("/sales/customers");
    await expect(tabs(page).getByRole("link")).toHaveText(["My customers", "Resellers' customers", "Claimed"]);
    await tabs(page).getByRole("link", { name: "Resellers' customers" }).click();
    await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
    await search(page).click();
    await expect(page).toHaveURL(/tab=resellers/);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("Customer of Delta Resale");
    await axeClean(page);
    await signInAs(page, people.rita);
    await page.goto("/sales/customers");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
    await search(page).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole("columnheader", { name: "Open opportunities" }), "a reseller has none").toHaveCount(0);
    await axeClean(page);
  });

  test("is closed to an operator without the item and to the vendor, with the rule", async ({ page, signInAs }) => {
    for (const [person, rule] of [[people.tom, "None of your roles carries “Customers: view”. Ask Grace Wu for it."], [people.viktor, "the vendor's staff record them under Operations"]] as const) {
      await signInAs(page, person);
      const answer = await page.goto("/sales/customers");
      expect(answer?.status(), person.account).toBe(403);
      await expect(page.getByRole("main")).toContainText(rule);
      await axeClean(page);
    }
  });

  test("shows nothing of another partner", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await signInAs(page, people.petra);
    await page.goto("/sales/customers");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name);
    await search(page).click();
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    // The filter of one person is nothing to another.
    const address = page.url();
    await signInAs(page, people.ana);
    await page.goto(address);
    await expect(page.getByText("The address carries a filter that is not yours")).toBeVisible();
    expect(await page.content()).not.toContain(customer.name);
  });

  test("is empty for a new account manager, and says how customers come", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("heading", { name: "No customers yet" })).toBeVisible();
    await expect(page.getByText("Customers appear here once they are associated with your company and assigned to you.")).toBeVisible();
    await axeClean(page);
  });

  test("pages through all of them once", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/sales/customers?size=10");
    const seen: string[] = [];
    const next = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" });
    for (let turn = 0; turn < 10; turn += 1) {
      seen.push(...(await rows(page).getByRole("link", { name: /\*\*\*/ }).evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))));
      if ((await next.count()) === 0) break;
      const before = page.url();
      await next.click();
      await expect(page).not.toHaveURL(before);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const lead = (await page.getByRole("main").textContent()) ?? "";
    expect(lead).toContain(`The ${seen.length} customers of Lakeside Solutions.`);
    expect((await (await desk("petra")).http.get("/sales/customers?size=10")).status()).toBe(200);
  });
});
