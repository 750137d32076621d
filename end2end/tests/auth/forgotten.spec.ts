import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, signInByForm, test } from "../../fixtures.ts";
import { newPerson, OWN_PASSWORD, suffix, type NewPerson } from "../given.ts";
import { openMail } from "../mail.ts";

const NEXT = "tide-table-osprey-41";

async function withAddress(nina: NewPerson): Promise<string> {
  const address = `${nina.account}@example.com`;
  const html = await (await nina.desk.http.get("/account")).text();
  const version = /name="form\[version\]" value="(\d+)"/.exec(html)?.[1] ?? "";
  const saved = await nina.desk.post("/account", "auth.change_contact", [
    ["form[version]", version], ["form[email]", address], ["form[mobile]", ""], ["form[current_password]", OWN_PASSWORD],
  ]);
  expect(saved.status()).toBe(303);
  return address;
}

async function ask(page: Page, account: string) {
  await page.goto("/forgotten-password");
  await page.getByLabel("Account name").fill(account);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If there is such an account and it has an e-mail address, a link is on its way.")).toBeVisible();
}

test.describe("a forgotten password", () => {
  test.use({ refusals: [422, 410, 404] });

  test("is set anew with a mailed link, once", async ({ page }) => {
    const nina = await newPerson();
    const address = await withAddress(nina);
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgotten the password?" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgotten password");
    await hydrated(page);
    await axeClean(page);
    await ask(page, nina.account);
    await axeClean(page);
    await openMail(page, address);
    await axeClean(page);
    const link = page.getByRole("link", { name: /\/reset-password\// });
    const href = (await link.getAttribute("href")) ?? "";
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New password");
    await hydrated(page);
    await axeClean(page);
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByLabel("New password, again").fill("other");
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect(page.getByRole("alert")).toContainText("Use at least 12 characters");
    await expect(page.getByRole("alert")).toContainText("Both entries must be the same");
    await axeClean(page);
    await page.getByLabel("New password", { exact: true }).fill(NEXT);
    await page.getByLabel("New password, again").fill(NEXT);
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect(page.getByText("Your new password is set. All your sessions are ended; sign in with it.")).toBeVisible();
    expect((await nina.desk.http.get("/account", { maxRedirects: 0 })).status(), "her session elsewhere is over").toBe(303);
    expect(loaded.filter((url) => url.endsWith(".wasm")), "no page on the way loads WASM").toEqual([]);
    await signInByForm(page, nina.account, NEXT);

    expect((await page.goto(href))?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work");
    await expect(page.getByText("This link was used already")).toBeVisible();
    await axeClean(page);
    await page.getByRole("link", { name: "Ask for another link" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgotten password");
  });

  test("the answer is the same for nobody", async ({ page }) => {
    await ask(page, `nobody-${suffix()}`);
    expect((await page.goto("/reset-password/never-was"))?.status()).toBe(410);
    await expect(page.getByText("This link is not one of ours")).toBeVisible();
  });
});

test.describe("忘记密码", () => {
  inChinese();
  test.use({ refusals: [422, 410] });
  test("a forgotten password in Chinese", async ({ page }) => {
    await page.goto("/forgotten-password");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("忘记密码");
    await page.getByRole("button", { name: "发送链接" }).click();
    await expect(page.getByRole("alert")).toContainText("请输入账号名");
    await axeClean(page);
    await page.goto("/reset-password/x");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("链接无法使用");
    await axeClean(page);
  });
});
