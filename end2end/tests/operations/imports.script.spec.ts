import { expect, hydrated, people, test } from "../../fixtures.ts";

test("a chosen file fills in its name and its rows", async ({ page, signInAs }) => {
  await signInAs(page, people.viktor);
  await page.goto("/operations/imports");
  await hydrated(page);
  const content = "day,working,name\n2027-05-01,no,Labour day\n";
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "days.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
  await expect(page.getByRole("textbox", { name: /^File name/ })).toHaveValue("days.csv");
  await expect(page.getByRole("textbox", { name: "Rows" })).toHaveValue(content);
});
