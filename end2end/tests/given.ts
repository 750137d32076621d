/**
 * What stands before a journey begins: people, customers, opportunities. Made by the same forms that the pages post, without
 * a browser, so that a journey spends its time on what it is about.
 */
import { request, type APIRequestContext, type APIResponse, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { expect, PASSWORD } from "../fixtures.ts";

/** Of a person whom a journey created. */
export const OWN_PASSWORD = "harbour lights at noon";

const baseURL = process.env["E2E_BASE_URL"] ?? "http://127.0.0.1:3000";
const FORM = "application/x-www-form-urlencoded";

type Pairs = [string, string][];

/** Different in every run, so that a journey finds its own records among those of the others. */
export function suffix(): string {
  return randomUUID().slice(0, 8);
}

/** A day in Beijing, as an input carries it. */
export function dayIn(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

/** Somebody who is signed in and sends forms. */
export class Desk {
  private constructor(
    readonly account: string,
    readonly http: APIRequestContext,
  ) {}

  static async open(account: string, password: string, base = baseURL): Promise<Desk> {
    const http = await request.newContext({
      baseURL: base,
      extraHTTPHeaders: { "sec-fetch-site": "same-origin", "accept-language": "en", accept: "text/html" },
    });
    const desk = new Desk(account, http);
    const answer = await desk.post("/sign-in", "auth.sign_in", [["form[account]", account], ["form[password]", password]]);
    expect(answer.status(), `${account} signs in`).toBe(303);
    return desk;
  }

  /** Posts a form to its page and follows nothing. */
  post(page: string, action: string, pairs: Pairs): Promise<APIResponse> {
    const address = `${page}${page.includes("?") ? "&" : "?"}do=${action}`;
    return this.http.post(address, { headers: { "content-type": FORM }, data: new URLSearchParams(pairs).toString(), maxRedirects: 0 });
  }

  /** Asks a server function, as an island does. */
  async call<Answer>(name: string, pairs: Pairs): Promise<Answer> {
    const answer = await this.http.post(`/api/${name}`, {
      headers: { "content-type": FORM, accept: "application/json" },
      data: new URLSearchParams(pairs).toString(),
    });
    expect(answer.status(), `${this.account} asks ${name}`).toBe(200);
    return (await answer.json()) as Answer;
  }

  /** The value of the choice that reads so on a page. */
  async choice(page: string, label: string): Promise<string> {
    const html = await (await this.http.get(page)).text();
    const words = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const between = String.raw`(?:\s|<!--.*?-->|<!>)*`;
    const found =
      new RegExp(`<option value="([^"]+)"[^>]*>${between}${words}`).exec(html) ??
      new RegExp(`value="([^"]+)"[^>]*>${between}<span>${between}${words}${between}<`).exec(html);
    expect(found, `“${label}” can be chosen on ${page}`).not.toBeNull();
    return found?.[1] ?? "";
  }

  /** The list of the people whose account or name contains this. */
  async listOf(search: string): Promise<string> {
    const answer = await this.post("/organisation/people", "lists.filter", [["form[list]", "people"], ["form[texts][text]", search]]);
    expect(answer.status(), `${this.account} searches for people`).toBe(303);
    return answer.headers()["location"] ?? "";
  }

  /** The address of a person's page. */
  async personPage(account: string): Promise<string> {
    const html = await (await this.http.get(await this.listOf(account))).text();
    const found = /\/organisation\/people\/[0-9a-f-]{36}/.exec(html)?.[0] ?? "";
    expect(found, `${account} is listed`).not.toBe("");
    return found;
  }

  /** Lets a browser go on as this person. */
  async lend(page: Page) {
    await page.context().clearCookies();
    await page.context().addCookies((await this.http.storageState()).cookies);
  }
}

const desks = new Map<string, Promise<Desk>>();

/** The desk of a demo account; one session each for all journeys of a worker. */
export async function desk(account: string): Promise<Desk> {
  const known = await desks.get(account);
  // Another journey may have ended it: signed out everywhere, roles changed.
  if (known && (await known.http.get("/account", { maxRedirects: 0 })).status() === 200) return known;
  const opened = Desk.open(account, PASSWORD);
  desks.set(account, opened);
  return opened;
}

export type NewPerson = { account: string; name: string; desk: Desk };

type Wishes = { by?: string | Desk; roles?: string[]; supervisor?: string; called?: string };

/** A new person of a partner, with a password of the own. By default an account manager of Harbor who reports to Zhao. */
export async function newPerson({ by = "grace", roles = ["Account manager"], supervisor, called = "Nina" }: Wishes = {}): Promise<NewPerson> {
  const { account, name, temporary } = await created({ by, roles, called, ...(supervisor === undefined ? {} : { supervisor }) });
  return { account, name, desk: await arrive(account, temporary) };
}

/** Signs in for the first time and chooses the own password. */
async function arrive(account: string, temporary: string): Promise<Desk> {
  const first = await Desk.open(account, temporary);
  const pairs: Pairs = [["form[current_password]", temporary], ["form[new_password]", OWN_PASSWORD], ["form[again_password]", OWN_PASSWORD]];
  expect((await first.post("/account/password", "auth.change_password", pairs)).status()).toBe(303);
  // The session's token is renewed at the next page.
  expect((await first.http.get("/account", { maxRedirects: 0 })).status()).toBe(200);
  return first;
}

/** A new person who has not signed in yet. */
export async function created({ by = "grace", roles = ["Account manager"], supervisor, called = "Nina" }: Wishes = {}) {
  const administrator = typeof by === "string" ? await desk(by) : by;
  const address = "/organisation/people/new";
  const account = `${called.toLowerCase()}-${suffix()}`;
  const name = `${called} ${account.slice(-8)}`;
  const pairs: Pairs = [["form[key]", randomUUID()], ["form[account_name]", account], ["form[display_name]", name]];
  for (const role of roles) pairs.push(["form[roles][]", await administrator.choice(address, role)]);
  const reports = supervisor ?? (by === "grace" && roles.includes("Account manager") ? "Zhao Lin" : "");
  if (reports) pairs.push(["form[supervisor]", await administrator.choice(address, reports)]);
  const answer = await administrator.post(address, "organisation.create_person", pairs);
  expect(answer.status(), `${administrator.account} creates ${account}`).toBe(200);
  return { account, name, temporary: await temporaryPassword(answer) };
}

async function temporaryPassword(answer: APIResponse): Promise<string> {
  const temporary = /<dd translate="no"[^>]*>(?:<!--.*?-->)*([^<]+)</.exec(await answer.text())?.[1] ?? "";
  expect(temporary, "the temporary password is shown").not.toBe("");
  return temporary;
}

export type NewPartner = { name: string; administrator: NewPerson };

/** A solution provider of its own, with its administrator. */
export async function newPartner(): Promise<NewPartner> {
  const viktor = await desk("viktor");
  const mark = suffix();
  const [name, account, person] = [`Tideline ${mark}`, `paula-${mark}`, `Paula ${mark}`];
  const answer = await viktor.post("/operations/partners/new", "operations.create_partner", [
    ["form[key]", randomUUID()],
    ["form[company_name]", `${name} Ltd`],
    ["form[name]", name],
    ["form[kind]", "solution_provider"],
    ["form[channel_only]", "no"],
    ["form[real_name_state]", "verified"],
    ["form[account_name]", account],
    ["form[display_name]", person],
  ]);
  expect(answer.status(), `viktor creates ${name}`).toBe(200);
  return { name, administrator: { account, name: person, desk: await arrive(account, await temporaryPassword(answer)) } };
}

/** A custom role with these permission items. */
export async function newRole(administrator: Desk, items: string[]): Promise<string> {
  const name = `Role ${suffix()}`;
  const pairs: Pairs = [["form[key]", randomUUID()], ["form[name]", name], ["form[description]", ""]];
  for (const item of items) pairs.push(["form[permissions][]", item]);
  expect((await administrator.post("/organisation/roles/new", "organisation.create_role", pairs)).status(), `${name} is created`).toBe(303);
  return name;
}

export type NewCustomer = { name: string; account: string; mobile: string; contact: string };

/** A customer that is associated with a partner, recorded by the vendor. */
export async function newCustomer(manager: string, { partner = "Harbor Cloud Partners", name = "" } = {}): Promise<NewCustomer> {
  const mark = suffix();
  const customer = {
    name: name || `Ridgeway ${mark} Works`,
    account: `ridgeway_${mark}`,
    mobile: mobile(),
    contact: `Olga ${mark} Brandt`,
  };
  // Not every partner holds the right of referral; Harbor does.
  const type = partner === "Harbor Cloud Partners" ? "referral" : "resale";
  await record(customer, manager, partner, [["form[kind]", "association"], ["form[account_name]", customer.account], ["form[association_type]", type]]);
  return customer;
}

/** A prospect that a partner has claimed. */
export async function newProspect(manager: string, partner = "Harbor Cloud Partners"): Promise<NewCustomer> {
  const mark = suffix();
  const prospect = { name: `Orchard ${mark} Foods`, account: "", mobile: mobile(), contact: `Tariq ${mark} Neri` };
  await record(prospect, manager, partner, [["form[kind]", "claim"]]);
  return prospect;
}

async function record(customer: NewCustomer, manager: string, partner: string, kind: Pairs) {
  const viktor = await desk("viktor");
  const address = "/operations/customers/new";
  const answer = await viktor.post(address, "operations.record_customer", [
    ["form[key]", randomUUID()],
    ["form[partner]", await viktor.choice(address, partner)],
    ["form[account_manager]", manager],
    ["form[company_name]", customer.name],
    ["form[industry]", "manufacturing"],
    ["form[contact_name]", customer.contact],
    ["form[mobile]", customer.mobile],
    ["form[email]", `${customer.account || customer.mobile}@example.com`],
    ...kind,
  ]);
  expect(answer.status(), `viktor records ${customer.name}`).toBe(303);
}

/** A mobile number that nobody else of the run has, very probably. */
export function mobile(): string {
  return `139${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
}

export type Reported = { id: string; name: string; href: string };

/** An opportunity of that person, for one of her customers. */
export async function reported(by: Desk, over: Record<string, string> = {}, find = ""): Promise<Reported> {
  const customers = await by.call<{ value: string }[]>("opportunities.choices", [["find", find]]);
  expect(customers.length, `${by.account} has a customer to choose`).toBeGreaterThan(0);
  const name = over["name"] ?? `Archive ${suffix()}`;
  const form: Record<string, string> = {
    key: randomUUID(),
    customer: customers[0]?.value ?? "",
    name,
    industry: "manufacturing",
    kind: "expansion",
    confidence: "30",
    stage: "lead_confirmed",
    test_project: "no",
    tender: "no",
    expected_monthly_revenue: "12500",
    expected_date: dayIn(30),
    service_period: "12",
    "products][0][name": "Object storage",
    "products][0][revenue": "9000",
    acknowledged: "yes",
    ...over,
  };
  const pairs = Object.entries(form).map(([field, value]): [string, string] => [`form[${field}]`, value]);
  const answer = await by.post("/sales/opportunities/new", "opportunities.report", pairs);
  expect(answer.status(), `${by.account} reports ${name}`).toBe(303);
  const href = (answer.headers()["location"] ?? "").split("?")[0] ?? "";
  return { id: href.split("/").at(-1) ?? "", name, href };
}

/** Progress on it. */
export async function progressed(by: Desk, opportunity: Reported, version: number, over: Record<string, string> = {}) {
  const form: Record<string, string> = {
    key: randomUUID(),
    id: opportunity.id,
    version: String(version),
    stage: "solution",
    confidence: "50",
    test_state: "running",
    technical_exchange: "",
    detail: "Proof of concept runs since Monday.",
    ...over,
  };
  const pairs = Object.entries(form).map(([field, value]): [string, string] => [`form[${field}]`, value]);
  const answer = await by.post(`${opportunity.href}/progress`, "opportunities.add_progress", pairs);
  expect(answer.status(), `${by.account} adds progress to ${opportunity.name}`).toBe(303);
}
