import { axeClean, expect, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, newProspect, reported, suffix } from "../given.ts";
import { aReport, customers, fillReport, listFor, openReport, rowOf, submit } from "./forms.ts";

const summit = "Summit Distribution";
const delta = "Delta Resale";

test.describe("a distributor", () => {
  test.use({ refusals: [404, 403] });

  test("works in two tabs: own customers and resellers' customers", async ({ page, signInAs }) => {
    const tess = await newPerson({ by: "dara", called: "Tess" });
    const mark = suffix();
    const own = await newCustomer(tess.account, { partner: summit });
    const resold = await newCustomer("", { partner: delta });
    const dara = await desk("dara");
    const [direct, indirect] = [await reported(dara, { name: `Direct ${mark}` }, own.name), await reported(dara, { name: `Indirect ${mark}` }, resold.name)];
    await signInAs(page, people.dara);
    await listFor(page, mark);
    const tabs = page.getByRole("navigation", { name: "Views", exact: true });
    await expect(tabs.getByRole("link")).toHaveText(["My customers", "Resellers' customers"]);
    await expect(tabs.getByRole("link", { name: "My customers" })).toHaveAttribute("aria-current", "page");
    await expect(rowOf(page, direct.name)).toBeVisible();
    await expect(rowOf(page, indirect.name)).toHaveCount(0);
    await axeClean(page);

    await tabs.getByRole("link", { name: "Resellers' customers" }).click();
    await page.getByRole("searchbox", { name: "Opportunity name" }).fill(mark);
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(page, "a filter stays in its tab").toHaveURL(/tab=resellers/);
    await expect(rowOf(page, indirect.name)).toBeVisible();
    await expect(rowOf(page, indirect.name)).toContainText(delta);
    await expect(rowOf(page, direct.name)).toHaveCount(0);
    await rowOf(page, indirect.name).getByRole("link", { name: indirect.name }).click();
    await expect(page.getByRole("main")).toContainText(delta);
  });

  test("reports for a reseller's associated customer, never for one that the reseller only claimed", async ({ page, signInAs }) => {
    const rob = await newPerson({ by: "rita", called: "Rob" });
    const customer = await newCustomer(rob.account, { partner: delta });
    const prospect = await newProspect(rob.account, delta);
    await signInAs(page, people.dara);
    await openReport(page);
    const report = aReport({ find: customer.name });
    await fillReport(page, report);
    await expect(page.getByRole("group", { name: "For which customer?", includeHidden: true })).toContainText(`customer of ${delta}`);
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    const found = await (await desk("dara")).call<unknown[]>("opportunities.choices", [["find", prospect.name]]);
    expect(found).toEqual([]);
  });

  test("an account manager of the distributor sees own opportunities and own customers only", async ({ page }) => {
    const tess = await newPerson({ by: "dara", called: "Tess" });
    await newCustomer(tess.account, { partner: summit });
    const resold = await newCustomer("", { partner: delta });
    const indirect = await reported(await desk("dara"), {}, resold.name);
    await tess.desk.lend(page);
    await openReport(page);
    await expect(customers(page)).toHaveCount(1);
    const answer = await page.goto(indirect.href);
    expect(answer?.status()).toBe(404);
    await page.goto("/sales/opportunities?tab=resellers");
    await expect(page.getByText("No opportunities yet")).toBeVisible();
  });

  test("the reseller's own people never see it", async ({ page, signInAs }) => {
    const resold = await newCustomer("", { partner: delta });
    const indirect = await reported(await desk("dara"), {}, resold.name);
    await signInAs(page, people.rita);
    const answer = await page.goto(indirect.href);
    expect(answer?.status()).toBe(403);
    expect(await page.content()).not.toContain(indirect.name);
  });
});
