import { axeClean, expect, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, reported } from "../given.ts";
import { listFor } from "./forms.ts";

test.describe("another partner", () => {
  test.use({ refusals: [404] });

  test("learns nothing: not from the list, the search, the address or the server", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const hers = await reported(nina.desk);
    for (const person of [people.petra, people.dara]) {
      await signInAs(page, person);
      await listFor(page, hers.name);
      await expect(page.getByText("Nothing matches")).toBeVisible();
      await page.goto(`/find?q=${encodeURIComponent(hers.name)}`);
      await expect(page.getByRole("main").getByRole("link", { name: hers.name })).toHaveCount(0);

      const answers: string[] = [];
      for (const id of [hers.id, hers.id.replace(/[0-9a-f]{12}$/, "000000000000")]) {
        const answer = await page.goto(`/sales/opportunities/${id}`);
        expect(answer?.status()).toBe(404);
        answers.push((await page.getByRole("main").textContent()) ?? "");
      }
      expect(new Set(answers).size).toBe(1);
      for (const part of ["edit", "progress"]) {
        const answer = await page.goto(`${hers.href}/${part}`);
        expect(answer?.status(), part).toBe(404);
      }
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
    }
    await axeClean(page);
    const petra = await desk("petra");
    const forms = [["edit", "opportunities.revise_basics"], ["edit", "opportunities.revise_details"], ["edit", "opportunities.revise_revenue"], ["progress", "opportunities.add_progress"]] as const;
    for (const [part, name] of forms) {
      const answer = await petra.post(`${hers.href}/${part}`, name, [["form[id]", hers.id], ["form[version]", "1"], ["form[name]", "Petra was here"]]);
      expect(answer.status(), name).toBe(404);
    }
  });

  test("a filter kept by one person is nothing to another", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    await page.goto("/sales/opportunities");
    await page.getByRole("searchbox", { name: "Customer name" }).fill("Snowpeak");
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(page).toHaveURL(/filter=[0-9a-f-]{36}/);
    const address = page.url();
    expect(address).not.toContain("Snowpeak");
    await signInAs(page, people.petra);
    await page.goto(address);
    await expect(page.getByText("The address carries a filter that is not yours or no longer exists.")).toBeVisible();
    expect(await page.content()).not.toContain("Snowpeak");
  });
});
