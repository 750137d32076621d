import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, OWN_PASSWORD, reported } from "../given.ts";

test.describe("language and appearance", () => {
  test("the switch in the header changes the language at once and for good: the profile beats the browser", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/sales/customers");
    await page.getByRole("banner").getByRole("button", { name: "中文" }).click();
    await expect(page, "the same page").toHaveURL(/\/sales\/customers$/);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户管理");
    await axeClean(page);

    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: false });
    const elsewhere = await other.newPage();
    await elsewhere.goto("/sign-in");
    await expect(elsewhere.getByRole("heading", { level: 1 }), "nobody is known yet").toHaveText("Sign in");
    await elsewhere.getByLabel("Account name").fill(nina.account);
    await elsewhere.getByLabel("Password").fill(OWN_PASSWORD);
    await elsewhere.getByRole("button", { name: "Sign in" }).click();
    await elsewhere.goto("/sales/customers");
    await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("客户管理");
    await other.close();

    await page.getByRole("banner").getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
  });

  test("dark is readable on every page", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    const chosen = await nina.desk.post("/account", "auth.set_preferences", [["form[from]", "account"], ["form[locale]", "en"], ["form[theme]", "dark"]]);
    expect(chosen.status()).toBe(303);
    await nina.desk.lend(page);
    for (const address of ["/", "/sales/opportunities", mine.href, `${mine.href}/edit`, `${mine.href}/progress`, "/sales/opportunities/new", "/sales/customers", "/account", "/find?q=a"]) {
      await page.goto(address);
      await expect(page.locator("html"), address).toHaveAttribute("data-theme", "dark");
      await hydrated(page);
      await axeClean(page);
    }
  });
});
