import { axeClean, expect, hydrated, scripted, test } from "../../fixtures.ts";
import { newCustomer, newPerson, progressed, reported } from "../given.ts";
import { rowOf, listFor } from "./forms.ts";

test.describe("adding progress", () => {
  test.use({ refusals: [422, 409] });

  test("sets stage, confidence, technical exchange, test state and text, and appends one entry to the history", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await listFor(page, mine.name);
    await rowOf(page, mine.name).getByRole("link", { name: "Add progress" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add progress");
    await expect(page.getByRole("main")).toContainText(mine.name);
    await hydrated(page);
    await axeClean(page);

    await page.getByRole("combobox", { name: "Stage" }).selectOption("Negotiation");
    await page.getByRole("combobox", { name: "Confidence" }).selectOption("70%");
    await page.getByRole("textbox", { name: /^Technical exchange/ }).fill("Two sessions with their architects");
    await page.getByRole("combobox", { name: "Test state" }).selectOption("Passed");
    await page.getByRole("textbox", { name: "What happened" }).fill("Load test passed with two regions.\nPurchasing wants the yearly price.");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await expect(page.getByRole("status").filter({ hasText: "Progress added." })).toBeVisible();
    const main = page.getByRole("main");
    for (const text of ["Negotiation", "70%", "Two sessions with their architects", "Passed", "Load test passed with two regions.", "Purchasing wants the yearly price."]) {
      await expect(main).toContainText(text);
    }
    await expect(main.getByText(`${nina.name} added progress`)).toHaveCount(1);
    await axeClean(page);

    await progressed(nina.desk, mine, 2, { stage: "negotiation", confidence: "90", detail: "The contract is with their lawyers." });
    await page.reload();
    await expect(main.getByText(`${nina.name} added progress`)).toHaveCount(2);
    await expect(main).toContainText("Load test passed with two regions.");
    await listFor(page, mine.name);
    await expect(rowOf(page, mine.name)).toContainText("Negotiation");
    await expect(rowOf(page, mine.name)).toContainText("90%");
  });

  test("what is missing is said beside its field, and what was typed stays", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/progress`);
    await hydrated(page);
    await page.getByRole("textbox", { name: /^Technical exchange/ }).fill("One call");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary.getByRole("link", { name: "Choose the test state" })).toBeVisible();
    await expect(summary.getByRole("link", { name: "Say what happened" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveAccessibleDescription(/Say what happened/);
    await expect(page.getByRole("textbox", { name: /^Technical exchange/ })).toHaveValue("One call");
    await hydrated(page);
    await axeClean(page);
  });

  test("lost needs a reason, and closes the opportunity for good", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/progress`);
    await hydrated(page);
    const reason = page.getByRole("textbox", { name: /^Why it was lost/ });
    if (scripted()) await expect(reason).toBeHidden();
    await page.getByRole("combobox", { name: "Stage" }).selectOption("Lost");
    await expect(reason).toBeVisible();
    await page.getByRole("combobox", { name: "Test state" }).selectOption("Not needed");
    await page.getByRole("textbox", { name: "What happened" }).fill("They stay where they are.");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary.getByRole("link", { name: "Say why it was lost" })).toBeVisible();
    await hydrated(page);
    await reason.fill("Price: a competitor offered 18 % less.");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();

    const main = page.getByRole("main");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await expect(main).toContainText("Lost");
    await expect(main).toContainText("Price: a competitor offered 18 % less.");
    await expect(main.getByRole("link", { name: "Add progress" })).toHaveCount(0);
    await expect(main.getByRole("link", { name: "Revise" })).toHaveCount(0);
    await axeClean(page);
    for (const address of [`${mine.href}/progress`, `${mine.href}/edit`]) {
      await page.goto(address);
      await expect(main).toContainText("This opportunity is won or lost and does not change any more");
      await expect(main.getByRole("textbox")).toHaveCount(0);
      await axeClean(page);
    }
    const again = await nina.desk.post(`${mine.href}/progress`, "opportunities.add_progress", [
      ["form[id]", mine.id], ["form[version]", "2"], ["form[stage]", "solution"], ["form[confidence]", "50"],
      ["form[test_state]", "running"], ["form[detail]", "Back again"],
    ]);
    expect(again.status()).toBe(409);
    expect(await again.text()).toContain("This opportunity is won or lost and does not change any more");
  });

  test("won closes it too", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await progressed(nina.desk, mine, 1, { stage: "won", confidence: "100", detail: "Signed." });
    await nina.desk.lend(page);
    await listFor(page, mine.name);
    await expect(rowOf(page, mine.name)).toContainText("Won");
    await expect(rowOf(page, mine.name).getByRole("link", { name: "Add progress" })).toHaveCount(0);
    await expect(rowOf(page, mine.name).getByRole("link", { name: "Revise" })).toHaveCount(0);
  });

  test("progress over somebody else's newer one shows both, and can then be saved knowingly", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/progress`);
    await hydrated(page);
    await progressed(nina.desk, mine, 1, { stage: "solution", confidence: "50" });
    await page.getByRole("combobox", { name: "Stage" }).selectOption("Negotiation");
    await page.getByRole("combobox", { name: "Confidence" }).selectOption("90%");
    await page.getByRole("combobox", { name: "Test state" }).selectOption("Passed");
    await page.getByRole("textbox", { name: "What happened" }).fill("Typed meanwhile.");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();
    await expect(page.getByText("Somebody saved this in between.")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Stage" })).toHaveAccessibleDescription(/They saved: Solution/);
    await expect(page.getByRole("combobox", { name: "Confidence" })).toHaveAccessibleDescription(/They saved: 50%/);
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue("Typed meanwhile.");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await expect(page.getByRole("main").getByText(`${nina.name} added progress`)).toHaveCount(2);
  });

  test("two clicks add it once", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/progress`);
    await hydrated(page);
    await page.getByRole("combobox", { name: "Test state" }).selectOption("Running");
    await page.getByRole("textbox", { name: "What happened" }).fill("Clicked twice.");
    await page.getByRole("main").getByRole("button", { name: "Add progress" }).dblclick();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(mine.name);
    await expect(page.getByRole("main").getByText(`${nina.name} added progress`)).toHaveCount(1);
  });
});
