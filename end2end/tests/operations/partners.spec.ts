import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { desk, newPartner, newPerson, suffix } from "../given.ts";

const partners = (page: Page) => page.getByRole("table", { name: "Partners" });

/** The list, narrowed to a name: the journeys found more partners than a page shows. */
async function find(page: Page, name: string) {
  await page.goto("/operations/partners");
  await page.getByRole("searchbox", { name: "Partner or company" }).fill(name);
  await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
}

/** Fills in what every partner needs. */
async function fill(page: Page, over: { company?: string; name?: string; kind?: string; account?: string } = {}) {
  const mark = suffix();
  const given = { company: `Copperfield ${mark} Ltd`, name: `Copperfield ${mark}`, kind: "Solution provider", account: `carla-${mark}`, ...over };
  await page.getByRole("textbox", { name: "Company" }).fill(given.company);
  await page.getByRole("textbox", { name: "Partner name" }).fill(given.name);
  await page.getByRole("radio", { name: given.kind }).check();
  await page.getByRole("textbox", { name: "Account name" }).fill(given.account);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Carla Stone");
  return given;
}

const create = (page: Page) => page.getByRole("main").getByRole("button", { name: "Create partner" });

test.describe("operations: partners", () => {
  test.use({ refusals: [422, 403, 404, 409] });

  test("the overview counts and leads on", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Operations" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
    await expect(page.getByRole("main")).toContainText("Companies");
    await expect(page.getByRole("main")).toContainText("Open claims");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("navigation", { name: "Operations" }).getByRole("link", { name: "Partners" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partners");
    for (const [name, text] of [["Harbor Cloud Partners", "Solution provider"], ["Delta Resale", "Summit Distribution"], ["Relay Channels", "Channel only"]] as const) {
      await find(page, name);
      await expect(partners(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) })).toContainText(text);
    }
    await axeClean(page);
  });

  test("partners are narrowed by type, distributor and state, sorted, and kept as a view", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/partners");
    await page.getByRole("combobox", { name: "Partner type" }).selectOption("Reseller");
    await page.getByRole("combobox", { name: "Distributor" }).selectOption("Summit Distribution");
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(page).toHaveURL(/kind=reseller/);
    await expect(partners(page).getByRole("row").nth(1)).toContainText("Summit Distribution");
    await expect(partners(page)).not.toContainText("Solution provider");
    await hydrated(page);
    await axeClean(page);
    await partners(page).getByRole("link", { name: "Associated customers" }).click();
    await expect(partners(page).getByRole("columnheader", { name: "Associated customers" })).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("link", { name: "Save as view" }).click();
    const called = `Resellers ${suffix()}`;
    await page.getByRole("textbox", { name: "Name of the view" }).fill(called);
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByRole("navigation", { name: "Saved views" })).toContainText(called);
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "View settings" }).click();
    await page.getByRole("button", { name: "Delete view" }).first().click();
    await page.locator("dialog").getByRole("button", { name: "Delete view" }).click();
    await expect(page.getByText("The view is deleted.")).toBeVisible();
  });

  test("a company and partner come with their first administrator, whose password is shown once", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/partners");
    await page.getByRole("link", { name: "Create partner" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create partner");
    await hydrated(page);
    await axeClean(page);
    const given = await fill(page);
    await create(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner created");
    await expect(page.getByText(`Temporary password of ${given.account}`)).toBeVisible();
    await axeClean(page);
    const temporary = (await page.getByRole("definition").first().textContent()) ?? "";
    await page.getByRole("link", { name: "To the partner's page" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(given.name);
    await expect(page.getByRole("main")).toContainText(given.company);
    await expect(page.getByRole("main")).toContainText(`Carla Stone (${given.account})`);
    expect(await page.content()).not.toContain(temporary);
    await axeClean(page);

    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByLabel("Account name").fill(given.account);
    await page.getByLabel("Password").fill(temporary);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/account\/password$/);
  });

  test("another of its administrators becomes the partner's primary one, who then cannot be chosen again", async ({ page, signInAs }) => {
    const { name, administrator } = await newPartner();
    await signInAs(page, people.viktor);
    await find(page, name);
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    const main = page.getByRole("main");
    await expect(main).toContainText("The partner has no other active system administrator.");
    await axeClean(page);
    const gwen = await newPerson({ by: administrator.desk, roles: ["System administrator"], called: "Gwen" });
    await page.reload();
    await hydrated(page);
    const replace = main.getByRole("button", { name: "Replace the primary administrator" });
    const choice = page.getByRole("combobox", { name: /^Another primary administrator/ });
    await replace.click();
    await expect(choice).toHaveAccessibleDescription(/Choose a person/);
    await axeClean(page);
    await choice.selectOption(`${gwen.name} (${gwen.account})`);
    await replace.click();
    await expect(main).toContainText("The primary administrator is replaced.");
    await expect(main).toContainText(`${gwen.name} (${gwen.account})`);
    expect(await choice.locator("option").allTextContents()).toEqual(["Choose a person", `${administrator.name} (${administrator.account})`]);
    // Her page told that only the vendor replaces her; now the first one can go.
    await gwen.desk.lend(page);
    await page.goto(await gwen.desk.personPage(administrator.account));
    await expect(page.getByRole("button", { name: "Disable" }).first()).toBeVisible();
  });

  test("a reseller belongs to one distributor", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/partners/new");
    await hydrated(page);
    const given = await fill(page, { kind: "Reseller" });
    await create(page).click();
    await expect(page.getByRole("alert").getByRole("link", { name: "A reseller belongs to exactly one distributor; choose it" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Partner name" })).toHaveValue(given.name);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("combobox", { name: /^Distributor/ }).selectOption("Summit Distribution");
    await create(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner created");
    await page.getByRole("link", { name: "To the partner's page" }).click();
    await expect(page.getByRole("main")).toContainText("Summit Distribution");
  });

  test("everything wrong about a partner is said at once", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/partners/new");
    await hydrated(page);
    await create(page).click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    for (const said of ["Enter the company", "Enter the name", "Choose the partner type", "Enter the account name", "Enter the person's name"]) {
      await expect(summary.getByRole("link", { name: said, exact: true })).toBeVisible();
    }
    await expect(summary).not.toContainText("Fill this in");
    await hydrated(page);
    await axeClean(page);
    await fill(page, { name: "Harbor Cloud Partners", account: "grace" });
    await page.getByRole("group", { name: "Channel only" }).getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("combobox", { name: /^Distributor/ }).selectOption("Summit Distribution");
    await create(page).click();
    await expect(summary).toContainText("Only a reseller belongs to a distributor; clear this choice");
    await expect(summary).toContainText("Only a distributor can be channel only; clear this box");
    await hydrated(page);
    await page.getByRole("group", { name: "Channel only" }).getByRole("radio", { name: "No" }).check();
    await page.getByRole("combobox", { name: /^Distributor/ }).selectOption("None");
    await create(page).click();
    await expect(summary).toContainText(/Another partner has this name; choose another|This account name is taken; choose another/);
  });

  test("the real-name state is changed, and not over somebody else's change", async ({ page }) => {
    const { name } = await newPartner();
    const viktor = await desk("viktor");
    await viktor.lend(page);
    await find(page, name);
    await partners(page).getByRole("link", { name: `Open ${name}` }).click();
    await hydrated(page);
    await page.getByRole("combobox", { name: "New state" }).selectOption("In review");
    await page.getByRole("button", { name: "Change the state" }).click();
    await expect(page.getByText("The real-name state is changed.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("In review");
    await hydrated(page);
    const address = new URL(page.url()).pathname;
    const id = address.split("/").at(-1) ?? "";
    const meanwhile = await viktor.post(address, "operations.change_real_name_state", [["form[key]", crypto.randomUUID()], ["form[id]", id], ["form[from]", "in_review"], ["form[to]", "rejected"]]);
    expect(meanwhile.status()).toBe(303);
    await page.getByRole("combobox", { name: "New state" }).selectOption("Verified");
    await page.getByRole("button", { name: "Change the state" }).click();
    await expect(page.getByRole("main")).toContainText("Somebody changed the state meanwhile; it is now: Rejected. Choose again.");
  });

  test("the same form sent twice creates one partner and shows the password once", async () => {
    const viktor = await desk("viktor");
    const mark = suffix();
    const form: [string, string][] = [
      ["form[key]", crypto.randomUUID()], ["form[company_name]", `Twice ${mark} Ltd`], ["form[name]", `Twice ${mark}`], ["form[kind]", "solution_provider"],
      ["form[channel_only]", "no"], ["form[real_name_state]", "unverified"], ["form[account_name]", `tina-${mark}`], ["form[display_name]", "Tina"],
    ];
    const first = await viktor.post("/operations/partners/new", "operations.create_partner", form);
    expect(first.status()).toBe(200);
    const second = await viktor.post("/operations/partners/new", "operations.create_partner", form);
    expect(second.status()).toBe(303);
    expect(second.headers()["location"]).toContain("done=created-before");
    const page = await (await viktor.http.get(second.headers()["location"] ?? "")).text();
    expect(page).toContain("This partner was created already by the same form.");
  });

  test("the overview says that background work goes on", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations");
    await expect(page.getByRole("heading", { name: "Background work" })).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("No worker is running");
    await expect(page.getByRole("term").filter({ hasText: "Workers running" })).toBeVisible();
    await axeClean(page);
  });

  test("only the vendor's staff enter, and an unknown partner is not found", async ({ page, signInAs }) => {
    for (const person of [people.grace, people.mei, people.dara]) {
      await signInAs(page, person);
      await page.goto("/");
      await expect(page.getByRole("link", { name: "Operations" })).toHaveCount(0);
      for (const address of ["/operations", "/operations/partners", "/operations/partners/new", "/operations/customers", "/operations/customers/new"]) {
        const answer = await page.goto(address);
        expect(answer?.status(), `${person.account} ${address}`).toBe(403);
        await expect(page.getByRole("main")).toContainText("Operations belong to the vendor's own staff.");
      }
    }
    await axeClean(page);
    const posted = await (await desk("grace")).post("/operations/partners/new", "operations.create_partner", [["form[name]", "By a partner"]]);
    expect(posted.status()).toBe(403);
    await signInAs(page, people.viktor);
    for (const id of ["00000000-0000-0000-0000-000000000000", "harbor"]) {
      expect((await page.goto(`/operations/partners/${id}`))?.status()).toBe(404);
    }
  });
});

test.describe("运营", () => {
  inChinese();
  test.use({ refusals: [422] });
  test("partners are created in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    for (const [address, heading] of [["/operations", "概览"], ["/operations/partners", "伙伴管理"], ["/operations/partners/new", "创建伙伴"], ["/operations/customers", "客户登记"], ["/operations/customers/new", "录入客户"]] as const) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await axeClean(page);
    }
    await page.getByRole("main").getByRole("button", { name: "录入客户" }).click();
    await expect(page.getByRole("alert")).toContainText("请填写客户全称");
    await hydrated(page);
    await axeClean(page);
  });
});
