import { axeClean, expect, hydrated, scripted, test } from "../../fixtures.ts";
import { newCustomer, newPartner, newPerson, newProspect, progressed, reported, suffix } from "../given.ts";
import { aReport, chooseCustomer, fillBasics, fillDetails, fillReport, fillRevenue, listFor, next, openReport, rowOf, submit } from "./forms.ts";

test.describe("a likely duplicate", () => {
  test.use({ refusals: [422] });

  test("is shown before submitting, leads to the other one, and never blocks", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mark = suffix();
    const first = await reported(nina.desk, { name: `Disaster recovery ${mark}` });
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport({ name: `disaster  recovery ${mark} phase 2` });
    const hint = page.getByRole("status").filter({ hasText: "Looks like one that exists." });
    if (scripted()) {
      await chooseCustomer(page);
      await next(page);
      await fillBasics(page, report);
      await next(page);
      await fillDetails(page, report);
      await next(page);
      await fillRevenue(page, report);
    } else {
      await fillReport(page, report);
      await submit(page);
      const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
      await expect(summary.getByRole("link", { name: /It looks like an opportunity that exists/ })).toBeVisible();
    }
    await expect(hint).toBeVisible();
    await expect(hint).toContainText(`“${first.name}” for the same customer has been open since`);
    await expect(hint).toContainText("is yours");
    await expect(hint.getByRole("link", { name: "Open it" })).toHaveAttribute("href", first.href);
    await axeClean(page);

    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("disaster recovery " + mark + " phase 2");
    await listFor(page, mark);
    await expect(rowOf(page, first.name)).toHaveCount(1);
    await expect(rowOf(page, `disaster recovery ${mark} phase 2`)).toHaveCount(1);
  });

  test("is neither one of another customer, nor one with another name, nor a closed one", async ({ page }) => {
    const nina = await newPerson();
    const [one, other] = [await newCustomer(nina.account), await newProspect(nina.account)];
    const mark = suffix();
    const won = await reported(nina.desk, { name: `Data lake ${mark}` }, one.name);
    await progressed(nina.desk, won, 1, { stage: "won", confidence: "100" });
    await reported(nina.desk, { name: `Protection for the ticket shop ${mark}` }, other.name);
    await reported(nina.desk, { name: "Mail and identity for all branches" }, one.name);
    await nina.desk.lend(page);
    for (const name of [`Data lake ${mark}`, `Protection for the ticket shop ${mark}`]) {
      await openReport(page);
      await fillReport(page, aReport({ find: one.name, name }));
      await hydrated(page);
      await expect(page.getByText("Looks like one that exists.")).toBeHidden();
      await submit(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    }
  });

  test("says whose it is to the administrator, who sees all", async ({ page }) => {
    const { name, administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    const customer = await newCustomer(nina.account, { partner: name });
    const first = await reported(nina.desk, { name: `Identity ${suffix()}` });
    await administrator.desk.lend(page);
    await openReport(page);
    await fillReport(page, aReport({ find: customer.name, name: first.name }));
    if (!scripted()) await submit(page);
    const hint = page.getByRole("status").filter({ hasText: "Looks like one that exists." });
    await expect(hint).toContainText(`belongs to ${nina.name}`);
    await hint.getByRole("link", { name: "Open it" }).click();
    await expect.poll(() => page.context().pages().some((one) => one.url().endsWith(first.href))).toBe(true);
  });

  test("tells nothing to somebody who may not choose the customer", async () => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    await newCustomer(nina.account);
    const first = await reported(nina.desk, { name: `Speech ${suffix()}` });
    const customer = (await nina.desk.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    const ask = (desk: typeof nina.desk) => desk.call<unknown[]>("opportunities.similar", [["customer", customer], ["name", first.name]]);
    expect(await ask(nina.desk)).toHaveLength(1);
    expect(await ask(otto.desk)).toEqual([]);
  });
});
