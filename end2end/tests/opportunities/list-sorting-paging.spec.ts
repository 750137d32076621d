import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, progressed, reported, suffix } from "../given.ts";
import { rowOf } from "./forms.ts";

const table = (page: Page) => page.getByRole("table", { name: "Opportunities" });
const names = (page: Page) => table(page).getByRole("row").getByRole("link", { name: /^\d\d / }).allTextContents();
const head = (page: Page, name: string) => table(page).getByRole("columnheader", { name });

/** An account manager with opportunities "00 …" to "11 …". */
async function twelve() {
  const nina = await newPerson();
  await newCustomer(nina.account);
  const mark = suffix();
  const all = [];
  for (let n = 0; n < 12; n += 1) {
    all.push(await reported(nina.desk, { name: `${String(n).padStart(2, "0")} ${mark}`, expected_monthly_revenue: String(20_000 - n * 100) }));
  }
  return { nina, all };
}

test.describe("sorting and paging the list of opportunities", () => {
  test("every shown column that is not masked sorts both ways and says so", async ({ page, signInAs }) => {
    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities");
    for (const [name, key] of [["Opportunity name", "name"], ["Industry", "industry"], ["Stage", "stage"], ["Confidence", "confidence"], ["Expected monthly, ¥", "expected_monthly_revenue"], ["Last updated", "updated_at"], ["Account manager", "owner"]] as const) {
      await head(page, name).getByRole("link").click();
      await expect(head(page, name)).toHaveAttribute("aria-sort", /ascending|descending/);
      const first = await head(page, name).getAttribute("aria-sort");
      await head(page, name).getByRole("link").click();
      await expect(head(page, name)).not.toHaveAttribute("aria-sort", first ?? "");
      if (key !== "updated_at") await expect(page).toHaveURL(new RegExp(`sort=-?${key}`));
      await expect(table(page).locator("[aria-sort]")).toHaveCount(1);
    }
    await expect(head(page, "Customer").getByRole("link"), "masked").toHaveCount(0);
    await expect(page.getByRole("main").getByRole("button", { name: /export/i }), "what is not built yet has no button").toHaveCount(0);
    await hydrated(page);
    await axeClean(page);
  });

  test("newest first, by amount and by name", async ({ page }) => {
    const { nina, all } = await twelve();
    const third = all[3];
    if (!third) throw new Error("there are twelve");
    await progressed(nina.desk, third, 1);
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    expect((await names(page))[0]).toBe(third.name);
    await head(page, "Expected monthly, ¥").getByRole("link").click();
    await expect(page).toHaveURL(/sort=-expected_monthly_revenue/);
    expect(await names(page)).toEqual(all.map((one) => one.name));
    await head(page, "Opportunity name").getByRole("link").click();
    await expect(page).toHaveURL(/sort=name/);
    expect(await names(page)).toEqual(all.map((one) => one.name));
    await head(page, "Opportunity name").getByRole("link").click();
    await expect(page).toHaveURL(/sort=-name/);
    expect(await names(page)).toEqual(all.map((one) => one.name).reverse());
  });

  test("pages follow each other without overlap, forward and back, and the size is kept for the person", async ({ page }) => {
    const { nina, all } = await twelve();
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?sort=name");
    const pages = page.getByRole("navigation", { name: "Pages" });
    await expect(pages).toContainText("1 to 12 of 12");
    await pages.getByRole("button", { name: "10 rows a page" }).click();
    await expect(page).toHaveURL(/size=10/);
    await expect(pages).toContainText("1 to 10 of 12");
    expect(await names(page)).toEqual(all.slice(0, 10).map((one) => one.name));
    await expect(pages.getByRole("link", { name: "Previous" })).toHaveCount(0);
    await pages.getByRole("link", { name: "Next" }).click();
    await expect(pages).toContainText("11 to 12 of 12");
    expect(await names(page)).toEqual(all.slice(10).map((one) => one.name));
    await expect(pages.getByRole("link", { name: "Next" })).toHaveCount(0);
    expect(page.url(), "no name in a cursor").not.toContain(encodeURIComponent(all[9]?.name ?? "?"));
    await axeClean(page);
    await pages.getByRole("link", { name: "Previous" }).click();
    await expect(pages).toContainText("1 to 10 of 12");
    expect(await names(page)).toEqual(all.slice(0, 10).map((one) => one.name));

    await page.goto("/sales/opportunities");
    await expect(pages, "kept for her").toContainText("1 to 10 of 12");
    await page.goto("/sales/opportunities?size=20");
    await expect(pages, "the address is stronger").toContainText("1 to 12 of 12");
  });

  test("a new filter begins at the first page", async ({ page }) => {
    const { nina } = await twelve();
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?size=10");
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/after=/);
    await hydrated(page);
    await page.getByRole("searchbox", { name: "Opportunity name" }).fill("0");
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(page).not.toHaveURL(/after=/);
    await expect(page.getByRole("navigation", { name: "Pages" })).toContainText(/^1 to /);
  });

  test("back from an opportunity restores the page of the list", async ({ page }) => {
    const { nina, all } = await twelve();
    const last = all[11];
    if (!last) throw new Error("there are twelve");
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?size=10&sort=name");
    await page.getByRole("link", { name: "Next" }).click();
    await rowOf(page, last.name).getByRole("link", { name: last.name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(last.name);
    await page.goBack();
    await expect(page).toHaveURL(/size=10.*after=|after=.*size=10/);
    await expect(rowOf(page, last.name)).toBeVisible();
  });
});
