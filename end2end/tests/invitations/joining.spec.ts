import type { Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { axeClean, expect, people, test } from "../../fixtures.ts";
import { dayIn, mobile, newCustomer, newPerson, newProspect, reported, suffix, type NewPerson } from "../given.ts";
import { openMail } from "../mail.ts";
import { checkFile, importChecked } from "../operations/forms.ts";

const LINKS = "/sales/customer-development/links";
const main = (page: Page) => page.getByRole("main");
const history = (page: Page) => page.getByRole("table", { name: "History" }).getByRole("row");
const form = (page: Page, heading: string) => page.locator("form", { has: page.getByRole("heading", { name: heading }) });

/** An offline link of that person. */
async function aLink(nina: NewPerson): Promise<{ link: string; tag: string }> {
  const tag = `Fair ${suffix()}`;
  const made = await nina.desk.post(LINKS, "invitations.make_link", [
    ["form[key]", randomUUID()],
    ["form[kind]", "custom"],
    ["form[association_type]", "resale"],
    ["form[tag]", tag],
  ]);
  expect(made.status()).toBe(303);
  const link = /\/join\/[\w-]+/.exec(await (await nina.desk.http.get(LINKS)).text())?.[0] ?? "";
  expect(link).not.toBe("");
  return { link, tag };
}

/** Somebody new fills in everything and asks for the code. */
async function register(page: Page, somebody: { name: string; mobile: string; email: string }) {
  const fields = form(page, "I am new here");
  await fields.getByLabel("Company name").fill(somebody.name);
  await fields.getByLabel("Account name").fill(`joined_${suffix()}`);
  await fields.getByLabel("Your name").fill("Tariq Neri");
  await fields.getByLabel("Mobile number").fill(somebody.mobile);
  await fields.getByLabel("E-mail address").fill(somebody.email);
  await fields.getByRole("checkbox").check();
  await fields.getByRole("button", { name: "Continue: send me the code" }).click();
}

/** Somebody with an account asks for the code. */
async function identify(page: Page, account: string) {
  const fields = form(page, "I have an account");
  await fields.getByLabel("Account name").fill(account);
  await fields.getByLabel("The address on file").fill(`${account}@example.com`);
  await fields.getByRole("checkbox").check();
  await fields.getByRole("button", { name: "Continue: send me the code" }).click();
}

/** The code from the mail, typed as people type. */
async function confirm(page: Page, email: string) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your e-mail address");
  const here = page.url();
  await openMail(page, email);
  const code = (await main(page).getByText(/^[A-Z0-9]{6}$/).textContent()) ?? "";
  await page.goto(here);
  await page.getByRole("textbox", { name: /^Code/ }).fill(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`);
  await page.getByRole("button", { name: "Confirm and accept" }).click();
}

test.describe("joining through an offline link", () => {
  test.use({ refusals: [409, 410] });

  test("with the mailed code makes the prospect a customer, and the opportunity of its claim the customer's", async ({ page }) => {
    const nina = await newPerson();
    const prospect = await newProspect(nina.account);
    const opportunity = await reported(nina.desk);
    const { link, tag } = await aLink(nina);
    const email = `${prospect.mobile}@example.com`;
    await page.goto(link);
    await register(page, { ...prospect, email });
    await confirm(page, email);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are associated with Harbor Cloud Partners");
    await axeClean(page);

    await nina.desk.lend(page);
    await page.goto("/sales/customer-development/history");
    await expect(history(page).nth(1)).toContainText("Associated");
    await expect(history(page).nth(1)).toContainText(tag);
    await page.goto("/sales/customer-development");
    await expect(page.getByRole("table", { name: "Customer development" }).getByRole("row").nth(1)).toContainText("Associated");
    await page.goto("/sales/customers");
    await expect(main(page)).toContainText("The one customer assigned to you.");
    await page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /\*\*\*/ }).click();
    await expect(main(page)).toContainText("Resale, since");
    await expect(main(page)).toContainText("from the invitation link");
    await expect(main(page).getByText(tag)).toBeVisible();
    const row = page.getByRole("table", { name: "Opportunities" }).getByRole("row").filter({ hasText: opportunity.name });
    await expect(row).toHaveCount(1);
    await axeClean(page);
    const customer = page.url().split("?")[0] ?? "";
    await row.getByRole("link", { name: opportunity.name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(opportunity.name);
    await expect(main(page).getByRole("link", { name: "Open", exact: true })).toHaveAttribute("href", new URL(customer).pathname);
  });

  test("is not for whoever is a customer already, of this partner or of another", async ({ page }) => {
    const nina = await newPerson();
    const ours = await newCustomer(nina.account);
    const theirs = await newCustomer("", { partner: "Lakeside Solutions" });
    const { link } = await aLink(nina);
    for (const [customer, heading] of [[ours, "You are associated already"], [theirs, "Your account belongs to another partner"]] as const) {
      await page.goto(link);
      await identify(page, customer.account);
      await confirm(page, `${customer.account}@example.com`);
      await expect(main(page)).toContainText(heading);
      await expect(main(page)).not.toContainText("Lakeside");
      await axeClean(page);
    }
    await nina.desk.lend(page);
    await page.goto("/sales/customer-development/history");
    await expect(history(page).nth(1)).toContainText("The customer is associated with another partner. The customer cannot be associated.");
    await expect(history(page).nth(2)).toContainText("The customer is associated with your company already. Nothing is left to do.");
    await page.goto("/sales/customers");
    await expect(main(page)).toContainText("The one customer assigned to you.");
  });

  test("is not for whoever another partner has claimed, and does not say which", async ({ page }) => {
    const [nina, otto] = [await newPerson(), await newPerson({ by: "petra", called: "Otto" })];
    const prospect = await newProspect(otto.account, "Lakeside Solutions");
    const { link } = await aLink(nina);
    const email = `other-${suffix()}@example.com`;
    await page.goto(link);
    await register(page, { ...prospect, email });
    await confirm(page, email);
    await expect(main(page)).toContainText("Another partner is in touch with you");
    for (const secret of ["Lakeside", otto.name]) await expect(main(page)).not.toContainText(secret);
    await axeClean(page);
    await nina.desk.lend(page);
    await page.goto("/sales/customer-development/history");
    await expect(history(page).nth(1)).toContainText("Another partner has claimed the customer.");
  });

  test("that was withdrawn meanwhile does not accept the code any more", async ({ page }) => {
    const nina = await newPerson();
    const { link } = await aLink(nina);
    const somebody = { name: `Orchard ${suffix()} Foods`, mobile: mobile(), email: `new-${suffix()}@example.com` };
    await page.goto(link);
    await register(page, somebody);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your e-mail address");
    const here = page.url();
    const id = /\/links\/([0-9a-f-]{36})\/qr\.svg/.exec(await (await nina.desk.http.get(LINKS)).text())?.[1] ?? "";
    expect((await nina.desk.post(LINKS, "invitations.withdraw_link", [["form[id]", id]])).status()).toBe(303);
    expect((await page.goto(here))?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was withdrawn");
    await axeClean(page);
  });

  test("of a campaign works until the campaign is over", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const mark = suffix();
    const file = (last: string) => `external_id,name,starts_on,ends_on\n${mark},Harbour weeks ${mark},${dayIn(-20)},${last}\n`;
    await signInAs(page, people.viktor);
    await checkFile(page, "campaigns", file(dayIn(5)), [1, 0, 0, 0]);
    await importChecked(page);
    const made = await nina.desk.post(LINKS, "invitations.make_link", [
      ["form[key]", randomUUID()],
      ["form[kind]", "campaign"],
      ["form[association_type]", "resale"],
      ["form[campaign]", await nina.desk.choice(LINKS, `Harbour weeks ${mark}`)],
    ]);
    expect(made.status()).toBe(303);
    const link = /\/join\/[\w-]+/.exec(await (await nina.desk.http.get(LINKS)).text())?.[0] ?? "";
    await page.goto(link);
    await expect(main(page)).toContainText(`Campaign: Harbour weeks ${mark}`);
    await checkFile(page, "campaigns", file(dayIn(-1)), [0, 1, 0, 0]);
    await importChecked(page);
    await page.context().clearCookies();
    expect((await page.goto(link))?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The campaign is over");
    await axeClean(page);
    await nina.desk.lend(page);
    await page.goto(LINKS);
    await expect(page.getByRole("article", { name: new RegExp(mark) })).toContainText("Campaign over");
  });
});
