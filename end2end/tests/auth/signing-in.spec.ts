import { axeClean, expect, hydrated, PASSWORD, people, scripted, signInByForm, test } from "../../fixtures.ts";

test.describe("signing in", () => {
  test.use({ refusals: [422] });

  test("an account manager signs in and out again", async ({ page, context }) => {
    await page.goto("/sign-in");
    await axeClean(page);
    await signInByForm(page, people.mei.account, PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Mei Chen");
    const cookie = (await context.cookies()).find((c) => c.name.endsWith("session"));
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

    await page.locator("summary", { hasText: "" }).and(page.getByLabel("Account of Mei Chen")).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto("/sales/opportunities");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("a wrong password, an unknown name and a disabled person get the same answer, and the name stays typed", async ({ page }) => {
    const answers: string[] = [];
    for (const [account, password] of [["mei", "not her password"], ["nobody-of-this-name", PASSWORD], [people.ben.account, PASSWORD]] as const) {
      await page.goto("/sign-in");
      await page.getByLabel("Account name").fill(account);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      const alert = page.getByRole("alert");
      await expect(alert).toContainText("The account name or the password is wrong");
      answers.push((await alert.textContent()) ?? "");
      await expect(page.getByLabel("Account name")).toHaveValue(account);
      await expect(page.getByLabel("Password")).toHaveValue("");
      await expect(page).toHaveTitle(/^Error: /);
    }
    expect(new Set(answers).size).toBe(1);
    await axeClean(page);
  });

  test("empty fields are named, each beside itself", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: "Enter your account name" })).toBeVisible();
    await expect(page.getByLabel("Account name")).toHaveAccessibleDescription("Enter your account name");
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Enter your password");
  });

  test("signing in leads to the page that was asked for, and never to another site", async ({ page }) => {
    await page.goto("/sales/opportunities?stage=won");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel("Account name").fill("mei");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities\?stage=won$/);

    await page.context().clearCookies();
    await page.goto("/sign-in?next=//evil.example/");
    await page.getByLabel("Account name").fill("mei");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Mei Chen");
  });

  test("the sign-in page loads no WASM and works in Chinese", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("/sign-in");
    await hydrated(page);
    expect(asked.filter((url) => url.endsWith(".wasm"))).toEqual([]);
    await page.getByRole("button", { name: "中文" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page.getByLabel("账号名").fill("petra");
    await page.getByLabel("密码").fill(PASSWORD);
    await page.getByRole("button", { name: "登录" }).click();
    await expect(page.getByRole("navigation", { name: "栏目" }).first()).toContainText("销售");
    await axeClean(page);
  });

  test("a person ends another session of hers, which is signed out at its next page", async ({ page, browser, baseURL }) => {
    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const elsewhere = await other.newPage();
    await signInByForm(elsewhere, people.kofi.account, PASSWORD);
    await signInByForm(page, people.kofi.account, PASSWORD);
    await page.goto("/account");
    await axeClean(page);
    await page.getByRole("button", { name: "End all others" }).click();
    await expect(page.getByRole("status")).toContainText("The session is ended");
    await elsewhere.goto("/account");
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await other.close();
  });
});
