import { axeClean, expect, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, reported } from "../given.ts";
import { customers, listFor, openReport, rowOf } from "./forms.ts";

test.describe("an account manager with a second role that carries the opportunity item", () => {
  test.use({ refusals: [403] });

  test("views all of the partner's and changes her own", async ({ page, signInAs }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const others = await reported(nina.desk);
    const own = await reported(await desk("lin"));
    await signInAs(page, people.lin);
    await page.goto("/sales/opportunities");
    const main = page.getByRole("main");
    await expect(main).toContainText(/opportunities of Harbor Cloud Partners\./);
    await main.getByText("Why these?").click();
    await expect(main).toContainText("All opportunities of your company, because a role of yours lets you view them. You change your own.");
    await axeClean(page);

    await listFor(page, own.name);
    await expect(rowOf(page, own.name).getByRole("link", { name: "Revise" })).toBeVisible();
    await listFor(page, others.name);
    await expect(rowOf(page, others.name).getByRole("link")).toHaveCount(1);
    await page.goto(others.href);
    await expect(main.getByRole("link", { name: /Add progress|Revise/ })).toHaveCount(0);
    await expect(main).toContainText("A role of yours lets you view all opportunities of your company.");
    for (const address of [`${others.href}/edit`, `${others.href}/progress`]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
      await expect(main).toContainText("Account managers change their own opportunities only.");
      await expect(main).toContainText("Grace Wu");
    }
    const answer = await (await desk("lin")).post(`${others.href}/progress`, "opportunities.add_progress", [["form[id]", others.id], ["form[version]", "1"]]);
    expect(answer.status()).toBe(403);
  });

  test("still reports for her own customers only", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const theirs = await newCustomer(nina.account);
    await signInAs(page, people.lin);
    await openReport(page);
    await expect(customers(page).first()).toBeVisible();
    const found = await (await desk("lin")).call<unknown[]>("opportunities.choices", [["find", theirs.name]]);
    expect(found).toEqual([]);
  });
});
