import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { CLAIMS, claim, fill, newProspectWords, summary } from "./forms.ts";

/** A number of the demo that goes to review; each project of a run has a database of the same demo, so both use their own. */
const numbers = { "with-script": ["13900000021", "13900000022"], "without-script": ["13900000023", "13900000024"] } as const;

async function asks(page: Page, mobile: string) {
  const prospect = { ...newProspectWords(), mobile, email: "" };
  await page.goto(`${CLAIMS}/new`);
  await fill(page, prospect);
  await claim(page);
  await expect(summary(page)).toContainText("The vendor reviews this claim, because");
  await expect(page.getByRole("textbox", { name: "Mobile" })).toHaveValue(mobile);
  await hydrated(page);
  await axeClean(page);
  await page.getByRole("textbox", { name: /^Expected additional spend/ }).fill("18,000");
  await page.getByRole("textbox", { name: "Communication so far" }).fill("Two workshops with their architects.");
  await claim(page);
  await expect(page.getByText("The claim is with the vendor for review.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/decided by \d+ \w+ \d{4}/);
  await hydrated(page);
  await axeClean(page);
  return { ...prospect, address: page.url().split("?")[0] ?? "" };
}

/** Opens the claim that was made last in the vendor's list. */
async function opens(page: Page, address: string) {
  await page.goto(`/operations/reviews/${address.split("/").at(-1) ?? ""}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Review of a claim");
}

test.describe("manual review", () => {
  test.use({ refusals: [422] });

  test("a prospect whom the vendor knows waits for the vendor, who accepts", async ({ page, signInAs }) => {
    const mobile = numbers[test.info().project.name as keyof typeof numbers]?.[0] ?? "13900000021";
    await signInAs(page, people.ana);
    const asked = await asks(page, mobile);
    await signInAs(page, people.viktor);
    await page.goto("/operations");
    await page.getByRole("navigation", { name: "Operations" }).getByRole("link", { name: "Claims to review" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Claims to review");
    await expect(page.getByRole("table", { name: "Claims to review" })).toContainText("Harbor Cloud Partners");
    await hydrated(page);
    await axeClean(page);
    await opens(page, asked.address);
    await expect(page.getByRole("main")).toContainText("Two workshops with their architects.");
    await expect(page.getByRole("main")).toContainText("¥18,000.00 a month");
    expect(await page.content(), "masked for the vendor too").not.toContain(asked.name);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("button", { name: /^Show mobile/i }).click();
    await expect(page.getByRole("main")).toContainText(mobile);
    await page.getByRole("radio", { name: /^Accept/ }).check();
    await page.getByRole("button", { name: "Save the decision" }).click();
    await expect(page.getByText("The claim is accepted and open; the partner is told.")).toBeVisible();
    await signInAs(page, people.ana);
    await page.goto(asked.address);
    await expect(page.getByRole("main")).toContainText("15 days left");
    await expect(page.getByRole("main")).toContainText("Accepted by the vendor");
  });

  test("a rejection needs a reason, which the partner reads", async ({ page, signInAs }) => {
    const mobile = numbers[test.info().project.name as keyof typeof numbers]?.[1] ?? "13900000022";
    await signInAs(page, people.ana);
    const asked = await asks(page, mobile);
    await signInAs(page, people.viktor);
    await opens(page, asked.address);
    await page.getByRole("radio", { name: /^Reject/ }).check();
    await page.getByRole("button", { name: "Save the decision" }).click();
    await expect(summary(page)).toContainText("Enter the reason, which the partner reads");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: /^Note for the partner/ }).fill("Our direct sales sign next week.");
    await page.getByRole("button", { name: "Save the decision" }).click();
    await expect(page.getByText("The claim is rejected; the partner is told.")).toBeVisible();
    await page.getByRole("link", { name: "Decided" }).click();
    await expect(page.getByRole("table", { name: "Decided" })).toContainText("Our direct sales sign next week.");
    await axeClean(page);
    await signInAs(page, people.ana);
    await page.goto(asked.address);
    await expect(page.getByRole("main")).toContainText("Our direct sales sign next week.");
    await expect(page.getByRole("main")).toContainText("Rejected by the vendor");
  });
});
