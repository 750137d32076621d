import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { newPartner, newPerson, newRole, suffix } from "../given.ts";

/** A permission item in the tree. */
const item = (page: Page, menu: string, act: string) => page.getByRole("group", { name: menu, exact: true }).getByRole("checkbox", { name: act, exact: true });

test.describe("roles of a partner", () => {
  test.use({ refusals: [422, 409, 404] });

  test("presets are explained and fixed", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/organisation/roles");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Roles");
    const presets = page.getByRole("table", { name: "Preset roles" });
    for (const name of ["System administrator", "Account manager supervisor", "Account manager"]) {
      await expect(presets.getByRole("rowheader", { name, exact: true })).toBeVisible();
    }
    await expect(presets.getByRole("link")).toHaveCount(0);
    await expect(page.getByRole("table", { name: "Custom roles" }).getByRole("rowheader", { name: /^Opportunity reader/ })).toBeVisible();
    await axeClean(page);
  });

  test("a custom role of permission items is created, given and changed", async ({ page }) => {
    const { administrator } = await newPartner();
    await administrator.desk.lend(page);
    await page.goto("/organisation/roles");
    await expect(page.getByRole("heading", { name: "No custom role yet" })).toBeVisible();
    await axeClean(page);
    await page.getByRole("link", { name: "Create role" }).click();
    await hydrated(page);
    await axeClean(page);
    const create = page.getByRole("main").getByRole("button", { name: "Create role" });
    await create.click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText("Enter the name");
    await expect(summary).toContainText("Choose at least one permission item");
    await hydrated(page);
    await axeClean(page);
    const name = `Readers ${suffix()}`;
    await page.getByRole("textbox", { name: "Role name" }).fill(name);
    await item(page, "Sales – Opportunities", "View").check();
    await create.click();
    await expect(page.getByText("The role is created.")).toBeVisible();
    const row = page.getByRole("table", { name: "Custom roles" }).getByRole("row").filter({ hasText: name });
    await expect(row).toContainText("Sales – Opportunities – View");
    await axeClean(page);

    await newPerson({ by: administrator.desk, called: "Uma", roles: [name] });
    await row.getByRole("link", { name: `Change ${name}` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await hydrated(page);
    await expect(item(page, "Sales – Opportunities", "View")).toBeChecked();
    await item(page, "Sales – Customers", "View").check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The role is saved.")).toBeVisible();
    await page.goto("/organisation/roles");
    await expect(row).toContainText("Sales – Customers – View");
    await expect(row.getByRole("cell", { name: "1", exact: true })).toBeVisible();
  });

  test("a role is deleted once nobody holds it, after asking once more", async ({ page }) => {
    const { administrator } = await newPartner();
    const name = await newRole(administrator.desk, ["alerts_view"]);
    const other = await newRole(administrator.desk, ["customers_view"]);
    const uma = await newPerson({ by: administrator.desk, called: "Uma", roles: [name] });
    await administrator.desk.lend(page);
    await page.goto("/organisation/roles");
    const rows = page.getByRole("table", { name: "Custom roles" }).getByRole("row");
    await rows.filter({ hasText: name }).getByRole("link", { name: `Change ${name}` }).click();
    await expect(page.getByText("People who hold this role: 1.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Delete role" })).toHaveCount(0);
    await hydrated(page);
    await axeClean(page);
    const role = page.url();

    await page.goto(await administrator.desk.personPage(uma.account));
    await page.getByRole("checkbox", { name }).uncheck();
    await page.getByRole("checkbox", { name: other }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The changes are saved.")).toBeVisible();

    await page.goto(role);
    await hydrated(page);
    await page.getByRole("main").getByRole("button", { name: "Delete role" }).click();
    const dialog = page.getByRole("dialog", { name: `Delete the role ${name}?` });
    await expect(dialog).toBeVisible();
    await axeClean(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("main").getByRole("button", { name: "Delete role" }).click();
    await dialog.getByRole("button", { name: "Delete role" }).click();
    await expect(page.getByText("The role is deleted.")).toBeVisible();
    await expect(rows.filter({ hasText: name })).toHaveCount(0);
    await expect(rows.filter({ hasText: other })).toHaveCount(1);
    expect((await page.goto(role))?.status()).toBe(404);
  });

  test("two of one name are refused, and so is an eleventh", async ({ page }) => {
    const { administrator } = await newPartner();
    const name = await newRole(administrator.desk, ["orders_view"]);
    const again = await administrator.desk.post("/organisation/roles/new", "organisation.create_role", [["form[key]", crypto.randomUUID()], ["form[name]", name], ["form[permissions][]", "orders_view"]]);
    expect(again.status()).toBe(422);
    expect(await again.text()).toContain("There is a role of this name; choose another");
    for (let n = 0; n < 9; n += 1) await newRole(administrator.desk, ["orders_view"]);
    await administrator.desk.lend(page);
    await page.goto("/organisation/roles");
    await expect(page.getByRole("link", { name: "Create role" })).toHaveCount(0);
    const eleventh = await administrator.desk.post("/organisation/roles/new", "organisation.create_role", [["form[key]", crypto.randomUUID()], ["form[name]", "One too many"], ["form[permissions][]", "orders_view"]]);
    expect([409, 422]).toContain(eleventh.status());
    expect(await eleventh.text()).toContain("at most ten custom roles");
  });

  test("another partner's role does not exist, and a preset cannot be opened", async ({ page, signInAs }) => {
    const { administrator } = await newPartner();
    await newRole(administrator.desk, ["orders_view"]);
    const html = await (await administrator.desk.http.get("/organisation/roles")).text();
    const address = /\/organisation\/roles\/[0-9a-f-]{36}/.exec(html)?.[0] ?? "";
    await signInAs(page, people.grace);
    expect((await page.goto(address))?.status()).toBe(404);
    const preset = await administrator.desk.choice("/organisation/people/new", "Account manager");
    await administrator.desk.lend(page);
    expect((await page.goto(`/organisation/roles/${preset}`))?.status()).toBe(404);
    const posted = await administrator.desk.post(`/organisation/roles/${preset}`, "organisation.change_role", [
      ["form[id]", preset], ["form[version]", "1"], ["form[name]", "All mighty"], ["form[permissions][]", "opportunities_change"],
    ]);
    expect(posted.status()).toBe(404);
  });
});

test.describe("角色管理", () => {
  inChinese();
  test("roles are explained in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/organisation/roles");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("角色管理");
    await expect(page.getByRole("table", { name: "预置角色" })).toContainText("客户经理主管");
    await axeClean(page);
  });
});
