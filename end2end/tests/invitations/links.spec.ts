import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newPerson, suffix } from "../given.ts";

const LINKS = "/sales/customer-development/links";

async function make(page: Page, tag: string) {
  await page.goto(LINKS);
  await page.getByRole("radio", { name: /^Custom link/ }).check();
  await page.getByRole("radio", { name: /^Resale/ }).check();
  await page.getByRole("textbox", { name: /^Tag/ }).fill(tag);
  await page.getByRole("button", { name: "Make link and QR code" }).click();
  await expect(page.getByText("The link is made.")).toBeVisible();
}

test.describe("an offline link", () => {
  test.use({ refusals: [422, 410, 409, 404, 403] });

  test("is made with a tag and a QR code, opened by anybody, and taken back", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto(LINKS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customer development");
    await expect(page.getByRole("heading", { name: "No links yet" })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    const tag = `Fair ${suffix()}`;
    await make(page, tag);
    const card = page.getByRole("article", { name: new RegExp(tag) });
    await expect(card.getByRole("img", { name: new RegExp(`QR code of the link .*${tag}`) })).toBeVisible();
    const link = (await card.getByText(/\/join\//).textContent()) ?? "";
    await hydrated(page);
    await axeClean(page);
    const file = await nina.desk.http.get((await card.getByRole("link", { name: /Download QR code/ }).getAttribute("href")) ?? "");
    expect(file.headers()["content-disposition"]).toMatch(/^attachment; filename="custom-fair-[0-9a-f]+\.svg"$/);
    expect(await file.text()).toContain("<svg xmlns=");

    await page.context().clearCookies();
    const answer = await page.goto(link);
    expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
    expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners invites you");
    await expect(page.getByRole("main")).toContainText("To confirm your e-mail address, a code is mailed to it in the next step.");
    await axeClean(page);
    const form = page.locator("form", { has: page.getByRole("heading", { name: "I have an account" }) });
    await form.getByLabel("Account name").fill("nobody_at_all");
    await form.getByLabel("The address on file").fill(`${suffix()}@example.com`);
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Continue: send me the code" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your e-mail address");
    await axeClean(page);
    for (const left of ["Tries left: 2", "Tries left: 1", "The e-mail address was not confirmed"]) {
      await page.getByRole("textbox", { name: /^Code/ }).fill("AAAAAA");
      await page.getByRole("button", { name: "Confirm and accept" }).click();
      await expect(page.getByRole("main")).toContainText(left);
    }

    await nina.desk.lend(page);
    await page.goto("/sales/customer-development/history");
    await expect(page.getByRole("table", { name: "History" }).getByRole("row").nth(1)).toContainText("The e-mail address was not confirmed.");
    const id = /\/links\/([0-9a-f-]{36})\/qr\.svg/.exec(await (await nina.desk.http.get(LINKS)).text())?.[1] ?? "";
    expect((await nina.desk.post(LINKS, "invitations.withdraw_link", [["form[id]", id]])).status()).toBe(303);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was withdrawn");
    await axeClean(page);
  });

  test("that does not exist says so", async ({ page }) => {
    await page.context().clearCookies();
    await page.goto("/join/no-such-link");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not exist");
    await axeClean(page);
  });

  test("is not for those who may not, who read which rule it is", async ({ page, signInAs }) => {
    await signInAs(page, people.chan);
    await page.goto(LINKS);
    await expect(page.getByRole("main")).toContainText("recruits resellers only (channel only)");
    await signInAs(page, people.tom);
    await page.goto(LINKS);
    await expect(page.getByRole("main")).toContainText("None of your roles carries “Customer development”");
    await signInAs(page, people.zhao);
    await page.goto(LINKS);
    await expect(page.getByRole("button", { name: "Make link and QR code" })).toHaveCount(0);
    await axeClean(page);
  });
});

test.describe("线下拓展", () => {
  inChinese();

  test("页面为中文", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(LINKS);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("客户拓展");
    await expect(page.getByRole("button", { name: "生成", exact: true })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    const link = (await page.getByText(/\/join\//).first().textContent()) ?? "";
    await page.context().clearCookies();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners邀请您");
    await axeClean(page);
  });
});
