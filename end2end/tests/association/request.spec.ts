import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, type NewPerson } from "../given.ts";

const main = (page: Page) => page.getByRole("main");

async function aCustomer(): Promise<{ nina: NewPerson; address: string }> {
  const nina = await newPerson();
  await newCustomer(nina.account);
  const html = await (await nina.desk.http.get("/sales/customers")).text();
  return { nina, address: /\/sales\/customers\/[0-9a-f-]{36}/.exec(html)?.[0] ?? "" };
}

test.describe("ending an association", () => {
  test.use({ refusals: [403, 404, 409, 422] });

  test("is asked of the customer after a check and an acknowledgement, and can be withdrawn", async ({ page, signInAs }) => {
    const { address } = await aCustomer();
    await signInAs(page, people.grace);
    await page.goto(address);
    await main(page).getByRole("link", { name: "Disassociate or switch type" }).click();
    await expect(main(page)).toContainText("Nothing stands in the way.");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("radio", { name: /^Disassociate/ }).check();
    await main(page).getByRole("button", { name: "Send the request" }).click();
    await expect(main(page)).toContainText("Tick that you understand what follows");
    await expect(page.getByRole("radio", { name: /^Disassociate/ })).toBeChecked();
    await page.getByRole("checkbox", { name: "I understand what follows" }).check();
    await main(page).getByRole("button", { name: "Send the request" }).click();
    await expect(main(page)).toContainText("The request is sent.");
    await expect(main(page)).toContainText("The customer has not decided yet.");
    await axeClean(page);

    await main(page).getByRole("button", { name: "Withdraw" }).click();
    await expect(main(page)).toContainText("The request is withdrawn.");
    await expect(main(page)).toContainText("There was a request already; the next one is possible from");
    await expect(main(page).getByRole("button", { name: "Send the request" })).toHaveCount(0);
    await page.goto("/sales/association-records");
    await expect(page.getByRole("table", { name: "Association records" })).toContainText("Withdrawn");
    await axeClean(page);
  });

  test("lists what stands in the way, with advice", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/sales/customers?account_manager=nobody&size=100");
    const links = await page
      .getByRole("table", { name: "Customers" })
      .getByRole("link", { name: /\*\*\*/ })
      .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    let blocked = false;
    for (const link of links) {
      await page.goto(`${link}/association`);
      if ((await page.getByRole("table", { name: "Account check" }).count()) === 0) continue;
      blocked = true;
      await expect(main(page)).toContainText("The request cannot be sent while this stands in the way");
      await expect(main(page).getByRole("button", { name: "Send the request" })).toHaveCount(0);
      await expect(main(page).getByRole("link", { name: "Check again" })).toBeVisible();
      await axeClean(page);
      break;
    }
    expect(blocked, "the demo has a customer of nobody with something in the way").toBe(true);
  });

  test("is the administrator's alone", async ({ page, signInAs }) => {
    const { nina, address } = await aCustomer();
    await nina.desk.lend(page);
    await page.goto(address);
    await expect(main(page).getByRole("link", { name: "Disassociate or switch type" })).toHaveCount(0);
    for (const where of [`${address}/association`, "/sales/association-records"]) {
      expect((await page.goto(where))?.status()).toBe(403);
      await expect(main(page)).toContainText("Only the administrator ends an association");
    }
    await signInAs(page, people.petra);
    expect((await page.goto(`${address}/association`))?.status()).toBe(404);
  });

  test("has a public page that knows no other link", async ({ page, signInAs }) => {
    await signInAs(page, null);
    expect((await page.goto("/consent/no-such-secret"))?.status()).toBe(404);
    await axeClean(page);
  });

  test("leaves tags to the account manager and the administrator", async ({ page, signInAs }) => {
    const { nina, address } = await aCustomer();
    await nina.desk.lend(page);
    await page.goto(address);
    await page.getByRole("textbox", { name: "Tags" }).fill("VIP, 华东");
    await main(page).getByRole("button", { name: "Save tags" }).click();
    await expect(main(page)).toContainText("The tags are saved.");
    await page.goto("/sales/customers");
    await expect(page.getByRole("table", { name: "Customers" })).toContainText("华东");
    await signInAs(page, people.zhao);
    await page.goto(address);
    await expect(main(page)).toContainText("华东");
    await expect(main(page).getByRole("button", { name: "Save tags" })).toHaveCount(0);
    await axeClean(page);
  });
});

test.describe("解除关联", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    const { address } = await aCustomer();
    await signInAs(page, people.grace);
    await page.goto(`${address}/association`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("解除关联/切换关联类型");
    await expect(main(page)).toContainText("账号检查通过。");
    await axeClean(page);
  });
});
