import { axeClean, expect, hydrated, people, scripted, test } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, newProspect } from "../given.ts";
import { aReport, atBasics, check, chooseCustomer, customers, fillBasics, fillDetails, fillReport, fillRevenue, listFor, next, openReport, rowOf, step, submit, submitReport } from "./forms.ts";

test.describe("reporting an opportunity", () => {
  test.use({ refusals: [422, 403] });

  test("an account manager reports one step by step and is led to its page and offered the list", async ({ page, signInAs }) => {
    // Two projects run side by side, and a draft belongs to a person.
    await signInAs(page, scripted() ? people.mei : people.jun);
    await page.goto("/sales/opportunities");
    await page.getByRole("link", { name: "Report opportunity" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report opportunity");
    await hydrated(page);
    const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
    await expect(steps).toHaveText([/Customer$/, /Basics$/, /Details$/, /Revenue$/, /Check$/]);
    await axeClean(page);

    const report = aReport();
    await fillReport(page, report);
    await axeClean(page);
    await submit(page);

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    const notice = page.getByRole("status").filter({ hasText: "The opportunity is reported" });
    await expect(notice).toBeVisible();
    await axeClean(page);
    await expect(page.getByRole("main")).toContainText("¥128,000.00");
    await expect(notice.getByRole("link", { name: "Report another" })).toBeVisible();
    await notice.getByRole("link", { name: "Back to opportunities" }).click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);

    await listFor(page, report.name);
    const row = rowOf(page, report.name);
    await expect(row).toContainText("Needs confirmed");
    await expect(row).toContainText("30%");
    await expect(row).toContainText("128,000.00");
    await expect(row).toContainText("New");
  });

  test("with script one step stands at a time, and going back keeps what was typed", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    if (!scripted()) {
      for (const name of ["Customer", "Basics", "Details", "Revenue", "Check"]) await expect(step(page, name)).toBeVisible();
      await expect(page.getByRole("button", { name: "Next" })).toHaveCount(0);
      return;
    }
    await expect(step(page, "Customer")).toBeVisible();
    await expect(step(page, "Basics")).toBeHidden();
    await next(page);
    await expect(step(page, "Customer"), "no customer is chosen yet").toBeVisible();
    await chooseCustomer(page);
    await next(page);
    await expect(step(page, "Basics")).toBeVisible();
    await expect(page.getByText("step 2 of 5")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Industry" }), "comes with the customer").toHaveValue("manufacturing");
    await fillBasics(page, report);
    await next(page);
    await fillDetails(page, report);
    await page.getByRole("button", { name: "Back" }).click();
    await expect(page.getByRole("textbox", { name: "Opportunity name" })).toHaveValue(report.name);
    await page.getByRole("list", { name: "Steps" }).getByRole("button", { name: "Customer" }).click();
    await expect(customers(page).first()).toBeChecked();
  });

  test("everything that is missing or wrong is said at once, and nothing typed is lost", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport({ name: "", revenue: "12.5.0", date: "2020-01-02", months: "0" });
    if (scripted()) {
      // With script a step is left when its own fields are filled in; the server's word comes at the end.
      await chooseCustomer(page);
      await next(page);
      await fillBasics(page, { ...report, name: " " });
      await next(page);
      await fillDetails(page, report);
      await next(page);
      await fillRevenue(page, report);
    } else {
      await fillReport(page, report);
    }
    await submit(page);

    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toBeVisible();
    await expect(page).toHaveTitle(/^Error: /);
    await hydrated(page);
    for (const message of [
      "Enter the opportunity name",
      "Enter the expected monthly revenue as an amount, for example 12,500.00",
      "Choose the expected date from today on; 2 Jan 2020 has passed",
      "Enter the service period as whole months from 1 to 120",
    ]) {
      await expect(summary.getByRole("link", { name: message })).toBeVisible();
    }
    await axeClean(page);

    // A line of the summary leads to its field, whose step it opens.
    await summary.getByRole("link", { name: "Enter the service period as whole months from 1 to 120" }).click();
    const months = page.getByRole("textbox", { name: "Service period, months" });
    await expect(months).toBeVisible();
    await expect(months).toHaveAccessibleDescription(/Enter the service period as whole months from 1 to 120/);
    await expect(months).toHaveValue("0");
    await expect(page.getByRole("textbox", { name: "Expected monthly revenue" })).toHaveValue("12.5.0");
    await expect(page.getByRole("textbox", { name: "Main product name" })).toHaveValue(report.product);

    await page.getByRole("textbox", { name: "Expected monthly revenue" }).fill("１２，５００");
    await page.getByLabel("Expected date").fill(dayIn(20));
    await months.fill("6");
    await page.getByRole("textbox", { name: "Main product's monthly revenue" }).fill("12000");
    await summary.getByRole("link", { name: "Enter the opportunity name" }).click();
    const mended = aReport();
    await page.getByRole("textbox", { name: "Opportunity name" }).fill(mended.name);
    if (scripted()) {
      await next(page);
      await next(page);
    }
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mended.name);
    await expect(page.getByRole("main")).toContainText("¥12,500.00");
  });

  test("every field of the revenue is mandatory, and the main product is not more than the whole", async ({ page }) => {
    const { report } = await atBasics(page);
    await fillBasics(page, report);
    await next(page);
    await next(page);
    if (scripted()) {
      await next(page);
      await expect(step(page, "Revenue"), "a step is left when its own fields are filled in").toBeVisible();
      await fillRevenue(page, { ...report, revenue: " ", months: " ", product: " ", productRevenue: " " });
    }
    await submit(page);
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    for (const message of [
      "Enter the expected monthly revenue",
      ...(scripted() ? [] : ["Enter the expected date"]),
      "Enter the service period",
      "Enter the main product's name",
      "Enter the main product's monthly revenue",
    ]) {
      await expect(summary.getByRole("link", { name: message, exact: true })).toBeVisible();
    }
    await hydrated(page);
    await fillRevenue(page, { ...report, revenue: "1000", productRevenue: "1000.01" });
    await submit(page);
    await expect(summary).toContainText("The main product's monthly revenue cannot be more than the expected monthly revenue");
  });

  test("the last step shows all answers, each step with the way to change it", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await fillReport(page, report);
    await check(page);
    const main = page.getByRole("main");
    await expect(step(page, "Check")).toContainText("Nothing is reported yet. Read through what you filled in, then report it.");
    if (scripted()) {
      await expect(page.getByText("Check · step 5 of 5")).toBeFocused();
      await expect(step(page, "Revenue")).toBeHidden();
      const said = (question: string) => main.getByRole("term").filter({ hasText: new RegExp(`^${question}$`) }).locator("xpath=following-sibling::dd[1]");
      for (const [question, answer] of [
        ["Opportunity name", report.name], ["Industry", "Media"], ["Type", "Expansion"], ["Test project", "No"], ["Tender project", "Yes"],
        ["Confidence", "30%"], ["Stage", "Needs confirmed"], ["Current platform", report.platform], ["Competitors", "Not said"],
        ["Expected monthly revenue", "128,000"], ["Service period, months", "12"], ["Main product name", report.product],
      ] as const) {
        await expect(said(question), question).toHaveText(answer);
      }
      await expect(said("For which customer\\?")).not.toBeEmpty();
      await expect(main.getByRole("term").filter({ hasText: /product 2/ }), "empty lines are no questions").toHaveCount(0);
      expect(await main.textContent(), "the customer stays masked").not.toContain(customer.name);
      await axeClean(page);
      await page.getByRole("button", { name: "Change: Details" }).click();
      await expect(step(page, "Details")).toBeVisible();
      await page.getByRole("textbox", { name: /^Current platform/ }).fill("Two machine rooms");
      await next(page);
      await expect(step(page, "Check"), "a change leads back to the last step").toBeVisible();
      await expect(said("Current platform")).toHaveText("Two machine rooms");
    } else {
      await expect(step(page, "Revenue"), "everything stands above").toBeVisible();
    }
    await submitReport(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    await expect(main).toContainText(scripted() ? "Two machine rooms" : report.platform);
  });

  test("further products are reported with it", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    const report = aReport();
    await fillReport(page, report);
    if (scripted()) {
      await expect(page.getByRole("textbox", { name: /^Name of product 2/ })).toBeHidden();
      await page.getByRole("button", { name: "Add a product" }).click();
      await expect(page.getByRole("textbox", { name: /^Name of product 2/ })).toBeFocused();
    }
    await page.getByRole("textbox", { name: /^Name of product 2/ }).fill("Key management");
    await page.getByRole("textbox", { name: /^Monthly revenue of product 2/ }).fill("32,000.00");
    await submit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(report.name);
    await expect(page.getByRole("main")).toContainText("Key management");
    await expect(page.getByRole("main")).toContainText("¥32,000.00");
  });

  test("only own claimed and associated customers can be chosen, masked, and a search finds them by their clear name", async ({ page }) => {
    const nina = await newPerson();
    const theirs = await newCustomer("ana");
    const own = await newCustomer(nina.account);
    const prospect = await newProspect(nina.account);
    await nina.desk.lend(page);
    await openReport(page);
    await expect(customers(page)).toHaveCount(2);
    const group = page.getByRole("group", { name: "For which customer?" });
    await expect(group).toContainText(/claimed until \d/);
    await expect(group).toContainText("Associated");
    for (const name of [own.name, own.account, prospect.name, theirs.name]) expect(await page.content()).not.toContain(name);
    await axeClean(page);

    await chooseCustomer(page, own.name.slice(0, 17));
    const find = page.getByRole("searchbox", { name: "Find a customer" });
    await find.fill(theirs.name);
    if (!scripted()) await page.getByRole("button", { name: "Search", exact: true }).click();
    // What is chosen stays in sight; somebody else's customer does not come.
    await expect(customers(page)).toHaveCount(1);
    await expect(customers(page)).toBeChecked();
    await find.fill(prospect.name);
    if (!scripted()) await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(customers(page)).toHaveCount(2);
  });

  test("an account manager without a customer is told so, and whom to ask", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await openReport(page);
    await expect(page.getByRole("main")).toContainText("No customer to choose");
    await expect(page.getByRole("main")).toContainText("Ask your administrator to assign one");
    await axeClean(page);
  });
});
