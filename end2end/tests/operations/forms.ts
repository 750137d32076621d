/** Importing as the vendor's person does it: a check, then the import. */
import type { Page } from "@playwright/test";
import { expect } from "../../fixtures.ts";

export const IMPORTS = "/operations/imports";

export async function fill(page: Page, kind: string, content: string, source = "journeys") {
  await page.getByRole("combobox", { name: "What the file holds" }).selectOption(kind);
  await page.getByRole("textbox", { name: "Source" }).fill(source);
  await page.getByRole("textbox", { name: "Rows" }).fill(content);
}

export const button = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
export const report = (page: Page) => page.getByRole("table", { name: "What the import will do" });

/** Checks a file and reads what would become of it: created, changed, as they are, refused. */
export async function checkFile(page: Page, kind: string, content: string, counts: [number, number, number, number]) {
  await page.goto(IMPORTS);
  await fill(page, kind, content);
  await button(page, "Check").click();
  const [created, changed, unchanged, refused] = counts;
  await expect(page.getByRole("status").filter({ hasText: "created" })).toHaveText(
    `${created} created, ${changed} changed, ${unchanged} as they are, ${refused} refused.`,
  );
}

/** Imports the file that was just checked. */
export async function importChecked(page: Page) {
  await button(page, "Import").click();
  await expect(page.getByText("The file is imported.")).toBeVisible();
}
