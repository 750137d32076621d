/** Mails of the run, as the development page shows them once the worker has sent them. */
import type { Page } from "@playwright/test";
import { expect } from "../fixtures.ts";

/** Opens the latest mail to an address, when as many as that have come. */
export async function openMail(page: Page, address: string, count = 1) {
  const rows = page.getByRole("row").filter({ hasText: address });
  await expect(async () => {
    await page.goto("/development/mail");
    await expect(rows).toHaveCount(count, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await rows.first().getByRole("link").click();
}

/** Where the opened mail leads: `/join/`, `/consent/`. */
export async function linkTo(page: Page, path: string): Promise<string> {
  const link = page.getByRole("main").getByRole("link", { name: new RegExp(path) }).first();
  return (await link.getAttribute("href")) ?? "";
}
