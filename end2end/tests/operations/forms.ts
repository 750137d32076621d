/** Importing as the vendor's person does it: a file, its check on a page of its own, then the import. */
import type { Page } from "@playwright/test";
import { expect } from "../../fixtures.ts";

export const IMPORTS = "/operations/imports";

export const button = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
export const fileInput = (page: Page) => page.getByLabel("File", { exact: true });

/** The rows of an outcome on the page of a run. */
export const outcome = (page: Page, name: string) => page.getByRole("table", { name, exact: true });

export async function choose(page: Page, kind: string, content: string | Buffer, name = "rows.csv", source = "journeys") {
  await page.getByRole("combobox", { name: "What the file holds" }).selectOption(kind);
  await page.getByRole("textbox", { name: "Source" }).fill(source);
  await fileInput(page).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

/** Checks a file and reads what would become of it: created, changed, as they are, refused. */
export async function checkFile(page: Page, kind: string, content: string | Buffer, counts: [number, number, number, number], name?: string) {
  await page.goto(IMPORTS);
  await choose(page, kind, content, name);
  await button(page, "Check").click();
  const [created, changed, unchanged, refused] = counts;
  await expect(page.getByRole("status").filter({ hasText: "created" })).toHaveText(
    `Will be: ${created} created, ${changed} changed, ${unchanged} as they are, ${refused} refused.`,
  );
}

/** Imports the file that was just checked. */
export async function importChecked(page: Page) {
  await button(page, "Import").click();
  await expect(page.getByText("The file is imported.")).toBeVisible();
}
