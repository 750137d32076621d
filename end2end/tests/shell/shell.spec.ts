import { axeClean, expect, people, test } from "../../fixtures.ts";
import { newPerson } from "../given.ts";

test.describe("the shell", () => {
  test.use({ refusals: [403, 404] });

  test("the menu shows what a person can open, and the address of what is hidden says why", async ({ page, signInAs }) => {
    await signInAs(page, people.rita);
    await page.goto("/sales");
    await expect(page.getByRole("navigation", { name: "Sections" })).toContainText("Sales");
    await expect(page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name: "Customers" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Opportunities" })).toHaveCount(0);
    const answer = await page.goto("/sales/opportunities");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("Resellers register no opportunities.");
    await axeClean(page);
  });

  test("sections whose pages are not built yet say so", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    for (const [name, sentence] of [["Delivery", "not built yet"], ["Incentives", "not built yet"]] as const) {
      await page.goto("/");
      await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
      await expect(page.getByRole("main")).toContainText(sentence);
    }
    await axeClean(page);
  });

  test("an unknown address is a page of ours, in the person's language", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    const answer = await page.goto("/sales/nothing-here");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
    await axeClean(page);
  });

  test("search finds pages and opportunities", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/find?q=opportun");
    await expect(page.getByRole("link", { name: /^Opportunities/ }).last()).toBeVisible();
    await axeClean(page);
  });

  test("help stands on every page at the same place, and says whom to ask", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/customers");
    await page.getByRole("banner").getByRole("link", { name: "Help" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Help");
    await expect(page.getByRole("main")).toContainText("Grace");
    await axeClean(page);
  });

  test("the skip link is the first stop of the keyboard", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  });

  test("language and appearance are kept in the profile", async ({ page }) => {
    // Not somebody of the demo: journeys beside this one read her pages in English.
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/account");
    await page.getByLabel("Appearance").selectOption("dark");
    await page.getByLabel("Language").selectOption("zh-CN");
    const preferences = page.getByRole("main").locator("form").filter({ has: page.locator("select") });
    await preferences.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("我的账号");
    await axeClean(page);
    await page.getByLabel("外观").selectOption("system");
    await page.getByLabel("语言").selectOption("en");
    await preferences.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  });

  test("a phone shows no page wider than itself, and folds the menu", async ({ page, signInAs }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAs(page, people.grace);
    for (const address of ["/", "/sales/opportunities", "/sales/customers", "/account", "/organisation/people"]) {
      await page.goto(address);
      const sideways = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
      expect(sideways, address).toBe(false);
    }
    const menu = page.getByRole("navigation", { name: "Organisation" });
    await expect(menu).toBeHidden();
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await expect(menu.getByRole("link", { name: "People" })).toBeVisible();
    await menu.getByRole("link", { name: "Sales" }).click();
    await expect(page).toHaveURL(/\/sales$/);
  });
});
