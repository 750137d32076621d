import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported } from "../given.ts";

const heads = (page: Page) => page.getByRole("table", { name: "Opportunities" }).getByRole("columnheader");

async function shown(page: Page): Promise<string[]> {
  return (await heads(page).allTextContents()).map((text) => text.trim());
}

async function open(page: Page) {
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: "Columns", exact: true }).click();
  await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
}

test.describe("the columns of the list", () => {
  test("are chosen and ordered by each person, kept on the server, and can go back to the usual ones", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    // Some rows, so that the open chooser does not lie over half of the pager.
    for (let n = 0; n < 10; n += 1) await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    const usual = await shown(page);
    expect(usual[0]).toContain("Opportunity name");
    expect(usual.at(-1)).toBe("Actions");
    await open(page);
    await expect(page.getByRole("checkbox", { name: "Opportunity name" })).toBeDisabled();
    await axeClean(page);
    await page.getByRole("checkbox", { name: "Industry" }).uncheck();
    await page.getByRole("checkbox", { name: "Expected date" }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(heads(page).filter({ hasText: "Industry" })).toHaveCount(0);
    await expect(heads(page).filter({ hasText: "Expected date" })).toHaveCount(1);

    await open(page);
    const before = (await shown(page)).findIndex((text) => text.startsWith("Stage"));
    await page.getByRole("button", { name: "Move Stage up" }).click();
    await expect(heads(page).nth(before - 1)).toContainText("Stage");

    // Another browser of the same person.
    await page.goto("/sales/customers");
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(heads(page).filter({ hasText: "Expected date" })).toHaveCount(1);
    await expect(heads(page).nth(before - 1)).toContainText("Stage");
    await axeClean(page);

    await open(page);
    await page.getByRole("button", { name: "Restore defaults" }).click();
    await expect(heads(page).filter({ hasText: "Industry" })).toHaveCount(1);
    expect(await shown(page)).toEqual(usual);
  });

  test("of one person are not another's, and a filter survives the choice", async ({ page }) => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    for (const one of [nina, otto]) {
      await newCustomer(one.account);
      await reported(one.desk);
    }
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?stage=lead_confirmed");
    await open(page);
    await page.getByRole("checkbox", { name: "Confidence" }).uncheck();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/stage=lead_confirmed/);
    await expect(heads(page).filter({ hasText: "Confidence" })).toHaveCount(0);
    await otto.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(heads(page).filter({ hasText: "Confidence" })).toHaveCount(1);
  });
});
