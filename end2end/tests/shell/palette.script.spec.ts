import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";

test.describe("the command palette", () => {
  test("Ctrl+K opens the palette, and Escape closes it", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/");
    await hydrated(page);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Search or jump to" });
    await expect(palette).toBeVisible();
    await palette.getByRole("searchbox").fill("opportun");
    await expect(palette.getByRole("link", { name: /Opportunities/ })).toBeVisible();
    await axeClean(page);
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  });
});
