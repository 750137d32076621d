import { axeClean, expect, hydrated, inChinese, people, scripted, signInByForm, test } from "../../fixtures.ts";
import { newPerson, OWN_PASSWORD } from "../given.ts";

test.describe("the own account", () => {
  test.use({ refusals: [422] });

  test("shows profile, language, password and sessions", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    await page.goto("/account");
    const main = page.getByRole("main");
    for (const text of ["Ana Costa", "ana", "Harbor Cloud Partners", "Account manager", "Omar Reyes", "This browser"]) await expect(main).toContainText(text);
    for (const name of ["Language", "Appearance"]) await expect(main.getByRole("combobox", { name })).toBeVisible();
    await axeClean(page);
  });

  test("a new password ends all other sessions and keeps this one", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const elsewhere = await other.newPage();
    await signInByForm(elsewhere, nina.account, OWN_PASSWORD);
    await signInByForm(page, nina.account, OWN_PASSWORD);
    await page.goto("/account");
    await page.getByRole("main").getByRole("link", { name: "Change password" }).click();
    await hydrated(page);
    await axeClean(page);
    const change = async (next: string, again = next) => {
      await page.getByLabel("Current password").fill(OWN_PASSWORD);
      await page.getByLabel("New password", { exact: true }).fill(next);
      await page.getByLabel("New password, again").fill(again);
      await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
    };
    await change(`${nina.account}${nina.account}`);
    await expect(page.getByRole("alert"), "made of her own name").toContainText("This one would be guessed soon");
    await change("x".repeat(129));
    await expect(page.getByRole("alert")).toContainText("Use at most 128 characters");
    await change("我家门前有两棵枣树和一口井");
    await expect(page.getByText("Your password is changed. All your other sessions are ended.")).toBeVisible();
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
    await elsewhere.goto("/account");
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await signInByForm(elsewhere, nina.account, "我家门前有两棵枣树和一口井");
    await other.close();
  });
});

test.describe("我的账号", () => {
  inChinese();
  test.use({ refusals: [422] });
  test("a password is changed in Chinese", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("我的账号");
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "修改密码" }).click();
    await page.getByLabel("当前密码").fill(OWN_PASSWORD);
    await page.getByLabel("新密码", { exact: true }).fill("short");
    await page.getByLabel("再次输入新密码").fill("short");
    await page.getByRole("main").getByRole("button", { name: "修改密码" }).click();
    await expect(page.getByRole("alert")).toContainText("密码至少需要 12 个字符");
    await axeClean(page);
  });
});
