import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, suffix } from "../given.ts";
import { button, checkFile, importChecked, outcome } from "../operations/forms.ts";

const main = (page: Page) => page.getByRole("main");
const card = (page: Page, heading: string) => page.locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) });
const rows = (page: Page) => page.getByRole("table", { name: "Customer alerts" }).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });
const HEADER = "external_id,customer,category,scenario,title,sent_on,detail\n";

test.describe("an alert that the vendor imports", () => {
  test.use({ refusals: [422] });

  test("waits for the account manager, is handled, and waits no more", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const mark = suffix();
    const title = `Consumption fell by half ${mark}`;
    const row = (words: string) => `${mark}-1,${customer.account},churn,Falling consumption,${words},${dayIn(-1)},From 120 to 58 a day\n`;
    await signInAs(page, people.viktor);
    await checkFile(page, "alerts", `${HEADER}${row(title)}${mark}-2,nobody_${mark},churn,Falling consumption,Nobody's,${dayIn(-1)},\n`, [1, 0, 0, 1]);
    await expect(outcome(page, "Will be refused").getByRole("row").nth(1)).toContainText("Customer: no customer has this account name");
    await axeClean(page);
    await importChecked(page);

    await nina.desk.lend(page);
    await page.goto("/");
    await expect(page.getByRole("link", { name: /^Notifications, \d+ new$/ })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await expect(card(page, "To do")).toContainText(/alert/i);
    await page.goto("/notifications");
    const told = page.getByRole("table", { name: "Notifications" }).getByRole("row").filter({ hasText: "An alert of R***s waits for you" });
    await expect(told).toContainText("New");
    await told.getByRole("rowheader").getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customer alerts");
    await expect(rows(page)).toHaveCount(1);
    for (const words of [title, "Churn", "R***s", nina.name, "To handle"]) await expect(rows(page)).toContainText(words);
    await expect(page.getByRole("table", { name: "Customer alerts" })).not.toContainText(customer.name);
    await page.goto("/sales/customers");
    const count = page.getByRole("table", { name: "Customers" }).getByRole("link", { name: /^Alerts of C\d+: 1$/ });
    await count.click();
    await rows(page).getByRole("link", { name: `Handle “${title}”` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(main(page)).toContainText("From 120 to 58 a day");
    await hydrated(page);
    await page.getByRole("textbox", { name: /^Note/ }).fill("They moved to their own hall.");
    await button(page, "Handle").click();
    await expect(main(page)).toContainText("Choose whether the customer has left");
    await expect(page.getByRole("textbox", { name: /^Note/ })).toHaveValue("They moved to their own hall.");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("radio", { name: "Lost", exact: true }).check();
    await button(page, "Handle").click();
    await expect(main(page)).toContainText("The alert is handled.");

    await page.goto("/sales/alerts");
    await expect(main(page).getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
    await axeClean(page);
    await page.goto("/sales/alerts?tab=all");
    await expect(rows(page)).toContainText("Handled");
    await page.goto("/sales/customers");
    await expect(count).toHaveCount(0);
    await page.goto("/");
    await expect(card(page, "To do")).not.toContainText(/alert/i);

    // What was done about it stays, whatever the next file says.
    await signInAs(page, people.viktor);
    await checkFile(page, "alerts", HEADER + row(title), [0, 0, 1, 0]);
    await checkFile(page, "alerts", HEADER + row(`${title} again`), [0, 0, 0, 1]);
    await expect(outcome(page, "Will be refused")).toContainText("somebody has worked on it since; what was done is kept");
  });
});
