import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { newCustomer, newPerson, progressed, reported, suffix } from "../given.ts";
import { listFor, rowOf } from "./forms.ts";

test.describe("odd input", () => {
  test.use({ refusals: [422] });

  test("stands as text wherever it is shown, and runs nowhere", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const name = `<script>document.title='x'</script>"'&${suffix()}`;
    const mine = await reported(nina.desk, { name, competitors: "<img src=x onerror=alert(1)>", "products][0][name": "</textarea><b>bold</b>" });
    await progressed(nina.desk, mine, 1, { detail: "<svg onload=alert(1)>\n\n\tTab & </p>" });
    await nina.desk.lend(page);
    await listFor(page, name);
    await expect(rowOf(page, name)).toBeVisible();
    await expect(page.getByRole("link", { name: `Remove Opportunity name: ${name}` })).toBeVisible();
    await page.goto(mine.href);
    const main = page.getByRole("main");
    for (const text of [name, "<img src=x onerror=alert(1)>", "</textarea><b>bold</b>", "<svg onload=alert(1)>"]) await expect(main).toContainText(text);
    await expect(page).toHaveTitle(`${name} – Sales – Partner Center`);
    await hydrated(page);
    await axeClean(page);
    await page.goto(`${mine.href}/edit`);
    await expect(page.getByRole("textbox", { name: "Opportunity name" })).toHaveValue(name);
    await expect(page.getByRole("textbox", { name: "Main product name" })).toHaveValue("</textarea><b>bold</b>");
    await expect(page.getByRole("textbox", { name: /^Competitors/ })).toHaveValue("<img src=x onerror=alert(1)>");
  });

  test("as long as it may be breaks no page, on a phone neither", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const name = `${"M".repeat(119)} ${suffix()}`;
    const mine = await reported(nina.desk, { name, key_need: "Ü".repeat(1000), "products][0][name": "P".repeat(128), expected_monthly_revenue: "9999999999999999.99" });
    await progressed(nina.desk, mine, 1, { detail: "W".repeat(1000) });
    await nina.desk.lend(page);
    await page.setViewportSize({ width: 320, height: 800 });
    for (const address of ["/", "/sales/opportunities", mine.href, `${mine.href}/edit`, `${mine.href}/progress`]) {
      await page.goto(address);
      await hydrated(page);
      // Nothing of it waits, so that the start page has its amount alone.
      await expect(page.getByRole("main")).toContainText(address === "/" ? "¥9,999,999,999,999,999.99" : name);
      const sideways = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
      expect(sideways, address).toBe(false);
    }
    await axeClean(page);
  });

  test("in an address is answered with a page of ours", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    for (const address of ["/organisation/people?filter=%00", "/find?q=%00", "/sales/opportunities?name=%00&after=%ff", "/sales/customers?number=%00", "/sales/opportunities/new?customer=%00&step=99"]) {
      const answer = await page.goto(address);
      expect([200, 422], address).toContain(answer?.status());
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });
});
