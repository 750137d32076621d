import { axeClean, expect, people, test } from "../../fixtures.ts";
import { desk, mobile, newPerson, newRole } from "../given.ts";
import { CLAIMS, claim, fill, newProspectWords } from "./forms.ts";

test.describe("customer development is not everybody's", () => {
  test.use({ refusals: [403] });

  test("the address says which rule refuses, and whom to ask", async ({ page, signInAs }) => {
    for (const [person, rule] of [
      [people.tom, /None of your roles carries “Customer development”\. Ask Grace Wu for it\./],
      [people.chan, /channel-only distributor/],
      [people.viktor, /the vendor's staff review them under Operations/],
    ] as const) {
      await signInAs(page, person);
      for (const address of [CLAIMS, `${CLAIMS}/new`]) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 }), person.account).toHaveText("Not allowed");
        await expect(page.getByRole("main"), person.account).toContainText(rule);
      }
      await axeClean(page);
    }
  });

  test("a supervisor sees, and claims nothing", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto(`${CLAIMS}/new`);
    await expect(page.getByRole("main")).toContainText("Supervisors see what their team claims; account managers claim.");
    const zhao = await desk("zhao");
    const answer = await zhao.post(CLAIMS, "claims.check", [["form[prospect]", mobile()]]);
    expect(answer.status()).toBe(403);
  });

  test("only the vendor's staff review", async ({ page, signInAs }) => {
    for (const person of [people.mei, people.grace, people.tom]) {
      await signInAs(page, person);
      await page.goto("/operations/reviews");
      await expect(page.getByRole("heading", { level: 1 }), person.account).toHaveText("Not allowed");
    }
  });

  test("an operator with the item claims for the partner", async ({ page }) => {
    const role = await newRole(await desk("grace"), ["customers_develop"]);
    const uma = await newPerson({ roles: [role], called: "Uma" });
    await uma.desk.lend(page);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, newProspectWords());
    await claim(page);
    await expect(page.getByText("The customer is claimed.")).toBeVisible();
    await page.getByRole("button", { name: /^Show mobile/i }).click();
    await expect(page.getByRole("button", { name: /^(Show|Hide) mobile/i })).toHaveAttribute("aria-pressed", "true");
  });

  test("a reseller claims for itself", async ({ page, signInAs }) => {
    await signInAs(page, people.rita);
    await page.goto(`${CLAIMS}/new`);
    await fill(page, newProspectWords());
    await claim(page);
    await expect(page.getByText("The customer is claimed.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("No account manager");
  });
});
