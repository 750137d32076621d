import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, type NewCustomer, type NewPerson } from "../given.ts";
import { linkTo, openMail } from "../mail.ts";

const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
/** Whoever accepts ticks that she has read what changes. */
const read = (page: Page) => main(page).getByRole("checkbox", { name: /^(I have read what changes|我已阅读变更内容)/ });
const NOTE = "We close our office in Porto.";

type Story = { nina: NewPerson; customer: NewCustomer; address: string; number: string };

async function aCustomer(): Promise<Story> {
  const nina = await newPerson();
  const customer = await newCustomer(nina.account);
  const address = /\/sales\/customers\/[0-9a-f-]{36}/.exec(await (await nina.desk.http.get("/sales/customers")).text())?.[0] ?? "";
  const number = /Customer (C\d+)/.exec(await (await nina.desk.http.get(address)).text())?.[1] ?? "none";
  return { nina, customer, address, number };
}

/** The administrator's request about that customer. */
async function ask(page: Page, { address }: Story, what: string) {
  await page.goto(`${address}/association`);
  await page.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
  await page.getByRole("textbox", { name: /^Message to the customer/ }).fill(NOTE);
  await page.getByRole("checkbox", { name: "I understand what follows" }).check();
  await button(page, "Send the request").click();
  await expect(main(page)).toContainText("The request is sent.");
}

/** The customer, who has no session, follows the link of the mail. */
async function follow(page: Page, { customer }: Story): Promise<string> {
  await page.context().clearCookies();
  await openMail(page, `${customer.account}@example.com`);
  const link = await linkTo(page, "/consent/");
  await page.goto(link);
  return link;
}

/** What the administrator reads about that customer's requests. */
async function record(page: Page, { number }: Story) {
  await page.goto("/sales/association-records");
  return page.getByRole("table", { name: "Association records" }).getByRole("row").filter({ hasText: number });
}

test.describe("a customer who is asked about its association", () => {
  test.use({ refusals: [404, 422] });

  test("agrees to its end, and is nobody's customer then", async ({ page, signInAs }) => {
    const story = await aCustomer();
    await signInAs(page, people.grace);
    await ask(page, story, "Disassociate");
    const link = await follow(page, story);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your association with a partner");
    await expect(main(page)).toContainText(`Harbor Cloud Partners asks to end its association with ${story.customer.name}.`);
    await expect(main(page)).toContainText(NOTE);
    await axeClean(page);
    await button(page, "Accept").click();
    await expect(read(page), "one click ends nothing").toHaveAccessibleDescription(/Tick that you have read what changes, or refuse/);
    await axeClean(page);
    await read(page).check();
    await button(page, "Accept").click();
    await expect(main(page)).toContainText("You have agreed, and it is done.");
    await axeClean(page);
    await page.goto(link);
    await expect(main(page)).toContainText("You have agreed, and it is done.");
    for (const name of ["Accept", "Refuse"]) await expect(button(page, name), "decided once").toHaveCount(0);

    await story.nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(main(page).getByRole("heading", { name: "No customers yet" })).toBeVisible();
    expect((await page.goto(story.address))?.status()).toBe(404);
    await signInAs(page, people.grace);
    const row = await record(page, story);
    await expect(row).toContainText("Disassociate");
    await expect(row).toContainText("Agreed");
    await expect(row.getByRole("link"), "gone, it leads nowhere").toHaveCount(0);
    await expect(page.getByRole("table")).not.toContainText(story.customer.name);
    await axeClean(page);
  });

  test("refuses its end, and stays", async ({ page, signInAs }) => {
    const story = await aCustomer();
    await signInAs(page, people.grace);
    await ask(page, story, "Disassociate");
    await follow(page, story);
    await page.getByRole("button", { name: "中文", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("与伙伴的关联关系");
    await page.getByRole("button", { name: "English", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your association with a partner");
    await button(page, "Refuse").click();
    await expect(main(page)).toContainText("You have refused. Nothing was changed.");
    await axeClean(page);

    await story.nina.desk.lend(page);
    await page.goto(story.address);
    await expect(main(page)).toContainText("Referral, since");
    await signInAs(page, people.grace);
    const row = await record(page, story);
    await expect(row).toContainText("Not agreed");
    await row.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Customer ${story.number}`);
    await main(page).getByRole("link", { name: "Disassociate or switch type" }).click();
    await expect(main(page)).toContainText("There was a request already; the next one is possible from");
    await expect(button(page, "Send the request")).toHaveCount(0);
    await page.goto("/notifications");
    await expect(page.getByRole("table", { name: "Notifications" })).toContainText("did not agree to the change of its association");
  });

  test("agrees to another type, and the account manager reads it", async ({ page, signInAs }) => {
    const story = await aCustomer();
    await signInAs(page, people.grace);
    await ask(page, story, "Switch to Resale");
    await follow(page, story);
    await expect(main(page)).toContainText(`asks to switch its association with ${story.customer.name} to Resale.`);
    await expect(main(page)).toContainText("Resale: the partner funds your account and invoices you.");
    await axeClean(page);
    await read(page).check();
    await button(page, "Accept").click();
    await expect(main(page)).toContainText("You have agreed, and it is done.");

    await story.nina.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("table", { name: "Customers" }).getByRole("row").nth(1)).toContainText("Resale");
    await page.goto(story.address);
    await expect(main(page)).toContainText("Resale, since");
    await expect(main(page)).toContainText(story.nina.name);
    await signInAs(page, people.grace);
    const row = await record(page, story);
    await expect(row).toContainText("Switch to Resale");
    await expect(row).toContainText("Agreed");
  });

  test("has nothing to decide once the request is withdrawn", async ({ page, signInAs }) => {
    const story = await aCustomer();
    await signInAs(page, people.grace);
    await ask(page, story, "Disassociate");
    await button(page, "Withdraw").click();
    await expect(main(page)).toContainText("The request is withdrawn.");
    await follow(page, story);
    await expect(main(page)).toContainText("The partner has withdrawn its request. Nothing was changed.");
    for (const name of ["Accept", "Refuse"]) await expect(button(page, name)).toHaveCount(0);
    await axeClean(page);
  });
});

test.describe("客户处理关联关系申请", () => {
  inChinese();

  test("同意解除关联，页面仅显示中文", async ({ page, signInAs }) => {
    const story = await aCustomer();
    await signInAs(page, people.grace);
    await page.goto(`${story.address}/association`);
    await hydrated(page);
    await page.getByRole("radio", { name: /^解除关联/ }).check();
    await page.getByRole("checkbox", { name: "我已知晓上述影响" }).check();
    await button(page, "发送申请").click();
    await expect(main(page)).toContainText("申请已发送");
    await follow(page, story);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("与伙伴的关联关系");
    await expect(main(page)).toContainText(`Harbor Cloud Partners 申请解除与 ${story.customer.name} 的关联。`);
    // Names aside, and the name of the other language.
    const words = ["Harbor Cloud Partners", story.customer.name, "English"].reduce(
      (text, name) => text.replaceAll(name, ""),
      await main(page).innerText(),
    );
    expect(words).not.toMatch(/[A-Za-z]{2}/);
    await axeClean(page);
    await read(page).check();
    await button(page, "同意").click();
    await expect(main(page)).toContainText("您已同意，变更已生效。");
    await axeClean(page);
    await signInAs(page, people.grace);
    await page.goto("/sales/association-records");
    const row = page.getByRole("table", { name: "关联关系管理" }).getByRole("row").filter({ hasText: story.number });
    await expect(row).toContainText("客户已同意");
  });
});
