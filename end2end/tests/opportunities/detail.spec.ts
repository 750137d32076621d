import { axeClean, expect, hydrated, people, scripted, test } from "../../fixtures.ts";
import { newCustomer, newPerson, newProspect, progressed, reported } from "../given.ts";

test.describe("the page of an opportunity", () => {
  test.use({ refusals: [404, 403] });

  test("says where it stands, what was done by whom, and why one can see it", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk, { confidence: "30" });
    await progressed(nina.desk, mine, 1, { stage: "solution", confidence: "50", detail: "They want a price." });
    await nina.desk.lend(page);
    await page.goto(mine.href);
    const main = page.getByRole("main");
    await expect(page).toHaveTitle(`${mine.name} – Sales – Partner Center`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await expect(main).toContainText("owned by you");
    const stages = main.getByRole("list", { name: "Stages" }).getByRole("listitem");
    await expect(stages).toHaveText(["Lead confirmed", "Needs confirmed", "Solution", "Negotiation", "Won or lost"]);
    await expect(stages.nth(2)).toHaveAttribute("aria-current", "step");
    await expect(main).toContainText("¥12,500.00");
    await expect(main).toContainText(/50%\s*was 30%/);
    await expect(main).toContainText("in 30 days");
    await expect(main).toContainText("Object storage, ¥9,000.00");
    await expect(main).toContainText("12 months");

    await expect(main.getByRole("heading", { name: "Timeline" })).toBeVisible();
    const timeline = main.getByRole("listitem").filter({ has: page.getByRole("time") });
    await expect(timeline).toHaveText([new RegExp(`${nina.name} added progress.*They want a price\\.`), new RegExp(`${nina.name} reported this opportunity`)]);
    await expect(timeline.first()).toContainText("Lead confirmed");
    await expect(timeline.first()).toContainText("Solution");

    await expect(main.getByRole("heading", { name: "Why can I see this?" })).toBeVisible();
    for (const sentence of [
      "You own it.",
      "Zhao Lin reads it as supervisor.",
      "Grace Wu reads and changes it as administrator.",
      "Nobody else at Harbor Cloud Partners does, unless a role says so.",
    ]) {
      await expect(main).toContainText(sentence);
    }
    await hydrated(page);
    await axeClean(page);
    await main.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Opportunities" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);
  });

  test("leads to the customer, and shows a value of it only when asked", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(mine.href);
    const main = page.getByRole("main");
    for (const clear of [customer.name, customer.account, customer.mobile]) expect(await page.content()).not.toContain(clear);
    await hydrated(page);
    const eye = main.getByRole("button", { name: /^Show customer name/i });
    await expect(eye).toHaveAttribute("aria-pressed", "false");
    await eye.click();
    await expect(main).toContainText(customer.name);
    await expect(eye).toHaveAttribute("aria-pressed", "true");
    await axeClean(page);
    if (scripted()) {
      await eye.click();
      await expect(main).not.toContainText(customer.name);
    }
    await main.getByRole("link", { name: "Open", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+/);
    expect(await page.content()).not.toContain(customer.name);
  });

  test("of a prospect's says until when it is claimed", async ({ page }) => {
    const nina = await newPerson();
    await newProspect(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(mine.href);
    await expect(page.getByRole("main")).toContainText(/Claimed, until \d+ \w+ \d{4}/);
    await axeClean(page);
  });

  test("of a prospect whose claim has lapsed says so, and still takes progress", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    let row = page.getByRole("row").filter({ hasText: "Claim lapsed" }).filter({ has: page.getByRole("link", { name: "Add progress" }) });
    await page.goto("/sales/opportunities?size=100&sort=updated_at");
    const next = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" });
    while ((await row.count()) === 0 && (await next.count()) > 0) {
      const before = page.url();
      await next.click();
      await expect(page).not.toHaveURL(before);
    }
    row = row.first();
    await row.getByRole("link").first().click();
    await expect(page.getByRole("main")).toContainText("The claim on this customer has lapsed. The opportunity stays and still takes progress.");
    await expect(page.getByRole("main").getByRole("link", { name: "Add progress" }).first()).toBeVisible();
    await axeClean(page);
  });

  test("an address that is no opportunity's is not found", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    for (const id of ["nothing", "00000000-0000-0000-0000-000000000000", "%00", "..%2f"]) {
      const answer = await page.goto(`/sales/opportunities/${id}`);
      expect(answer?.status(), id).toBe(404);
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
    await axeClean(page);
  });

  test("on a phone nothing is wider than the page", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.setViewportSize({ width: 320, height: 800 });
    for (const address of [mine.href, `${mine.href}/edit`, `${mine.href}/progress`, "/sales/opportunities", "/sales/opportunities/new"]) {
      await page.goto(address);
      await hydrated(page);
      const sideways = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
      expect(sideways, address).toBe(false);
    }
  });
});
