import type { Page } from "@playwright/test";
import { axeClean, empty, expect, hydrated, scripted, test } from "../../fixtures.ts";
import { Desk, OWN_PASSWORD, suffix } from "../given.ts";
import { aReport, fillReport, submit } from "../opportunities/forms.ts";

test.use({ baseURL: empty.baseURL, refusals: [403, 404, 422] });
async function signIn(page: Page, account: string, password: string) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Account name").fill(account);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The first sign-in with a temporary password, and what it forces. */
async function arrive(page: Page, account: string, temporary: string) {
  await signIn(page, account, temporary);
  await expect(page).toHaveURL(/\/account\/password$/);
  await expect(page.getByText("Your password was set by somebody else.")).toBeVisible();
  await page.getByLabel("Current password").fill(temporary);
  await page.getByLabel("New password", { exact: true }).fill(OWN_PASSWORD);
  await page.getByLabel("New password, again").fill(OWN_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
}

/**
 * Lets the operator in. Two projects share the installation: the first arrives with the temporary password and must choose
 * another, the second finds it chosen.
 */
async function firstOfBoth(page: Page): Promise<boolean> {
  const current = page.getByLabel("Current password");
  await signIn(page, empty.account, empty.password);
  await expect(current.or(page.getByRole("alert"))).toBeVisible();
  if (await current.isVisible()) {
    await current.fill(empty.password);
    await page.getByLabel("New password", { exact: true }).fill(OWN_PASSWORD);
    await page.getByLabel("New password, again").fill(OWN_PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
    const changed = page.getByText("Your password is changed.");
    await expect(changed.or(page.getByRole("alert")).or(page.getByLabel("Account name"))).toBeVisible();
    if (await changed.isVisible()) return true;
  }
  await signIn(page, empty.account, OWN_PASSWORD);
  await expect(page.getByRole("navigation", { name: "Sections" })).toContainText("Operations");
  return false;
}

const shownPassword = async (page: Page) => (await page.getByRole("definition").first().textContent()) ?? "";

async function createPartner(page: Page, name: string, account: string, person: string): Promise<string> {
  await page.goto("/operations/partners/new");
  await hydrated(page);
  await page.getByRole("textbox", { name: "Company" }).fill(`${name} Ltd`);
  await page.getByRole("textbox", { name: "Partner name" }).fill(name);
  await page.getByRole("radio", { name: "Solution provider" }).check();
  await page.getByRole("textbox", { name: "Account name" }).fill(account);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(person);
  await page.getByRole("main").getByRole("button", { name: "Create partner" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner created");
  return shownPassword(page);
}

async function createPerson(page: Page, account: string, name: string, role: RegExp, supervisor?: string): Promise<string> {
  await page.goto("/organisation/people/new");
  await hydrated(page);
  await page.getByRole("textbox", { name: "Account name" }).fill(account);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("checkbox", { name: role }).check();
  if (supervisor) await page.getByRole("combobox", { name: /^Supervisor/ }).selectOption({ label: supervisor });
  await page.getByRole("main").getByRole("button", { name: "Create person" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Person created");
  return shownPassword(page);
}

test("from an empty installation to a team's opportunity, all of it through the product", async ({ page }) => {
  test.setTimeout(180_000);
  const mark = suffix();
  const main = page.getByRole("main");

  // Nobody is there but the operator whom create-admin made; nothing is marked as demo.
  await page.goto("/sign-in");
  await expect(page.getByText("Demo data.")).toHaveCount(0);
  if (await firstOfBoth(page)) {
    await page.goto("/operations/partners");
    await expect(page.getByRole("heading", { name: "No partner yet" })).toBeVisible();
    await axeClean(page);
    await page.goto("/operations/customers");
    await expect(page.getByRole("heading", { name: "No customer yet" })).toBeVisible();
    await axeClean(page);
  }

  // The operator creates two partners with their administrators.
  const [ours, theirs] = [`Osprey ${mark}`, `Redwood ${mark}`];
  const [ada, rex] = [`ada-${mark}`, `rex-${mark}`];
  const adas = await createPartner(page, ours, ada, "Ada Osprey");
  const rexs = await createPartner(page, theirs, rex, "Rex Redwood");
  await axeClean(page);

  // The administrator creates a supervisor and an account manager.
  await arrive(page, ada, adas);
  const [sam, mia] = [`sam-${mark}`, `mia-${mark}`];
  await page.goto("/sales/opportunities");
  await expect(page.getByRole("heading", { name: "No opportunities yet" })).toBeVisible();
  const sams = await createPerson(page, sam, "Sam Keel", /^Account manager supervisor/);
  const mias = await createPerson(page, mia, "Mia Tide", /^Account manager(?! supervisor)/, `Sam Keel (${sam})`);

  // The account manager has no customer yet.
  await arrive(page, mia, mias);
  await page.goto("/sales/opportunities/new");
  await expect(main).toContainText("No customer to choose");
  await axeClean(page);

  // The operator records one for her.
  await signIn(page, empty.account, OWN_PASSWORD);
  await page.goto("/operations/customers/new");
  await hydrated(page);
  const customer = `Larkspur ${mark} Logistics`;
  await page.getByRole("combobox", { name: "Partner" }).selectOption(ours);
  await page.getByRole("textbox", { name: /^Account manager/ }).fill(mia);
  await page.getByRole("textbox", { name: "Customer full name" }).fill(customer);
  await page.getByRole("combobox", { name: "Industry" }).selectOption("Logistics");
  await page.getByRole("combobox", { name: /^Association type/ }).selectOption("Resale");
  await page.getByRole("textbox", { name: /^Account name/ }).fill(`larkspur_${mark}`);
  await main.getByRole("button", { name: "Record a customer" }).click();
  await expect(page.getByText("The customer is recorded and associated.")).toBeVisible();

  // She reports an opportunity for it and adds progress.
  await signIn(page, mia, OWN_PASSWORD);
  await page.goto("/sales/opportunities/new");
  await hydrated(page);
  const report = aReport();
  await fillReport(page, report);
  await submit(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
  const address = new URL(page.url()).pathname;
  await main.getByRole("link", { name: "Add progress" }).first().click();
  await hydrated(page);
  await page.getByRole("combobox", { name: "Stage" }).selectOption("Solution");
  await page.getByRole("combobox", { name: "Test state" }).selectOption("Running");
  await page.getByRole("textbox", { name: "What happened" }).fill("The test account is open.");
  await main.getByRole("button", { name: "Add progress" }).click();
  await expect(page.getByText("Progress added.")).toBeVisible();
  await expect(main).toContainText("Mia Tide added progress");
  await axeClean(page);

  // Her supervisor reads it, finds no button, and is refused on the address.
  await arrive(page, sam, sams);
  await page.goto("/sales/opportunities");
  await expect(main).toContainText("of the account manager who reports to you. You read them only.");
  await page.getByRole("link", { name: report.name }).click();
  await expect(main).toContainText("The test account is open.");
  await expect(main.getByRole("link", { name: /Add progress|Revise|Report/ })).toHaveCount(0);
  for (const part of ["edit", "progress"]) {
    const answer = await page.goto(`${address}/${part}`);
    expect(answer?.status(), part).toBe(403);
    await expect(main).toContainText("Account-manager supervisors read their team's opportunities");
  }
  const desk = await Desk.open(sam, OWN_PASSWORD, empty.baseURL);
  const posted = await desk.post(`${address}/progress`, "opportunities.add_progress", [["form[id]", address.split("/").at(-1) ?? ""], ["form[version]", "2"]]);
  expect(posted.status()).toBe(403);

  // Their administrator sees it; nobody of the other partner learns that it exists.
  await signIn(page, ada, OWN_PASSWORD);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
  await arrive(page, rex, rexs);
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(404);
  await page.goto("/sales/opportunities");
  await expect(page.getByRole("heading", { name: "No opportunities yet" })).toBeVisible();
  await page.goto("/sales/customers");
  await expect(page.getByRole("heading", { name: "No customers yet" })).toBeVisible();
  const seen = await page.content();
  for (const foreign of [customer, "Larkspur", mia, ours]) expect(seen).not.toContain(foreign);
  // And the vendor's operator stays outside.
  await signIn(page, empty.account, OWN_PASSWORD);
  expect((await page.goto(address))?.status()).toBe(403);
  if (scripted()) await axeClean(page);
});
