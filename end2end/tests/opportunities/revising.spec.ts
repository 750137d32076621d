import { axeClean, expect, hydrated, scripted, signInByForm, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, OWN_PASSWORD, progressed, reported, suffix } from "../given.ts";
import { listFor, rowOf } from "./forms.ts";

const group = (page: import("@playwright/test").Page, name: string) => page.getByRole("region", { name });

test.describe("revising an opportunity", () => {
  test.use({ refusals: [422, 409, 404] });

  test("three groups are each saved by themselves", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    const renamed = `Archive of scans ${suffix()}`;
    await nina.desk.lend(page);
    await listFor(page, mine.name);
    await rowOf(page, mine.name).getByRole("link", { name: "Revise" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Revise opportunity");
    await hydrated(page);
    await axeClean(page);

    const basic = group(page, "Basic information");
    await basic.getByRole("textbox", { name: "Opportunity name" }).fill(renamed);
    await basic.getByRole("combobox", { name: "Type" }).selectOption("Migration");
    await basic.getByRole("button", { name: "Save “Basic information”" }).click();
    await expect(page.getByText("“Basic information” is saved.")).toBeVisible();
    await hydrated(page);

    const details = group(page, "Details");
    await details.getByRole("textbox", { name: /^Competitors/ }).fill("Two local hosters");
    await details.getByRole("textbox", { name: /^Current monthly spend/ }).fill("8,000");
    await details.getByRole("button", { name: "Save “Details”" }).click();
    await expect(page.getByText("“Details” is saved.")).toBeVisible();
    await hydrated(page);

    const revenue = group(page, "Revenue");
    await revenue.getByRole("textbox", { name: "Expected monthly revenue" }).fill("20000");
    await revenue.getByRole("textbox", { name: "Service period, months" }).fill("24");
    await revenue.getByRole("button", { name: "Save “Revenue”" }).click();
    await expect(page.getByText("“Revenue” is saved.")).toBeVisible();

    await page.goto(mine.href);
    const main = page.getByRole("main");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(renamed);
    for (const text of ["Migration", "Two local hosters", "¥8,000.00", "¥20,000.00", "24 months"]) await expect(main).toContainText(text);
    for (const name of ["Basic information", "Details", "Revenue"]) await expect(main).toContainText(`${nina.name} revised “${name}”`);
  });

  test("what is wrong in one group is said in that group alone", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);
    const revenue = group(page, "Revenue");
    await revenue.getByRole("textbox", { name: "Service period, months" }).fill("abc");
    await revenue.getByRole("button", { name: "Save “Revenue”" }).click();
    const summary = revenue.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary.getByRole("link", { name: "Enter the service period as whole months from 1 to 120" })).toBeVisible();
    await expect(group(page, "Basic information").getByRole("alert")).toHaveCount(0);
    await expect(revenue.getByRole("textbox", { name: "Service period, months" })).toHaveValue("abc");
    await hydrated(page);
    await axeClean(page);
  });

  test("what progress sets is shown and cannot be edited, nor slipped in", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await progressed(nina.desk, mine, 1, { stage: "solution", confidence: "50", technical_exchange: "One workshop" });
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    const stands = group(page, "As it stands");
    for (const text of ["Solution", "50%", "One workshop", "Running"]) await expect(stands).toContainText(text);
    const main = page.getByRole("main");
    for (const name of ["Stage", "Confidence", "Test state"]) await expect(main.getByRole("combobox", { name })).toHaveCount(0);
    await expect(stands.getByRole("link", { name: "Add progress" })).toBeVisible();

    const answer = await nina.desk.post(`${mine.href}/edit`, "opportunities.revise_basics", [
      ["form[id]", mine.id], ["form[version]", "2"], ["form[name]", mine.name], ["form[industry]", "media"], ["form[kind]", "expansion"],
      ["form[test_project]", "no"], ["form[tender]", "no"], ["form[stage]", "won"], ["form[confidence]", "100"],
    ]);
    expect(answer.status()).toBe(303);
    await page.goto(mine.href);
    await expect(main).toContainText("Solution");
    await expect(main).toContainText("50%");
    await expect(main.getByRole("link", { name: "Add progress" }).first()).toBeVisible();
  });

  test("the second of two who edit the same version sees both values and saves knowingly", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    const [hers, graces] = [`Hers ${suffix()}`, `Grace's ${suffix()}`];
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);

    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const elsewhere = await other.newPage();
    await (await desk("grace")).lend(elsewhere);
    await elsewhere.goto(`${mine.href}/edit`);
    await hydrated(elsewhere);
    await group(elsewhere, "Basic information").getByRole("textbox", { name: "Opportunity name" }).fill(graces);
    await group(elsewhere, "Basic information").getByRole("button", { name: /^Save/ }).click();
    await expect(elsewhere.getByText("“Basic information” is saved.")).toBeVisible();
    await other.close();

    const basic = group(page, "Basic information");
    await basic.getByRole("textbox", { name: "Opportunity name" }).fill(hers);
    await basic.getByRole("button", { name: /^Save/ }).click();
    await expect(basic).toContainText("Somebody saved this in between. Compare, then save yours or take theirs.");
    const name = basic.getByRole("textbox", { name: "Opportunity name" });
    await expect(name).toHaveValue(hers);
    await expect(name).toHaveAccessibleDescription(new RegExp(`They saved: ${graces}`));
    await hydrated(page);
    await axeClean(page);
    await basic.getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText("“Basic information” is saved.")).toBeVisible();
    await page.goto(mine.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hers);
    await expect(page.getByRole("main")).toContainText(graces);
  });

  test("nothing changed is no new version and no line of the timeline", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);
    await group(page, "Revenue").getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText("“Revenue” is saved.")).toBeVisible();
    await page.goto(mine.href);
    await expect(page.getByRole("main").getByText(/revised “Revenue”/)).toHaveCount(0);
  });

  test("a session that ends while revising leads to sign-in and back to what was typed", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);
    await group(page, "Details").getByRole("textbox", { name: /^Key need/ }).fill("Typed before the session was over");
    expect((await nina.desk.post("/account", "auth.sign_out", [])).status()).toBe(303);
    await group(page, "Details").getByRole("button", { name: /^Save/ }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel("Account name").fill(nina.account);
    await page.getByLabel("Password").fill(OWN_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(group(page, "Details").getByRole("textbox", { name: /^Key need/ })).toHaveValue("Typed before the session was over");
    await hydrated(page);
    await group(page, "Details").getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText("“Details” is saved.")).toBeVisible();
  });

  test("what was kept for one person is not given to another who signs in there", async ({ page }) => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);
    await group(page, "Details").getByRole("textbox", { name: /^Key need/ }).fill("Nina's words alone");
    expect((await nina.desk.post("/account", "auth.sign_out", [])).status()).toBe(303);
    await group(page, "Details").getByRole("button", { name: /^Save/ }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    const next = page.url();
    await signInByForm(page, otto.account, OWN_PASSWORD);
    const answer = await page.goto(new URL(next).searchParams.get("next") ?? "/");
    expect(answer?.status()).toBe(404);
    expect(await page.content()).not.toContain("Nina's words alone");
  });
});
