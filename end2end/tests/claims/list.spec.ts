import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newPerson, newProspect } from "../given.ts";
import { CLAIMS, table } from "./forms.ts";

test.describe("the list of claims", () => {
  test("narrows by what is typed, which stays out of the address, and by state", async ({ page }) => {
    const nina = await newPerson();
    const [one, two] = [await newProspect(nina.account), await newProspect(nina.account)];
    await nina.desk.lend(page);
    await page.goto(CLAIMS);
    await expect(table(page).getByRole("row")).toHaveCount(3);
    await page.getByRole("searchbox", { name: "Mobile" }).fill(one.mobile);
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(table(page).getByRole("row")).toHaveCount(2);
    expect(page.url()).toMatch(/[?&]filter=[0-9a-f-]{36}/);
    expect(page.url()).not.toContain(one.mobile);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("button", { name: /^Remove Mobile/ }).click();
    await expect(table(page).getByRole("row")).toHaveCount(3);
    await page.goto(`${CLAIMS}?state=lapsed`);
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await axeClean(page);
    expect(two.mobile).not.toBe(one.mobile);
  });

  test("sorts by when a claim ends", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(`${CLAIMS}?state=open`);
    await table(page).getByRole("link", { name: "Claim ends" }).click();
    await expect(table(page).getByRole("columnheader", { name: "Claim ends" })).toHaveAttribute("aria-sort", "ascending");
    const days = (await table(page).getByText(/\d+ days? left|ends today/).allTextContents()).map((text) => Number.parseInt(text, 10) || 0);
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  test("shows a supervisor the team's claims without anything to do", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto(CLAIMS);
    await expect(page.getByRole("main")).toContainText("Claims of the account managers who report to you");
    await expect(table(page)).toBeVisible();
    for (const name of ["Claim a customer", "Withdraw", "Invite"]) await expect(page.getByRole("main").getByRole("link", { name })).toHaveCount(0);
    await expect(table(page).getByRole("checkbox")).toHaveCount(0);
    await hydrated(page);
    await axeClean(page);
  });

  test("gives up one claim, and several that are ticked, after asking", async ({ page }) => {
    const nina = await newPerson();
    for (let n = 0; n < 3; n += 1) await newProspect(nina.account);
    await nina.desk.lend(page);
    await page.goto(CLAIMS);
    await table(page).getByRole("link", { name: /^Withdraw the claim/ }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Withdraw claims");
    await expect(page.getByRole("main")).toContainText("Opportunities on them stay");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("main").getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(page.getByText("The claim is withdrawn. Anyone may claim this customer now.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Your company may claim this customer again from");
    await page.goto(`${CLAIMS}?state=open`);
    for (const box of await table(page).getByRole("checkbox").all()) await box.check();
    await page.getByRole("main").getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "holds until" })).toHaveCount(2);
    await page.getByRole("main").getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(page.getByText("The claims are withdrawn.")).toBeVisible();
    await page.goto(`${CLAIMS}?state=open`);
    await expect(page.getByText("Nothing matches")).toBeVisible();
  });

  test.describe("on a phone", () => {
    test.use({ viewport: { width: 390, height: 844 } });

    test("fits", async ({ page, signInAs }) => {
      await signInAs(page, people.mei);
      await page.goto(CLAIMS);
      await hydrated(page);
      await axeClean(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
      expect(wide).toBeLessThanOrEqual(0);
    });

    test("can be sorted and its masked columns opened, as on a wide screen", async ({ page }) => {
      const nina = await newPerson();
      const prospect = await newProspect(nina.account);
      await nina.desk.lend(page);
      await page.goto(CLAIMS);
      await hydrated(page);
      const [sort, eye] = [table(page).getByRole("link", { name: "Claim ends" }), page.getByRole("button", { name: "Show Mobile", exact: true })];
      for (const control of [sort, eye]) {
        await control.scrollIntoViewIfNeeded();
        await expect(control).toBeInViewport({ ratio: 1 });
        expect((await control.boundingBox())?.height, "a finger hits it").toBeGreaterThanOrEqual(24);
      }
      await eye.click();
      await expect(table(page)).toContainText(prospect.mobile);
      await sort.click();
      await expect(page).toHaveURL(/[?&]sort=/);
    });
  });

  test("shows all its columns beside each other on a wide screen", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(CLAIMS);
    await hydrated(page);
    const hidden = await table(page).evaluate((table) => (table.parentElement ? table.parentElement.scrollWidth - table.parentElement.clientWidth : 0));
    expect(hidden, "nothing is pushed out of sight").toBeLessThanOrEqual(0);
  });

  test("gives the column of ticks the width of a tick, as the lists of customers and leads do", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    for (const address of [CLAIMS, "/sales/customers", "/sales/leads"]) {
      await page.goto(address);
      await hydrated(page);
      const head = await page.locator("main thead th").first().boundingBox();
      expect(head?.width, address).toBeLessThan(64);
    }
  });
});
