import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { dayIn, desk, newCustomer, newPerson, reported } from "../given.ts";
import { listFor, rowOf } from "./forms.ts";

const refusal = "Account-manager supervisors read their team's opportunities and do not report or change any.";

test.describe("a supervisor", () => {
  test.use({ refusals: [403, 404] });

  test("reads the team's opportunities, is told whose they are and why, and finds nothing to change", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.zhao);
    await page.goto("/sales/opportunities");
    const main = page.getByRole("main");
    await expect(main).toContainText(/opportunities of the \d+ account managers who report to you\. You read them only\./);
    await expect(main.getByRole("link", { name: "Report opportunity" })).toHaveCount(0);
    await expect(main.getByRole("columnheader", { name: "Actions" })).toHaveCount(0);
    await expect(main.getByRole("columnheader", { name: "Account manager" })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await main.getByText("Why these?").click();
    await expect(main).toContainText("The opportunities of the account managers who report to you. As their supervisor you read them only.");

    await listFor(page, hers.name);
    const row = rowOf(page, hers.name);
    await expect(row).toContainText(nina.name);
    await expect(row.getByRole("link")).toHaveCount(1);
    await row.getByRole("link", { name: hers.name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hers.name);
    await expect(main.getByRole("link", { name: /Add progress|Revise/ })).toHaveCount(0);
    await expect(main).toContainText("Its account manager reports to you; you read it only.");
    await axeClean(page);
  });

  test("narrows the list by person", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.zhao);
    await page.goto("/sales/opportunities");
    await hydrated(page);
    await page.getByRole("combobox", { name: "Account manager" }).selectOption(nina.name);
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(rowOf(page, hers.name)).toBeVisible();
    const rows = page.getByRole("table", { name: "Opportunities" }).getByRole("row");
    await expect(rows).toHaveCount(3);
    expect(page.url(), "no name of a person in an address").not.toContain(encodeURIComponent(nina.name));
    await page.getByRole("link", { name: /^Remove Account manager/ }).click();
    await expect(rows).not.toHaveCount(3);
  });

  test("sees nobody else's team", async ({ page, signInAs }) => {
    const nina = await newPerson({ supervisor: "Omar Reyes" });
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.zhao);
    await listFor(page, hers.name);
    await expect(page.getByText("Nothing matches")).toBeVisible();
    const answer = await page.goto(hers.href);
    expect(answer?.status()).toBe(404);
    await signInAs(page, people.omar);
    await page.goto(hers.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hers.name);
  });

  test("is refused on every address that changes, with the rule and whom to ask", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.zhao);
    for (const address of ["/sales/opportunities/new", `${hers.href}/edit`, `${hers.href}/progress`]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(page.getByRole("main")).toContainText(refusal);
      await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not allowed");
    await axeClean(page);
  });

  test("is refused by the server, even when the post comes from a page of ours; another site is refused anyhow", async ({ page, signInAs, baseURL }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.zhao);
    const forms: Record<string, Record<string, string>> = {
      "opportunities.report": { "form[name]": "By a supervisor", "form[expected_date]": dayIn(9) },
      "opportunities.revise_basics": { "form[id]": hers.id, "form[version]": "1", "form[name]": "By a supervisor" },
      "opportunities.revise_details": { "form[id]": hers.id, "form[version]": "1" },
      "opportunities.revise_revenue": { "form[id]": hers.id, "form[version]": "1" },
      "opportunities.add_progress": { "form[id]": hers.id, "form[version]": "1", "form[detail]": "By a supervisor" },
      "opportunities.keep_draft": { "form[name]": "By a supervisor" },
    };
    const ours = { "sec-fetch-site": "same-origin", origin: baseURL ?? "" };
    for (const [name, form] of Object.entries(forms)) {
      const answer = await page.request.post(`/api/${name}`, { headers: ours, form });
      expect(answer.status(), name).toBe(403);
      expect(await answer.text(), name).toContain(refusal);
      const foreign = await page.request.post(`/api/${name}`, { headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, form });
      expect(foreign.status(), `${name} from another site`).toBe(403);
      expect(await foreign.text()).toContain("cross-site request refused");
    }
    const still = await (await desk("zhao")).http.get(hers.href);
    expect(await still.text()).not.toContain("By a supervisor");
  });

  test("keeps being refused with a second role that may report and change", async ({ page }) => {
    const sam = await newPerson({ called: "Sam", roles: ["Account manager supervisor", "Opportunity reader"] });
    await sam.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(page.getByText("No opportunities yet")).toBeVisible();
    await expect(page.getByText("Your team has not reported any yet.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Report opportunity" })).toHaveCount(0);
    await axeClean(page);
    const answer = await page.goto("/sales/opportunities/new");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText(refusal);
  });
});
