import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { mobile, newCustomer, newPerson, newProspect, suffix } from "../given.ts";

const table = (page: Page) => page.getByRole("table", { name: "Customers" });
const record = (page: Page) => page.getByRole("main").getByRole("button", { name: "Record a customer" });
const summary = (page: Page) => page.getByRole("alert").filter({ hasText: "There is a problem" });

test.describe("operations: recording a customer", () => {
  test.use({ refusals: [422] });

  test("as associated with a partner; its account manager then sees it, masked", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "Record a customer" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Record a customer");
    await hydrated(page);
    await axeClean(page);
    const name = `Halden ${suffix()} Bank`;
    await page.getByRole("radio", { name: /^Associated customer/ }).check();
    await page.getByRole("combobox", { name: "Partner" }).selectOption("Harbor Cloud Partners");
    await page.getByRole("textbox", { name: /^Account manager/ }).fill(nina.account);
    await page.getByRole("textbox", { name: "Customer full name" }).fill(name);
    await page.getByRole("combobox", { name: "Industry" }).selectOption("Finance");
    await page.getByRole("combobox", { name: /^Association type/ }).selectOption("Resale");
    await page.getByRole("textbox", { name: /^Account name/ }).fill(`halden_${suffix()}`);
    await page.getByRole("textbox", { name: /^Mobile/ }).fill("138 0013 8000");
    await record(page).click();
    await expect(page.getByText("The customer is recorded and associated.")).toBeVisible();
    const row = table(page).getByRole("row").nth(1);
    await expect(row).toContainText("H***k");
    await expect(row).toContainText("Harbor Cloud Partners");
    await expect(row).toContainText(`${nina.name} (${nina.account})`);
    await expect(row).toContainText("Associated: Resale");
    expect(await page.content()).not.toContain(name);
    await axeClean(page);
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("main")).toContainText("The one customer assigned to you.");
  });

  test("as a prospect that the partner claimed", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers/new");
    await hydrated(page);
    await page.getByRole("radio", { name: /^Claimed customer/ }).check();
    await page.getByRole("combobox", { name: "Partner" }).selectOption("Harbor Cloud Partners");
    await page.getByRole("textbox", { name: "Customer full name" }).fill(`Quarry ${suffix()} Energy`);
    await page.getByRole("combobox", { name: "Industry" }).selectOption("Energy");
    await record(page).click();
    await expect(summary(page)).toContainText("Enter the mobile number");
    await expect(summary(page)).toContainText("Enter the account manager");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: /^Mobile/ }).fill(`+86 ${mobile()}`);
    await page.getByRole("textbox", { name: /^Account manager/ }).fill(nina.account);
    await record(page).click();
    await expect(page.getByText("The prospect is recorded and claimed.")).toBeVisible();
    await expect(table(page).getByRole("row").nth(1)).toContainText(/Claimed.*until/);
  });

  test("with everything wrong said at once, and what was typed kept", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers/new");
    await hydrated(page);
    await page.getByRole("textbox", { name: /^Mobile/ }).fill("12");
    await page.getByRole("textbox", { name: /^E-mail/ }).fill("nobody");
    await record(page).click();
    for (const message of ["Choose the partner", "Enter the customer's full name", "Choose the industry", "Choose the association type", "Enter the customer's account name", "Enter a mobile number such as", "Enter an e-mail address such as"]) {
      await expect(summary(page)).toContainText(message);
    }
    await expect(page.getByRole("textbox", { name: /^Mobile/ })).toHaveValue("12");
    await hydrated(page);
    await axeClean(page);
  });

  test("not twice: an account name is taken, and a claimed mobile stays claimed, without saying by whom", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const [customer, prospect] = [await newCustomer(nina.account), await newProspect(nina.account)];
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers/new");
    await hydrated(page);
    await page.getByRole("combobox", { name: "Partner" }).selectOption("Lakeside Solutions");
    await page.getByRole("textbox", { name: "Customer full name" }).fill("Somebody Else");
    await page.getByRole("combobox", { name: "Industry" }).selectOption("Energy");
    await page.getByRole("combobox", { name: /^Association type/ }).selectOption("Referral");
    await page.getByRole("textbox", { name: /^Account name/ }).fill(customer.account);
    await record(page).click();
    await expect(summary(page)).toContainText("Another customer has this account name; check it");
    await hydrated(page);
    await page.getByRole("radio", { name: /^Claimed customer/ }).check();
    await page.getByRole("textbox", { name: /^Account manager/ }).fill("mei");
    await page.getByRole("textbox", { name: /^Mobile/ }).fill(prospect.mobile);
    await record(page).click();
    await expect(summary(page), "of another partner").toContainText("Enter the account name of an active account manager of this partner");
    await hydrated(page);
    await page.getByRole("combobox", { name: "Partner" }).selectOption("Harbor Cloud Partners");
    await record(page).click();
    await expect(summary(page)).toContainText("This mobile number or e-mail address is claimed already; try again when that claim has ended");
    await expect(summary(page)).not.toContainText(nina.name);
  });

  test("not for a distributor that only recruits resellers, nor for a disabled account manager", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers/new");
    await hydrated(page);
    const partner = page.getByRole("combobox", { name: "Partner" });
    const names = await partner.getByRole("option").allTextContents();
    expect(names).not.toContain("Relay Channels");
    await partner.selectOption("Harbor Cloud Partners");
    await page.getByRole("textbox", { name: "Customer full name" }).fill("Somebody Else");
    await page.getByRole("combobox", { name: "Industry" }).selectOption("Energy");
    await page.getByRole("combobox", { name: /^Association type/ }).selectOption("Referral");
    await page.getByRole("textbox", { name: /^Account name/ }).fill(`else_${suffix()}`);
    await page.getByRole("textbox", { name: /^Account manager/ }).fill(people.ben.account);
    await record(page).click();
    await expect(summary(page)).toContainText("Enter the account name of an active account manager of this partner");
  });

  test("finds one by its whole ID, by a part of its name, by its partner and by where it stands", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const [customer, prospect] = [await newCustomer(nina.account), await newProspect(nina.account)];
    await signInAs(page, people.viktor);
    await page.goto("/operations/customers");
    const id = /C\d+/.exec((await table(page).getByRole("rowheader").filter({ hasText: /C\d+/ }).first().textContent()) ?? "")?.[0] ?? "";
    const search = page.getByRole("main").getByRole("button", { name: "Search", exact: true });
    const number = page.getByRole("textbox", { name: "Customer ID" });
    await number.fill(id.toLowerCase());
    await search.click();
    await expect(table(page).getByRole("rowheader")).toHaveCount(1);
    await expect(table(page).getByRole("rowheader")).toContainText(id);
    await number.fill(id.slice(0, -2));
    await search.click();
    await expect(page.getByRole("heading", { name: "No customer matches" })).toBeVisible();
    await axeClean(page);

    await number.fill("");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(customer.name.toUpperCase());
    await search.click();
    await expect(table(page).getByRole("rowheader")).toHaveCount(1);
    await expect(table(page)).toContainText("Associated: Referral");
    expect(page.url(), "no address says a name").toMatch(/\/operations\/customers\?filter=[0-9a-f-]{36}$/);
    const partner = page.getByRole("combobox", { name: "Partner" });
    // Of very many partners one is typed: the journeys found many.
    if ((await partner.count()) > 0) await partner.selectOption("Lakeside Solutions");
    else await page.getByRole("searchbox", { name: "Partner" }).fill("Lakeside Solutions");
    await search.click();
    await expect(page.getByRole("heading", { name: "No customer matches" })).toBeVisible();

    await page.goto("/operations/customers");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(prospect.name);
    await search.click();
    await expect(table(page)).toContainText("Claimed");
    await page.goto("/operations");
    await page.getByRole("main").getByRole("link", { name: /Open claims/ }).click();
    await expect(page).toHaveURL(/\/operations\/customers\?state=open$/);
    await expect(page.getByRole("link", { name: /^Remove Relation/ })).toBeVisible();
    await expect(table(page)).not.toContainText("Associated");
    await hydrated(page);
    await axeClean(page);
  });
});
