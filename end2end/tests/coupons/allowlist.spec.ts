import type { Page } from "@playwright/test";
import { axeClean, expect, inChinese, people, test } from "../../fixtures.ts";
import { checkFile, importChecked } from "../operations/forms.ts";
import { dayIn } from "../given.ts";

const main = (page: Page) => page.getByRole("main");

/** Viktor gives a partner a quota, somebody else signs in; the address where coupons of it are issued. */
async function issuePage(page: Page, partner: string, as: () => Promise<void>): Promise<string> {
  await page.goto("/operations/coupon-quotas/new");
  await page.getByRole("combobox", { name: "Partner" }).selectOption(partner);
  await page.getByRole("textbox", { name: "Amount" }).fill("80");
  await page.getByLabel("Valid from").fill(dayIn(0));
  await page.getByLabel("Valid until").fill(dayIn(30));
  await main(page).getByRole("button", { name: "Give" }).click();
  await expect(main(page)).toContainText("The quota is given.");
  const id = /coupon-quotas\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await as();
  return `/sales/coupons/quotas/${id}/issue`;
}

test.describe("the coupon allowlist", () => {
  test.use({ refusals: [403, 422] });

  test("comes by a file, and who is not on it is named and not offered", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    const file = (rows: string[]) => ["Partner,Customer account name", ...rows, ""].join("\n");
    const partner = people.petra.partner;
    await checkFile(page, "coupon_allowlist", file([`${partner},larkspurmutual_it`, `${partner},nobody_of_that_name`, "Nowhere,larkspurmutual_it"]), [1, 0, 0, 2]);
    await expect(main(page)).toContainText("no customer has this account name");
    await expect(main(page)).toContainText("no partner has this name");
    await axeClean(page);
    await importChecked(page);
    await page.goto(`/operations/coupon-allowlist?partner=${encodeURIComponent(partner)}&state=listed`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Coupon allowlist");
    const rows = page.getByRole("table", { name: "Coupon allowlist", exact: true }).locator("tbody tr");
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText("L***l");
    await expect(main(page)).not.toContainText("Larkspur");
    await axeClean(page);

    await page.goto(await issuePage(page, partner, () => signInAs(page, people.petra)));
    await page.getByRole("textbox", { name: "Find customers" }).fill("o");
    await main(page).getByRole("button", { name: "Find", exact: true }).click();
    await expect(main(page)).toContainText("Not offered, because they are not on the list of customers that may receive your coupons");
    await axeClean(page);
    await page.getByRole("textbox", { name: "Find customers" }).fill("larkspur");
    await main(page).getByRole("button", { name: "Find", exact: true }).click();
    await main(page).getByRole("group", { name: "Customers" }).getByRole("checkbox").first().check();
    await page.getByRole("textbox", { name: "Face value" }).fill("10");
    await main(page).getByRole("button", { name: "Issue", exact: true }).click();
    await expect(main(page)).toContainText("The coupons are issued.");
    expect((await page.goto("/operations/coupon-allowlist"))?.status()).toBe(403);
  });
});

test.describe("代金券客户白名单", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/coupon-allowlist?state=removed");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("代金券客户白名单");
    await expect(main(page)).toContainText("第 2 版移出");
    await axeClean(page);
  });
});
