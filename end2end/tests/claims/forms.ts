import type { Page } from "@playwright/test";
import { expect } from "../../fixtures.ts";
import { mobile, suffix } from "../given.ts";

export const CLAIMS = "/sales/customer-development";

export type Prospect = { name: string; mobile: string; email: string };

/** A company whose name is like no other of the run. */
export function newName(): string {
  const letters = (count: number) => Array.from({ length: count }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
  return `${letters(7)} ${letters(6)}`;
}

export function newProspectWords(): Prospect {
  return { name: newName(), mobile: mobile(), email: `it@${suffix()}.example` };
}

export const table = (page: Page) => page.getByRole("table", { name: "Customer development" });
export const summary = (page: Page) => page.getByRole("alert").filter({ hasText: "There is a problem" });

/** Fills in what every claim needs. */
export async function fill(page: Page, prospect: Prospect) {
  await page.getByRole("textbox", { name: "Customer full name" }).fill(prospect.name);
  await page.getByRole("combobox", { name: "Industry" }).selectOption("Travel");
  await page.getByRole("textbox", { name: "Mobile" }).fill(prospect.mobile);
  await page.getByRole("textbox", { name: /^E-mail/ }).fill(prospect.email);
}

export async function claim(page: Page) {
  await page.getByRole("main").getByRole("button", { name: "Claim", exact: true }).click();
}

/** The answer of the instant check. */
export async function check(page: Page, prospect: string): Promise<string> {
  await page.goto(CLAIMS);
  await page.getByRole("textbox", { name: "Mobile or e-mail" }).fill(prospect);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Mobile or e-mail" })).toHaveValue(prospect);
  expect(page.url(), "whom somebody asks about stands in no address").not.toContain(prospect);
  return (await page.getByRole("region", { name: "Is a customer free?" }).getByRole("status").textContent()) ?? "";
}
