/** The forms of opportunities as a person fills them in: step by step with script, one long page without. */
import type { Locator, Page } from "@playwright/test";
import { expect, hydrated, scripted } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, suffix } from "../given.ts";

export type Report = {
  /** Part of the customer's name or account name, and of what the choice shows. */
  find: string;
  name: string;
  industry: string;
  type: string;
  confidence: string;
  stage: string;
  platform: string;
  revenue: string;
  date: string;
  months: string;
  product: string;
  productRevenue: string;
};

/** A report as Mei would write it. */
export function aReport(over: Partial<Report> = {}): Report {
  return {
    find: "",
    name: `Winter stream ${suffix()}`,
    industry: "Media",
    type: "Expansion",
    confidence: "30%",
    stage: "Needs confirmed",
    platform: "Own machine room",
    revenue: "128,000",
    date: dayIn(40),
    months: "12",
    product: "Content delivery",
    productRevenue: "96000.00",
    ...over,
  };
}

export async function openReport(page: Page) {
  await page.goto("/sales/opportunities/new");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report opportunity");
  await hydrated(page);
}

/** To the next step; without script every step stands already. */
export async function next(page: Page) {
  if (scripted()) await page.getByRole("button", { name: "Next" }).click();
}

/** The step of that name. */
export function step(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name} · step`) });
}

export function customers(page: Page): Locator {
  return page.getByRole("group", { name: "For which customer?" }).getByRole("radio");
}

/** Searches where something is to be found, and takes the first that stands there. */
export async function chooseCustomer(page: Page, find = "") {
  if (find) {
    await page.getByRole("searchbox", { name: "Find a customer" }).fill(find);
    if (!scripted()) await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(customers(page)).toHaveCount(1);
  }
  await customers(page).first().check();
}

/** An account manager with one customer, who begins a report for it and stands at the second step. */
export async function atBasics(page: Page) {
  const nina = await newPerson();
  await newCustomer(nina.account);
  await nina.desk.lend(page);
  await openReport(page);
  await chooseCustomer(page);
  await next(page);
  return { nina, report: aReport() };
}

export async function fillBasics(page: Page, report: Report) {
  await page.getByRole("textbox", { name: "Opportunity name" }).fill(report.name);
  await page.getByRole("combobox", { name: "Industry" }).selectOption(report.industry);
  await page.getByRole("combobox", { name: "Type" }).selectOption(report.type);
  await page.getByRole("group", { name: "Test project" }).getByRole("radio", { name: "No" }).check();
  await page.getByRole("group", { name: "Tender project" }).getByRole("radio", { name: "Yes" }).check();
  await page.getByRole("combobox", { name: "Confidence" }).selectOption(report.confidence);
  await page.getByRole("combobox", { name: "Stage" }).selectOption(report.stage);
}

export async function fillDetails(page: Page, report: Report) {
  await page.getByRole("textbox", { name: /^Current platform/ }).fill(report.platform);
}

export async function fillRevenue(page: Page, report: Report) {
  await page.getByRole("textbox", { name: "Expected monthly revenue" }).fill(report.revenue);
  await page.getByLabel("Expected date").fill(report.date);
  await page.getByRole("textbox", { name: "Service period, months" }).fill(report.months);
  await page.getByRole("textbox", { name: "Main product name" }).fill(report.product);
  await page.getByRole("textbox", { name: "Main product's monthly revenue" }).fill(report.productRevenue);
}

/** All four steps; the button is still to be pressed. */
export async function fillReport(page: Page, report: Report) {
  await chooseCustomer(page, report.find);
  await next(page);
  await fillBasics(page, report);
  await next(page);
  await fillDetails(page, report);
  await next(page);
  await fillRevenue(page, report);
}

/** Looks at all of it once more: with script that is a step of its own, without everything stands there already. */
export async function check(page: Page) {
  const button = page.getByRole("button", { name: "Next" });
  for (let step = 0; scripted() && step < 5 && (await button.isVisible()); step += 1) await button.click();
}

/** Goes to the end and reports. */
export async function submit(page: Page) {
  await check(page);
  await submitReport(page).click();
}

/** The button of the last step. */
export function submitReport(page: Page): Locator {
  return page.getByRole("main").getByRole("button", { name: "Report opportunity" });
}

/** The row of an opportunity in the list. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("table", { name: "Opportunities" }).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** The list, narrowed to what has this in its name. */
export async function listFor(page: Page, name: string) {
  await page.goto(`/sales/opportunities?name=${encodeURIComponent(name)}`);
}

/** The id in the address of an opportunity's page. */
export function idOf(page: Page): string {
  return new URL(page.url()).pathname.split("/")[3] ?? "";
}
