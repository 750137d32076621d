import { expect, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, reported } from "../given.ts";
import { listFor, rowOf } from "./forms.ts";

test.describe("an account manager", () => {
  test.use({ refusals: [404] });

  test("sees only her own: a colleague's does not exist for her, on any address", async ({ page }) => {
    const [nina, otto] = [await newPerson(), await newPerson({ called: "Otto" })];
    await newCustomer(nina.account);
    await newCustomer(otto.account);
    const [hers, his] = [await reported(nina.desk), await reported(otto.desk)];
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("main")).toContainText("The one open opportunity that you own.");
    await expect(rowOf(page, hers.name)).toBeVisible();
    await listFor(page, his.name);
    await expect(page.getByText("Nothing matches")).toBeVisible();

    const bodies = new Set<string>();
    const unknown = his.href.replace(/[0-9a-f]{12}$/, "000000000000");
    for (const address of [his.href, unknown]) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      bodies.add((await page.getByRole("main").textContent()) ?? "");
    }
    expect(bodies.size, "not hers and not there look alike").toBe(1);
    for (const address of [`${his.href}/edit`, `${his.href}/progress`]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(404);
    }
    for (const [name, page_] of [["opportunities.revise_basics", "edit"], ["opportunities.add_progress", "progress"]] as const) {
      const answer = await nina.desk.post(`${his.href}/${page_}`, name, [["form[id]", his.id], ["form[version]", "1"], ["form[detail]", "x"]]);
      expect(answer.status(), name).toBe(404);
    }
  });

  test("a supervisor of hers reads it, another account manager's search does not find it", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await signInAs(page, people.ana);
    await page.goto(`/find?q=${encodeURIComponent(hers.name)}`);
    await expect(page.getByRole("main").getByRole("link", { name: hers.name })).toHaveCount(0);
    await signInAs(page, people.zhao);
    await page.goto(`/find?q=${encodeURIComponent(hers.name)}`);
    await expect(page.getByRole("main").getByRole("link", { name: hers.name })).toBeVisible();
  });

  test("nobody reaches it without a session, and signing in leads back", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    await page.goto(hers.href);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    const mei = await desk("mei");
    expect((await mei.http.get(hers.href, { maxRedirects: 0 })).status()).toBe(404);
  });
});
