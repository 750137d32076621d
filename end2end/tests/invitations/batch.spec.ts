import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, test } from "../../fixtures.ts";
import { newPerson, newProspect } from "../given.ts";
import { CLAIMS, table } from "../claims/forms.ts";
import { linkTo, openMail } from "../mail.ts";

const history = (page: Page) => page.getByRole("table", { name: "History" }).getByRole("row");

test.describe("several prospects", () => {
  test.use({ refusals: [410] });

  test("are ticked and invited in one go, and sent to again in one go", async ({ page }) => {
    const nina = await newPerson();
    const prospects = [await newProspect(nina.account), await newProspect(nina.account)];
    const addresses = prospects.map((prospect) => `${prospect.mobile}@example.com`);
    await nina.desk.lend(page);
    await page.goto(CLAIMS);
    await hydrated(page);
    for (const box of await table(page).getByRole("checkbox", { name: /^Select the claim on/ }).all()) await box.check();
    await page.getByRole("main").getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invite by e-mail");
    await expect(page.getByRole("table", { name: "Chosen prospects" }).getByRole("row")).toHaveCount(3);
    for (const prospect of prospects) expect(await page.content(), "masked").not.toContain(prospect.name);
    await page.getByRole("group", { name: "Association type" }).getByRole("radio", { name: /Resale/ }).check();
    await page.getByRole("group", { name: "Language of the mail" }).getByRole("radio", { name: "English" }).check();
    await page.getByRole("button", { name: "Send invitations: 2" }).click();
    await expect(page.getByText("The invitations are on their way.")).toBeVisible();
    await expect(history(page).filter({ hasText: "Sent" })).toHaveCount(2);
    await hydrated(page);
    await axeClean(page);
    const earlier: string[] = [];
    for (const address of addresses) {
      await openMail(page, address);
      earlier.push(await linkTo(page, "/join/"));
    }
    expect(new Set(earlier).size, "each has a link of its own").toBe(2);

    await page.goto("/sales/customer-development/history");
    await hydrated(page);
    for (const box of await page.getByRole("checkbox", { name: /^Choose / }).all()) await box.check();
    await page.getByRole("button", { name: "Resend those ticked" }).click();
    await expect(page.getByText("The invitations are sent again; the earlier links no longer work.")).toBeVisible();
    await expect(history(page).filter({ hasText: "Sent" })).toHaveCount(2);
    await expect(history(page).filter({ hasText: "Replaced" })).toHaveCount(2);
    await expect(page.getByRole("checkbox", { name: /^Choose / }), "what was replaced is not sent again").toHaveCount(2);
    await hydrated(page);
    await axeClean(page);

    await page.context().clearCookies();
    for (const [at, address] of addresses.entries()) {
      await openMail(page, address, 2);
      await page.goto(await linkTo(page, "/join/"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbor Cloud Partners invites you");
      expect((await page.goto(earlier[at] ?? ""))?.status()).toBe(410);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is a newer invitation");
    }
  });
});
