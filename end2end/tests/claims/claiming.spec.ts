import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { desk, newPerson } from "../given.ts";
import { CLAIMS, check, claim, fill, newProspectWords, summary, table } from "./forms.ts";

test.describe("claiming a customer", () => {
  test.use({ refusals: [422] });

  test("an account manager claims a prospect, sees how long it holds, and another partner hears until when", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const prospect = newProspectWords();
    await nina.desk.lend(page);
    await page.goto("/sales");
    await page.getByRole("navigation", { name: "Sales" }).getByRole("link", { name: "Customer development" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customer development");
    await expect(page.getByText("No claims yet")).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "Claim a customer" }).click();
    await expect(page.getByRole("main")).toContainText("A claim holds for 15 calendar days.");
    await hydrated(page);
    await axeClean(page);
    await fill(page, prospect);
    await claim(page);
    await expect(page.getByText("The customer is claimed. Nobody else can claim it while the claim holds.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(/holds until \d+ \w+ \d{4} \d\d:\d\d, 15 days left/);
    expect(await page.content(), "masked").not.toContain(prospect.mobile);
    expect(await page.content(), "masked").not.toContain(prospect.name);
    await hydrated(page);
    await axeClean(page);
    await page.goto(CLAIMS);
    const row = table(page).getByRole("row").nth(1);
    await expect(row).toContainText("Claimed");
    await expect(row).toContainText("15 days left");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("button", { name: /^Show mobile/i }).click();
    await expect(row).toContainText(prospect.mobile);
    expect(await page.content(), "only what was asked for").not.toContain(prospect.email);

    await signInAs(page, people.petra);
    expect(await check(page, prospect.mobile)).toMatch(/This customer is protected until \d+ \w+ \d{4} \d\d:\d\d/);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, { ...prospect, email: "" });
    await claim(page);
    await expect(summary(page)).toContainText("This customer is protected until");
    for (const secret of ["Harbor", nina.name]) await expect(summary(page)).not.toContainText(secret);
    await expect(page.getByRole("textbox", { name: "Customer full name" })).toHaveValue(prospect.name);
    await hydrated(page);
    await axeClean(page);
  });

  test("everything that is wrong is said at once, and what was typed stays", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto(`${CLAIMS}/new`);
    await page.getByRole("textbox", { name: "Mobile" }).fill("12");
    await page.getByRole("radio", { name: /^Yes/ }).check();
    await claim(page);
    for (const message of ["Enter the customer's full name", "Choose the industry", "Enter a mobile number such as", "Enter the e-mail address: the invitation is sent there"]) {
      await expect(summary(page)).toContainText(message);
    }
    await expect(page.getByRole("textbox", { name: "Mobile" })).toHaveValue("12");
    await expect(page.getByRole("radio", { name: /^Yes/ })).toBeChecked();
    await hydrated(page);
    await axeClean(page);
  });

  test("a similar name is a warning that a tick overrides, and says not whose", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const [first, second] = [newProspectWords(), newProspectWords()];
    await nina.desk.lend(page);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, first);
    await claim(page);
    await expect(page.getByText("The customer is claimed.")).toBeVisible();
    await signInAs(page, people.petra);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, { ...second, name: `${first.name.toUpperCase()} Co., Ltd` });
    await claim(page);
    await expect(summary(page)).toContainText("A customer with a similar name is claimed or associated already");
    await expect(summary(page)).not.toContainText("Harbor");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("checkbox", { name: "I have checked: claim it nevertheless" }).check();
    await claim(page);
    await expect(page.getByText("The customer is claimed.")).toBeVisible();
  });

  test("the administrator chooses whose claim it becomes", async ({ page, signInAs }) => {
    const prospect = newProspectWords();
    await signInAs(page, people.grace);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, prospect);
    await page.getByRole("combobox", { name: /^Account manager/ }).selectOption("Jun Park");
    await claim(page);
    await expect(page.getByRole("main")).toContainText("Jun Park");
    await signInAs(page, people.jun);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Claim");
  });

  test("what the address of one claim shows is for those in its scope", async ({ page, signInAs }) => {
    const mei = await desk("mei");
    const html = await (await mei.http.get(CLAIMS)).text();
    const href = new RegExp(`${CLAIMS}/claims/[0-9a-f-]{36}`).exec(html)?.[0] ?? "";
    for (const [person, status] of [[people.mei, 200], [people.zhao, 200], [people.grace, 200], [people.jun, 404], [people.omar, 404], [people.petra, 404], [people.dara, 404]] as const) {
      await signInAs(page, person);
      expect((await page.context().request.get(href)).status(), person.account).toBe(status);
    }
  });
});
