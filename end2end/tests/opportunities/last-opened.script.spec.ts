import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported } from "../given.ts";
import { rowOf } from "./forms.ts";

const marked = (page: Page) => page.getByRole("table", { name: "Opportunities" }).locator("tbody tr.seen");

test("whoever comes back from an opportunity finds the row that was opened last", async ({ page }) => {
  const nina = await newPerson();
  await newCustomer(nina.account);
  const all = [await reported(nina.desk), await reported(nina.desk), await reported(nina.desk)] as const;
  const [first, second] = all;
  await nina.desk.lend(page);
  await page.goto("/sales/opportunities");
  await expect(rowOf(page, first.name)).toBeVisible();
  await expect(marked(page)).toHaveCount(0);
  await page.getByRole("link", { name: second.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second.name);
  await page.goBack();
  await expect(marked(page)).toHaveCount(1);
  await expect(rowOf(page, second.name)).toHaveClass(/\bseen\b/);
  await hydrated(page);
  await axeClean(page);

  await page.getByRole("link", { name: first.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first.name);
  await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Opportunities" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Opportunities");
  await expect(marked(page)).toHaveCount(1);
  await expect(rowOf(page, first.name)).toHaveClass(/\bseen\b/);
});
