import { expect, hydrated, test } from "../../fixtures.ts";
import { newCustomer, newPerson, reported } from "../given.ts";

test.describe("revising an opportunity", () => {
  test("leaving with unsaved input asks first, and saving never does", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    const asked: string[] = [];
    page.on("dialog", async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await page.goto(`${mine.href}/edit`);
    await hydrated(page);
    const crumb = page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "Opportunities" });
    await page.getByRole("region", { name: "Details" }).getByRole("textbox", { name: /^Competitors/ }).fill("Somebody");
    await crumb.click();
    await expect.poll(() => asked.length).toBe(1);
    await expect(page).toHaveURL(/\/edit$/);
    await page.getByRole("region", { name: "Details" }).getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByText("“Details” is saved.")).toBeVisible();
    expect(asked).toHaveLength(1);
    await crumb.click();
    await expect(page).toHaveURL(/\/sales\/opportunities$/);
    expect(asked).toHaveLength(1);
  });
});
