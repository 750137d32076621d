import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, test } from "../../fixtures.ts";
import { newPerson, newProspect, suffix, type NewCustomer, type NewPerson } from "../given.ts";
import { linkTo, openMail } from "../mail.ts";

const HISTORY = "/sales/customer-development/history";

/** The claim of the one prospect that this person has. */
async function claimOf(nina: NewPerson): Promise<string> {
  const html = await (await nina.desk.http.get("/sales/customers?tab=claimed")).text();
  const id = /claim:([0-9a-f-]{36})/.exec(html)?.[1] ?? "";
  expect(id, "the claim is in her list").not.toBe("");
  return id;
}

async function aProspect(): Promise<{ nina: NewPerson; prospect: NewCustomer; address: string }> {
  const nina = await newPerson();
  const prospect = await newProspect(nina.account);
  return { nina, prospect, address: `/sales/customer-development/invite?claims=${await claimOf(nina)}` };
}

async function invite(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole("group", { name: "Association type" }).getByRole("radio", { name: /Resale/ }).check();
  await page.getByRole("group", { name: "Language of the mail" }).getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: "Send invitations: 1" }).click();
  await expect(page.getByText("The invitations are on their way.")).toBeVisible();
}

/** What the preview's frame shows, asked for directly: no script runs in that frame, neither a test's nor axe's. */
async function preview(page: Page, nina: NewPerson, variant: string): Promise<string> {
  await expect(page.locator("iframe[name=mail-preview]")).toHaveAttribute("sandbox", "");
  const answer = await nina.desk.http.get((await page.getByRole("link", { name: variant }).getAttribute("href")) ?? "");
  expect(answer.headers()["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  await page.locator("iframe").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
  return answer.text();
}

/** A prospect to whom an invitation was mailed, with the link of the mail, which is open. */
async function invited(page: Page) {
  const story = await aProspect();
  await story.nina.desk.lend(page);
  await invite(page, story.address);
  await openMail(page, message(story.prospect));
  return { ...story, link: await linkTo(page, "/join/") };
}

const message = (prospect: NewCustomer) => `${prospect.mobile}@example.com`;

test.describe("an invitation by mail", () => {
  test.use({ refusals: [422, 410, 409, 404, 403] });

  test("is previewed, sent, accepted once, and makes an associated customer", async ({ page }) => {
    const { nina, prospect, address } = await aProspect();
    await nina.desk.lend(page);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invite by e-mail");
    expect(await page.content()).not.toContain(prospect.mobile);
    expect(await page.content()).not.toContain(prospect.name);
    const mail = await preview(page, nina, "Resale, English");
    for (const words of ["Harbor Cloud Partners invites you", `Dear team of ${prospect.name},`]) expect(mail).toContain(words);
    await hydrated(page);
    await axeClean(page);
    await invite(page, address);
    await expect(page.getByRole("table", { name: "History" }).getByRole("row").nth(1)).toContainText("Sent");
    await hydrated(page);
    await axeClean(page);

    await openMail(page, message(prospect));
    const link = await linkTo(page, "/join/");
    await page.context().clearCookies();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners invites you");
    await expect(page.getByRole("main")).toContainText(`${nina.name} of Harbor Cloud Partners would look after you.`);
    await axeClean(page);
    const form = page.locator("form", { has: page.getByRole("heading", { name: "I am new here" }) });
    await form.getByRole("button", { name: "Accept the invitation" }).click();
    for (const words of ["Enter your company's name", "Enter the account name", "Enter your name", "Enter the mobile number", "Tick the box if you agree"])
      await expect(page.getByRole("main")).toContainText(words);
    await axeClean(page);
    await form.getByLabel("Company name").fill(prospect.name);
    await form.getByLabel("Account name").fill(`orchard_${suffix()}`);
    await form.getByLabel("Your name").fill("Tariq Neri");
    await form.getByLabel("Mobile number").fill(prospect.mobile);
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Accept the invitation" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are associated with Harbor Cloud Partners");
    await axeClean(page);

    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was used already");
    await nina.desk.lend(page);
    await page.goto(HISTORY);
    await expect(page.getByRole("table", { name: "History" }).getByRole("row").nth(1)).toContainText("Associated");
    await page.goto("/sales/customers");
    await expect(page.getByRole("main")).toContainText("The one customer assigned to you.");
  });

  test("can be declined, and the history says so with an advice", async ({ page }) => {
    const { link } = await invited(page);
    await page.goto(link);
    await page.getByRole("button", { name: "Decline the invitation" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You declined the invitation");
    await page.goto(HISTORY);
    await expect(page.getByRole("table", { name: "History" }).getByRole("row").nth(1)).toContainText("The customer declined. Ask the customer why; resend when it agrees.");
  });

  test("withdrawn by its button, its link says so; a new invitation works", async ({ page }) => {
    const { prospect, address, link } = await invited(page);
    await page.goto(HISTORY);
    const row = page.getByRole("table", { name: "History" }).getByRole("row").nth(1);
    const dialog = page.getByRole("dialog", { name: /^Withdraw .+\?$/ });
    await row.getByRole("button", { name: /^Withdraw/ }).click();
    await expect(dialog).toContainText("The mailed link stops working at once. The customer is not told.");
    await axeClean(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(row).toContainText("Sent");
    await row.getByRole("button", { name: /^Withdraw/ }).click();
    await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(page.getByText("The invitation is withdrawn; its link no longer works.")).toBeVisible();
    await expect(row).toContainText("Withdrawn");
    await expect(row.getByRole("button", { name: /^Withdraw/ })).toHaveCount(0);
    await invite(page, address);
    await openMail(page, message(prospect), 2);
    const newer = await linkTo(page, "/join/");
    await page.context().clearCookies();
    expect((await page.goto(link))?.status()).toBe(410);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was withdrawn");
    await axeClean(page);
    await page.goto(newer);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners invites you");
  });

  test("sent again, only the newer link works", async ({ page }) => {
    const { link } = await invited(page);
    await page.goto(HISTORY);
    await page.getByRole("table", { name: "History" }).getByRole("button", { name: /^Resend/ }).click();
    await expect(page.getByText("The invitations are sent again; the earlier links no longer work.")).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is a newer invitation");
  });

  test("is gone with the claim that it was sent for", async ({ page }) => {
    const { address, link } = await invited(page);
    await page.goto(address.replace("/invite?", "/withdraw?"));
    await page.getByRole("main").getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(page.getByText("The claim is withdrawn.")).toBeVisible();
    await page.context().clearCookies();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was withdrawn");
  });
});

test.describe("线上邀请", () => {
  inChinese();
  test.use({ refusals: [422] });

  test("页面与邮件均为中文", async ({ page }) => {
    const { nina, address } = await aProspect();
    await nina.desk.lend(page);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("线上邀请");
    expect(await preview(page, nina, "代售，中文")).toContain("邀请您成为Harbor Cloud Partners的客户");
    await hydrated(page);
    await axeClean(page);
    await page.goto(HISTORY);
    await expect(page.getByRole("link", { name: "拓展记录" })).toHaveAttribute("aria-current", "page");
    await hydrated(page);
    await axeClean(page);
  });

  test("客户在邀请页面注册并接受邀请", async ({ page }) => {
    const { nina, prospect, address } = await aProspect();
    await nina.desk.lend(page);
    await page.goto(address);
    await page.getByRole("group", { name: "关联类型" }).getByRole("radio", { name: /代售/ }).check();
    await page.getByRole("group", { name: "邮件语言" }).getByRole("radio", { name: "中文" }).check();
    await page.getByRole("button", { name: "发送邀请（1）" }).click();
    await expect(page.getByText("邀请已发送。")).toBeVisible();
    await page.context().clearCookies();
    await openMail(page, message(prospect));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners邀请您");
    await page.goto(await linkTo(page, "/join/"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners邀请您");
    await expect(page.getByRole("main")).toContainText(`您的客户经理为Harbor Cloud Partners的${nina.name}。`);
    await axeClean(page);
    const form = page.locator("form", { has: page.getByRole("heading", { name: "注册新账号" }) });
    await form.getByRole("button", { name: "接受邀请" }).click();
    for (const words of ["请填写公司名称", "请填写账号名", "请填写联系人", "请填写手机号码", "如同意关联请勾选"])
      await expect(page.getByRole("main")).toContainText(words);
    await axeClean(page);
    await form.getByLabel("公司名称").fill("果园食品有限公司");
    await form.getByLabel("账号名").fill(`果园_${suffix()}`);
    await form.getByLabel("联系人").fill("倪塔");
    await form.getByLabel("手机号码").fill(prospect.mobile);
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "接受邀请" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("您已与Harbor Cloud Partners关联");
    await axeClean(page);
    await nina.desk.lend(page);
    await page.goto(HISTORY);
    await expect(page.getByRole("table", { name: "拓展记录" }).getByRole("row").nth(1)).toContainText("已关联");
    await page.goto("/notifications");
    await expect(page.getByRole("table", { name: "通知" })).toContainText("果***司 已接受邀请并完成关联");
  });
});
