import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, test } from "../../fixtures.ts";
import { newPerson, OWN_PASSWORD } from "../given.ts";
import { openMail } from "../mail.ts";

const main = (page: Page) => page.getByRole("main");

/** The code in the latest mail to an address, read in a window of its own: the form stays open. */
async function mailedCode(page: Page, address: string): Promise<string> {
  const mails = await page.context().newPage();
  await openMail(mails, address, 1);
  const text = (await mails.getByRole("main").textContent()) ?? "";
  await mails.close();
  return /\b\d{6}\b/.exec(text)?.[0] ?? "";
}

/** An administrator of Harbor with an e-mail address, lent to the page. */
async function administrator(page: Page): Promise<string> {
  const nina = await newPerson({ roles: ["System administrator"] });
  const address = `${nina.account}@example.com`;
  const contact = [["form[version]", "1"], ["form[email]", address], ["form[mobile]", ""], ["form[current_password]", OWN_PASSWORD]] as [string, string][];
  expect((await nina.desk.post("/account", "auth.change_contact", contact)).status()).toBe(303);
  await nina.desk.lend(page);
  return address;
}

test.describe("verification codes", () => {
  test.use({ refusals: [422] });

  test("confirm sensitive operations for whoever switched them on, and nothing that was typed is lost", async ({ page }) => {
    const address = await administrator(page);
    await page.goto("/account");
    await page.getByLabel("Ask for a verification code").check();
    await page.getByLabel("Your password").fill("guess");
    const card = main(page).locator("form").filter({ has: page.getByLabel("Ask for a verification code") });
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card).toContainText("This is not your password.");
    await expect(page.getByLabel("Ask for a verification code")).toBeChecked();
    await axeClean(page);
    await page.getByLabel("Your password").fill(OWN_PASSWORD);
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card).toContainText("A code is asked for.");
    await hydrated(page);
    await axeClean(page);

    await page.goto("/sales/coupons/quotas");
    await page.getByRole("link", { name: /^Issue coupons from CQ\d+$/ }).first().click();
    await page.getByRole("textbox", { name: "Find customers" }).fill("a");
    await main(page).getByRole("button", { name: "Find", exact: true }).click();
    const offered = main(page).getByRole("group", { name: "Customers" }).getByRole("checkbox").first();
    await offered.check();
    await page.getByRole("textbox", { name: "Face value" }).fill("1.25");
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("Type the code that was mailed to you.");
    await main(page).getByRole("button", { name: "Send a code" }).click();
    await expect(main(page)).toContainText("A code was sent to");
    await expect(page.getByRole("textbox", { name: "Face value" })).toHaveValue("1.25");
    await expect(offered).toBeChecked();
    await axeClean(page);
    const code = await mailedCode(page, address);
    await page.getByRole("textbox", { name: "Verification code" }).fill(code === "000000" ? "000001" : "000000");
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("This code is wrong.");
    await page.getByRole("textbox", { name: "Verification code" }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("The coupons are issued.");

    // Enter carries the operation out; it does not send another code.
    await page.goto("/sales/coupons/issued");
    await main(page).locator("tbody").getByRole("link", { name: /^Reclaim/ }).first().click();
    await page.getByRole("textbox", { name: "Verification code" }).fill("123456");
    await page.getByRole("textbox", { name: "Verification code" }).press("Enter");
    await expect(main(page)).toContainText("Have a code sent first");
    await expect(page.getByRole("textbox", { name: "Verification code" })).toHaveValue("123456");
    await axeClean(page);
  });
});

test.describe("敏感操作", () => {
  inChinese();

  test("the switch speaks Chinese", async ({ page }) => {
    await administrator(page);
    await page.goto("/account");
    await expect(main(page)).toContainText("未开启验证码验证。");
    await page.getByLabel("验证码验证").check();
    await page.getByLabel("您的登录密码").fill(OWN_PASSWORD);
    await main(page).locator("form").filter({ has: page.getByLabel("验证码验证") }).getByRole("button", { name: "保存" }).click();
    await expect(main(page)).toContainText("已开启验证码验证。");
    await axeClean(page);
  });
});
