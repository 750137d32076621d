import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstVisit } from "./examined.ts";
import { PASSWORD, type Person } from "./people.ts";

export { expect } from "@playwright/test";
export { people, PASSWORD, type Person } from "./people.ts";

/** The second server of the run: migrated, without demo, with one administrator (scripts/e2e.sh). */
export const empty = {
  baseURL: process.env["E2E_EMPTY_BASE_URL"] ?? "",
  account: process.env["E2E_EMPTY_ADMIN_ACCOUNT"] ?? "",
  password: process.env["E2E_EMPTY_ADMIN_PASSWORD"] ?? "",
};

type Options = {
  /** Statuses of refusals that the test is about, for example [422]; Chromium logs one console line for each. */
  refusals: number[];
};

type Helpers = {
  /** Opens nothing: afterwards the page's context holds that person's session, or nobody's after `null`. */
  signInAs: (page: Page, person: Person | null) => Promise<void>;
  watched: void;
};

type OfTheWorker = { sessions: string };

type Complaint = { text: string; url: string; status: number | null };

/**
 * What a page may not say: any console error, uncaught error or CSP violation fails the test. The one line allowed is
 * Chromium's own about a navigation that the test wants refused.
 */
class Watch {
  private complaints: Complaint[] = [];
  private refused = new Set<string>();

  constructor(context: BrowserContext, refusals: number[]) {
    context.on("page", (page) => this.page(page));
    context.on("response", (response) => {
      const status = response.status();
      if (response.request().isNavigationRequest() && refusals.includes(status)) this.refused.add(`${status} ${response.url()}`);
    });
  }

  private page(page: Page) {
    page.on("pageerror", (error) => this.complaints.push({ text: `uncaught: ${error.message}`, url: page.url(), status: null }));
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      const status = /^Failed to load resource: the server responded with a status of (\d{3}) /.exec(message.text())?.[1];
      this.complaints.push({ text: message.text(), url: message.location().url, status: status ? Number(status) : null });
    });
  }

  found(): string[] {
    return this.complaints
      .filter(({ status, url }) => status === null || !this.refused.has(`${status} ${url}`))
      .map(({ text, url }) => `${text} (${url})`);
  }
}

/** Types into the real form. Leaves the page wherever signing in leads. */
export async function signInByForm(page: Page, account: string, password: string) {
  await page.goto("/sign-in");
  await page.getByLabel(/^(Account name|账号名)$/).fill(account);
  await page.getByLabel(/^(Password|密码)$/).fill(password);
  await page.getByRole("main").getByRole("button", { name: /^(Sign in|登录)$/ }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

async function saveSession(browser: Browser, baseURL: string | undefined, person: Person, file: string) {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: false });
  try {
    await signInByForm(await context.newPage(), person.account, PASSWORD);
    await context.storageState({ path: file });
  } finally {
    await context.close();
  }
}

/** False if the session has ended meanwhile: signed out, roles changed. */
async function restore(context: BrowserContext, file: string) {
  const { cookies } = JSON.parse(readFileSync(file, "utf8")) as { cookies: Parameters<BrowserContext["addCookies"]>[0] };
  await context.addCookies(cookies);
  const answer = await context.request.get("/account", { maxRedirects: 0 });
  if (answer.status() !== 200) await context.clearCookies();
  return answer.status() === 200;
}

export const test = base.extend<Options & Helpers, OfTheWorker>({
  refusals: [[], { option: true }],

  sessions: [
    async ({}, use, worker) => {
      const folder = join(worker.project.outputDir, `sessions-${worker.parallelIndex}`);
      mkdirSync(folder, { recursive: true });
      await use(folder);
    },
    { scope: "worker" },
  ],

  watched: [
    async ({ context, refusals }, use) => {
      const watch = new Watch(context, refusals);
      await use();
      expect(watch.found(), "console errors, uncaught errors and CSP violations").toEqual([]);
    },
    { auto: true },
  ],

  signInAs: async ({ browser, baseURL, sessions }, use) => {
    await use(async (page, person) => {
      await page.context().clearCookies();
      if (!person) return;
      const file = join(sessions, `${person.account}.json`);
      if (existsSync(file) && (await restore(page.context(), file))) return;
      await saveSession(browser, baseURL, person, file);
      await restore(page.context(), file);
    });
  },
});

/** Whether this test runs with script. */
export function scripted() {
  return test.info().project.name === "with-script";
}

/** Waits until the islands are live; without script there is nothing to wait for. */
export async function hydrated(page: Page) {
  if (scripted()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/**
 * WCAG 2.2 A and AA by axe, once for every state of a page in a run (`stateOf`): many journeys come by the same one. axe itself
 * needs script, so the journeys without it are not examined.
 */
export async function axeClean(page: Page) {
  if (!scripted() || !(await firstVisit(page))) return;
  const { violations } = await new AxeBuilder({ page })
    // Without a second page to sum up in: that is for frames of other origins, and there are no frames.
    .setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map((v) => `${v.id}: ${v.help} — ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** For a describe block or a file: a browser that asks for Simplified Chinese. */
export function inChinese() {
  test.use({ locale: "zh-CN" });
}
