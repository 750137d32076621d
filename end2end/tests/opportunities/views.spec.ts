import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newCustomer, newPartner, newPerson, reported, type NewPartner } from "../given.ts";

const views = (page: Page) => page.getByRole("navigation", { name: "Saved views" });
const view = (page: Page, name: string) => views(page).getByRole("link", { name: new RegExp(`^${name}`) });
const rows = (page: Page) =>
  page.getByRole("table", { name: "Opportunities" }).getByRole("row").filter({ has: page.getByRole("link", { name: /./ }) }).filter({ hasNot: page.getByRole("columnheader") });

/** Narrows the list by its address and saves what is in force. */
async function save(page: Page, query: string, name: string, opensTheList = false) {
  await page.goto(`/sales/opportunities?${query}`);
  await page.getByRole("main").getByRole("link", { name: "Save as view" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill(name);
  if (opensTheList) await page.getByRole("checkbox", { name: "Open the list with this view" }).check();
  await page.getByRole("button", { name: "Save view" }).click();
}

async function settings(page: Page) {
  await page.getByRole("main").getByRole("link", { name: "View settings" }).click();
}

/**
 * Somebody with three opportunities, of which two are in a later stage. At a partner of their own: what an administrator
 * shares stands in the row of every colleague.
 */
async function someone(called: string, at?: NewPartner) {
  const partner = at ?? (await newPartner());
  const person = await newPerson({ by: partner.administrator.desk, called });
  const customer = await newCustomer(person.account, { partner: partner.name });
  for (const stage of ["lead_confirmed", "negotiation", "negotiation"]) await reported(person.desk, { stage }, customer.name);
  return { ...person, customer, partner };
}

test.describe("saved views of the list of opportunities", () => {
  test.use({ refusals: [409, 422] });

  test("a named filter is saved with its count, opened, changed, renamed and deleted", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(views(page), "nobody who has none sees a row of them").toHaveCount(0);
    await expect(page.getByRole("link", { name: "Save as view" }), "nothing is narrowed yet").toHaveCount(0);

    await page.goto("/sales/opportunities?stage=negotiation");
    await hydrated(page);
    await page.getByRole("main").getByRole("link", { name: "Save as view" }).click();
    await axeClean(page);
    const name = page.getByRole("textbox", { name: "Name of the view" });
    await name.fill("  ");
    await page.getByRole("checkbox", { name: "Open the list with this view" }).check();
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByRole("main")).toContainText("Enter a name for the view");
    await expect(page.getByRole("checkbox", { name: "Open the list with this view" }), "nothing typed is lost").toBeChecked();
    await page.getByRole("checkbox", { name: "Open the list with this view" }).uncheck();
    await name.fill("Nearly there");
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByText("The view is saved.")).toBeVisible();
    await expect(view(page, "Nearly there")).toHaveAttribute("aria-current", "page");
    await expect(view(page, "Nearly there")).toContainText("2");
    await expect(view(page, "All")).toContainText("3");
    await expect(rows(page)).toHaveCount(2);
    await axeClean(page);

    // Once more under the same name is refused where it was typed.
    await save(page, "stage=lead_confirmed", "nearly There");
    await expect(page.getByRole("main")).toContainText("There is a view of this name already; choose another");
    await expect(page.getByRole("textbox", { name: "Name of the view" })).toHaveValue("nearly There");

    // Other conditions than the view's: the page says so, and what can be done.
    await page.goto("/sales/opportunities");
    await view(page, "Nearly there").click();
    await expect(page).toHaveURL(/\/sales\/opportunities\?view=[0-9a-f-]{36}$/);
    await page.getByRole("table").getByRole("columnheader").getByRole("link", { name: "Opportunity name" }).click();
    await expect(page.getByText("Changed since “Nearly there”.")).toBeVisible();
    await axeClean(page);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The view holds the present conditions now.")).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole("link", { name: "Remove Stage: Negotiation" }).click();
    await expect(rows(page)).toHaveCount(3);
    await page.getByRole("link", { name: "Back to “Nearly there”" }).click();
    await expect(rows(page)).toHaveCount(2);

    await settings(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: "Name of the view" }).fill("Closing");
    await page.getByRole("button", { name: "Rename" }).click();
    await expect(page.getByText("The view has its new name.")).toBeVisible();
    await expect(view(page, "Closing")).toBeVisible();
    await settings(page);
    await page.getByRole("button", { name: "Delete view" }).first().click();
    await page.getByRole("dialog").or(page.locator("dialog")).getByRole("button", { name: "Delete view" }).click();
    await expect(page.getByText("The view is deleted.")).toBeVisible();
    await expect(views(page)).toHaveCount(0);
    await expect(rows(page)).toHaveCount(3);
  });

  test("the list opens with the default, until somebody asks for everything", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await save(page, "stage=lead_confirmed", "Fresh", true);
    await page.goto("/sales/opportunities");
    await expect(view(page, "Fresh")).toHaveAttribute("aria-current", "page");
    await expect(view(page, "Fresh")).toContainText("default");
    await expect(rows(page)).toHaveCount(1);
    await view(page, "All").click();
    await expect(rows(page)).toHaveCount(3);
    // A condition of one's own is never overridden by the default.
    await page.goto("/sales/opportunities?stage=negotiation");
    await expect(rows(page)).toHaveCount(2);
    await page.goto("/sales/opportunities");
    await settings(page);
    await page.getByRole("button", { name: "Open the list without it" }).click();
    await expect(page.getByText("The list opens without this view from now on.")).toBeVisible();
    await page.goto("/sales/opportunities");
    await expect(rows(page)).toHaveCount(3);
  });

  test("a condition on a customer's name stays out of the address and is not shared", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await page.getByRole("searchbox", { name: "Customer name" }).fill(nina.customer.name);
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "Save as view" }).click();
    await page.getByRole("textbox", { name: "Name of the view" }).fill("One customer");
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(rows(page)).toHaveCount(3);
    expect(page.url(), "nothing about a customer in an address").toMatch(/\?view=[0-9a-f-]{36}&done=view_saved$/);
    await expect(page.getByRole("searchbox", { name: "Customer name" })).toHaveValue(nina.customer.name);
    await settings(page);
    await expect(page.getByRole("button", { name: /^Share with/ }), "an account manager shares nothing").toHaveCount(0);
  });

  test("of one person are nobody else's: another account manager finds nothing behind the address", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await save(page, "stage=negotiation", "Mine alone");
    await expect(view(page, "Mine alone")).toBeVisible();
    const address = page.url().replace("&done=view_saved", "");
    const id = /view=([0-9a-f-]{36})/.exec(address)?.[1] ?? "";
    const otto = await someone("Otto", nina.partner);
    await otto.desk.lend(page);
    await page.goto(address);
    await expect(page.getByText("The view in this address is not yours, or exists no more. Everything is shown.")).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("Mine alone");
    await expect(rows(page)).toHaveCount(3);
    const forms: [string, [string, string][]][] = [
      ["lists.rename_view", [["form[version]", "1"], ["form[view_name]", "Taken"]]],
      ["lists.delete_view", [["form[version]", "1"]]],
      ["lists.set_default_view", [["form[list]", "opportunities"], ["form[is_default]", "yes"]]],
    ];
    for (const [action, pairs] of forms) {
      const answer = await otto.desk.post("/sales/opportunities", action, [["form[id]", id], ...pairs]);
      expect(answer.status(), action).toBe(404);
    }
  });

  test("an administrator shares one with the partner: colleagues see its name and the rows that are theirs", async ({ page, signInAs }) => {
    const nina = await someone("Nina");
    const { name: partner, administrator } = nina.partner;
    const name = "In negotiation";
    await administrator.desk.lend(page);
    await save(page, "stage=negotiation", name);
    await expect(view(page, name)).toBeVisible();
    await settings(page);
    await expect(page.getByText(`Everybody at ${partner} who sees this list then has its name and conditions`)).toBeVisible();
    await page.getByRole("button", { name: `Share with ${partner}` }).click();
    await expect(page.getByText("The view is shared.")).toBeVisible();
    await axeClean(page);

    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await view(page, name).click();
    await expect(rows(page), "her own rows, no one else's").toHaveCount(2);
    await settings(page);
    await expect(page.getByText(/shares this view with you/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Rename" })).toHaveCount(0);
    await page.getByRole("button", { name: "Open the list with it" }).click();
    await page.goto("/sales/opportunities");
    await expect(rows(page)).toHaveCount(2);

    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("main"), "another partner").not.toContainText(name);

    await administrator.desk.lend(page);
    await page.goto("/sales/opportunities");
    await view(page, name).click();
    await settings(page);
    await page.getByRole("button", { name: "Stop sharing" }).first().click();
    await page.locator("dialog[open], dialog:target, dialog").getByRole("button", { name: "Stop sharing" }).first().click();
    await expect(page.getByText("The view is not shared any more.")).toBeVisible();
    await settings(page);
    await page.getByRole("button", { name: "Delete view" }).first().click();
    await page.locator("dialog").getByRole("button", { name: "Delete view" }).click();
    await expect(page.getByText("The view is deleted.")).toBeVisible();

    await nina.desk.lend(page);
    await page.goto("/sales/opportunities");
    await expect(rows(page), "a default that is gone leaves everything").toHaveCount(3);
  });

  test("of two who change a view, the second is asked to look again and keeps what was typed", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await save(page, "stage=negotiation", "Ours");
    await settings(page);
    const id = /view=([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    const pairs: [string, string][] = [["form[id]", id], ["form[version]", "1"], ["form[view_name]", "Changed elsewhere"]];
    expect((await nina.desk.post(`/sales/opportunities?view=${id}`, "lists.rename_view", pairs)).status()).toBe(303);
    await page.getByRole("textbox", { name: "Name of the view" }).fill("Changed here");
    await page.getByRole("button", { name: "Rename" }).click();
    await expect(page.getByText(/Somebody changed this view in between/)).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Changed elsewhere");
    await expect(page.getByRole("textbox", { name: "Name of the view" })).toHaveValue("Changed here");
  });
});

test.describe("已存视图", () => {
  inChinese();

  test("保存、打开和设置均为中文", async ({ page }) => {
    const nina = await someone("Nina");
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities?stage=negotiation");
    await hydrated(page);
    await page.getByRole("main").getByRole("link", { name: "另存为视图" }).click();
    await page.getByRole("textbox", { name: "视图名称" }).fill("商务谈判中");
    await page.getByRole("button", { name: "保存视图" }).click();
    await expect(page.getByText("视图已保存。")).toBeVisible();
    await expect(page.getByRole("navigation", { name: "已存视图" }).getByRole("link", { name: /^商务谈判中/ })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "视图设置" }).click();
    await expect(page.getByRole("button", { name: "重命名" })).toBeVisible();
    await axeClean(page);
    await expect(page.getByRole("main")).not.toContainText(/\b(view|saved|share|default)\b/i);
  });
});
