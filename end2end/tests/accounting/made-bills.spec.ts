import type { Page } from "@playwright/test";
import { axeClean, expect, inChinese, people, test } from "../../fixtures.ts";
import { suffix } from "../given.ts";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page) => page.getByRole("table", { name: "Partner bills", exact: true }).locator("tbody tr");
const ADDRESS = "/operations/bills";

test.describe("operations: partner bills", () => {
  test.use({ refusals: [403, 409, 422] });

  test("the latest one is annulled with a reason that the partner reads, and made again", async ({ page, signInAs }) => {
    const reason = `The rate was wrong ${suffix()}.`;
    await signInAs(page, people.viktor);
    // Companies at whose bills no other journey looks: the same test runs with and without script at once.
    const who = test.info().project.name === "with-script" ? people.rita : people.petra;
    await page.goto(`${ADDRESS}?partner=${encodeURIComponent(who.partner)}&state=final`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner bills");
    await axeClean(page);
    await rows(page).first().getByRole("link", { name: /^PB-/ }).click();
    await expect(main(page)).toContainText("No later bill of the partner is made before this one is made again.");
    await main(page).getByRole("button", { name: "Annul this bill" }).click();
    await expect(main(page)).toContainText("Say why the bill is annulled.");
    await axeClean(page);
    await page.getByRole("textbox", { name: "Reason" }).fill(reason);
    await main(page).getByRole("button", { name: "Annul this bill" }).click();
    await expect(main(page)).toContainText("The bill is annulled.");
    await expect(main(page)).toContainText(reason);
    const annulled = page.url();
    await axeClean(page);

    await signInAs(page, who);
    await page.goto("/notifications");
    await expect(main(page)).toContainText("The vendor annulled the partner bill");
    await main(page).getByRole("button", { name: new RegExp(`^The vendor annulled.*${reason}`) }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Partner bills");
    await expect(main(page)).toContainText(reason);
    expect((await page.goto(ADDRESS))?.status()).toBe(403);

    await signInAs(page, people.viktor);
    await page.goto(annulled);
    await main(page).getByRole("button", { name: "Make the bill again" }).click();
    await expect(main(page)).toContainText("The bill is made again.");
    await axeClean(page);
  });
});

test.describe("运营：伙伴账单", () => {
  inChinese();
  test("speaks Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto(`${ADDRESS}?state=annulled`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("伙伴账单");
    await page.getByRole("table", { name: "伙伴账单", exact: true }).locator("tbody tr").first().getByRole("link", { name: /^PB-/ }).click();
    await expect(main(page)).toContainText("已作废");
    await axeClean(page);
  });
});
