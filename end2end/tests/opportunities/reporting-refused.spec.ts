import { randomUUID } from "node:crypto";
import { expect, people, scripted, test } from "../../fixtures.ts";
import { dayIn, desk, newCustomer, newPerson, OWN_PASSWORD, reported, suffix } from "../given.ts";
import { aReport, check, fillReport, listFor, openReport, rowOf, submit, submitReport } from "./forms.ts";

const pairs = (over: Record<string, string>) =>
  Object.entries({
    key: randomUUID(),
    name: `Refused ${suffix()}`,
    industry: "media",
    kind: "expansion",
    confidence: "30",
    stage: "lead_confirmed",
    test_project: "no",
    tender: "no",
    expected_monthly_revenue: "12500",
    expected_date: dayIn(30),
    service_period: "12",
    "products][0][name": "Object storage",
    "products][0][revenue": "9000",
    acknowledged: "yes",
    ...over,
  }).map(([name, value]): [string, string] => [`form[${name}]`, value]);

test.describe("what the server refuses about a report", () => {
  test.use({ refusals: [422, 403, 409] });

  test("somebody else's customer and one that does not exist are refused alike", async () => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    await newCustomer(otto.account);
    const theirs = (await otto.desk.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    const unknown = theirs.replace(/[0-9a-f]{12}$/, "000000000000");
    const answers: string[] = [];
    for (const customer of [theirs, unknown]) {
      const answer = await nina.desk.post("/sales/opportunities/new", "opportunities.report", pairs({ customer }));
      expect(answer.status()).toBe(422);
      expect(await answer.text()).toContain("Choose one of the customers that you claimed or that are associated with you");
      answers.push(answer.headers()["location"] ?? "none");
    }
    expect(new Set(answers).size).toBe(1);
  });

  test("another partner's customer is refused too", async () => {
    const petra = await desk("petra");
    const theirs = (await petra.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    expect(theirs).not.toBe("");
    for (const account of ["mei", "grace"]) {
      const answer = await (await desk(account)).post("/sales/opportunities/new", "opportunities.report", pairs({ customer: theirs }));
      expect(answer.status(), account).toBe(422);
    }
  });

  test("an account manager does not report for a colleague", async () => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const customer = (await nina.desk.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    const jun = (await (await desk("grace")).personPage("jun")).split("/").pop() ?? "";
    const answer = await nina.desk.post("/sales/opportunities/new", "opportunities.report", pairs({ customer, owner: jun }));
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("You report for yourself");
  });

  test("won and lost cannot be reported, they are progress", async () => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const customer = (await nina.desk.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    const answer = await nina.desk.post("/sales/opportunities/new", "opportunities.report", pairs({ customer, stage: "won" }));
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("Choose a stage that is still open");
  });

  test("two clicks make one record", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await fillReport(page, report);
    await check(page);
    await submitReport(page).dblclick();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    await listFor(page, report.name);
    await expect(rowOf(page, report.name)).toHaveCount(1);
    await expect(page.getByRole("main")).toContainText(/1 of the opportunities/);
  });

  test("the same form sent again after going back answers with the first record", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await fillReport(page, report);
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);

    const customer = (await nina.desk.call<{ value: string }[]>("opportunities.choices", [["find", ""]]))[0]?.value ?? "";
    const same = pairs({ customer });
    const addresses: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const answer = await nina.desk.post("/sales/opportunities/new", "opportunities.report", same);
      expect(answer.status()).toBe(303);
      addresses.push(answer.headers()["location"] ?? "");
    }
    expect(new Set(addresses).size, "one key, one record").toBe(1);

    // The same page with other content does not fit the first answer.
    const other = same.map(([name, value]): [string, string] => [name, name === "form[name]" ? `${value} again` : value]);
    const refused = await nina.desk.post("/sales/opportunities/new", "opportunities.report", other);
    expect(refused.status()).toBe(409);
    expect(await refused.text()).toContain("already sent with other content");

    await page.goBack();
    if (scripted()) await page.waitForLoadState("load");
    await listFor(page, report.name);
    await expect(rowOf(page, report.name)).toHaveCount(1);
  });

  test("a session that ends while the form is being filled in costs nothing", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await fillReport(page, report);
    // What the island keeps while she types is not what this is about.
    if (scripted()) await expect(page.getByText(/^Draft kept/)).toBeVisible();
    // The same cookie signs out elsewhere, so that this very session is over.
    expect((await nina.desk.post("/account", "auth.sign_out", [])).status()).toBe(303);

    await submit(page);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(page.getByText("Your session is over. Sign in to go on where you were; what you typed is kept.")).toBeVisible();
    await page.getByLabel("Account name").fill(nina.account);
    await page.getByLabel("Password").fill(OWN_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report opportunity");
    await expect(page.getByRole("textbox", { name: "Opportunity name", includeHidden: true })).toHaveValue(report.name);
    await expect(page.getByRole("textbox", { name: "Expected monthly revenue", includeHidden: true })).toHaveValue(report.revenue);
    await expect(page.getByLabel("Expected date")).toHaveValue(report.date);
    await expect(page.getByRole("group", { name: "For which customer?", includeHidden: true }).getByRole("radio", { includeHidden: true }).first()).toBeChecked();
  });

  test("who may not report finds no button and is refused on the page and by the server", async ({ page, signInAs }) => {
    for (const [person, rule] of [
      [people.zhao, "Account-manager supervisors read their team's opportunities"],
      [people.tom, "None of your roles carries “Opportunities: view”"],
      [people.rita, "Resellers register no opportunities"],
      [people.viktor, "Opportunities belong to the partners"],
    ] as const) {
      await signInAs(page, person);
      const answer = await page.goto("/sales/opportunities/new");
      expect(answer?.status(), person.account).toBe(403);
      await expect(page.getByRole("main"), person.account).toContainText(rule);
      await expect(submitReport(page)).toHaveCount(0);
    }
  });

  test("a page is reported from only when its post comes from a page of ours", async () => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    const html = await (await nina.desk.http.get(mine.href)).text();
    expect(html).toContain(mine.name);
    const data = new URLSearchParams(pairs({ customer: "" })).toString();
    for (const site of ["cross-site", "same-site", "none"]) {
      const answer = await nina.desk.http.post("/sales/opportunities/new?do=opportunities.report", {
        headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": site },
        data,
        maxRedirects: 0,
      });
      expect(answer.status(), site).toBe(403);
    }
  });
});
