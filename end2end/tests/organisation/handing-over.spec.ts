import { axeClean, expect, hydrated, inChinese, people, scripted, test } from "../../fixtures.ts";
import { newCustomer, newPartner, newPerson, newRole, reported, suffix, type Desk, type NewPerson } from "../given.ts";

/** The address of a person's page. */
function addressOf(administrator: Desk, person: NewPerson): Promise<string> {
  return administrator.personPage(person.account);
}

test.describe("handing over", () => {
  test.use({ refusals: [403, 404, 422] });

  test("who is disabled leaves customers and opportunities to a receiver, who sees them at the next page", async ({ page }) => {
    const { name: partner, administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    const rolf = await newPerson({ by: administrator.desk, called: "Rolf" });
    await newCustomer(nina.account, { partner });
    const opportunity = await reported(nina.desk);
    await administrator.desk.lend(page);
    await page.goto(await addressOf(administrator.desk, nina));
    await hydrated(page);
    await page.getByRole("link", { name: "Hand over and disable" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hand over and disable ${nina.name}`);
    await hydrated(page);
    const list = page.getByRole("table", { name: "Responsible for" });
    await expect(list.getByRole("row").filter({ hasText: "Customers" })).toContainText("1");
    await expect(list.getByRole("link", { name: "Open opportunities" })).toHaveAttribute("href", /owner=/);
    await axeClean(page);
    const confirm = page.getByRole("button", { name: "Hand over and disable" });
    await confirm.click();
    await expect(page.getByRole("alert")).toContainText("This person is responsible for customers: 1, open opportunities: 1. Choose who receives it");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("combobox", { name: "Who receives it" }).selectOption({ label: `${rolf.name} (${rolf.account})` });
    await confirm.click();
    await expect(page.getByText("The person is disabled, and all sessions are ended.")).toBeVisible();
    await rolf.desk.lend(page);
    await page.goto("/sales/customers");
    await expect(page.getByRole("main")).toContainText("The one customer assigned to you.");
    await page.goto(opportunity.href);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(opportunity.name);
  });

  test("a supervisor's team goes to another one, or on without one", async ({ page }) => {
    const { administrator } = await newPartner();
    const sam = await newPerson({ by: administrator.desk, called: "Sam", roles: ["Account manager supervisor"] });
    const sue = await newPerson({ by: administrator.desk, called: "Sue", roles: ["Account manager supervisor"] });
    const nina = await newPerson({ by: administrator.desk, supervisor: sam.name });
    await administrator.desk.lend(page);
    await page.goto(`${await addressOf(administrator.desk, sam)}/hand-over`);
    await hydrated(page);
    await expect(page.getByRole("main").getByRole("link", { name: nina.name })).toBeVisible();
    await page.getByRole("combobox", { name: "Their supervisor from today on" }).selectOption({ label: `${sue.name} (${sue.account})` });
    await page.getByRole("button", { name: "Hand over and disable" }).click();
    await expect(page.getByText("The person is disabled, and all sessions are ended.")).toBeVisible();
    await page.goto(await addressOf(administrator.desk, nina));
    await expect(page.getByRole("combobox", { name: /^Supervisor/ })).toHaveValue(/.+/);
    await expect(page.getByRole("main")).toContainText(sue.name);
  });

  test("view as shows the other's pages, changes nothing, and stops", async ({ page }) => {
    const { administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    await administrator.desk.lend(page);
    const address = await addressOf(administrator.desk, nina);
    await page.goto(address);
    await hydrated(page);
    await page.getByRole("main").getByRole("button", { name: "View as", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: `View as ${nina.name}?` });
    await axeClean(page);
    await dialog.getByRole("button", { name: "View as", exact: true }).click();
    await expect(page.getByText(`${administrator.name}, you see what ${nina.name} sees.`)).toBeVisible();
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("main")).toContainText("that you own");
    await axeClean(page);
    await page.goto("/account");
    await expect(page).toHaveURL(/\/$/);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await expect(page.getByText("you see what")).toHaveCount(0);
  });

  test("the role editor says what a role opens before it is saved", async ({ page }) => {
    const { administrator } = await newPartner();
    const role = await newRole(administrator.desk, ["opportunities_view"]);
    const olga = await newPerson({ by: administrator.desk, called: "Olga", roles: [role] });
    await administrator.desk.lend(page);
    await page.goto("/organisation/roles");
    await page.getByRole("link", { name: role }).first().click();
    await hydrated(page);
    await page.getByRole("group", { name: "Sales – Opportunities" }).getByRole("checkbox", { name: "View", exact: true }).uncheck();
    await page.getByRole("group", { name: "Sales – Customers" }).getByRole("checkbox", { name: "View", exact: true }).check();
    await page.getByRole("button", { name: "Preview" }).click();
    const card = page.getByRole("region", { name: "What this role opens" });
    await expect(card).toContainText("It is not saved yet.");
    await expect(card).toContainText(`${olga.name}: gains Sales – Customers – View; loses Sales – Opportunities – View`);
    await hydrated(page);
    if (scripted()) await expect(card.getByRole("heading", { name: "What this role opens" }), "the answer is read first").toBeFocused();
    await axeClean(page);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The role is saved.")).toBeVisible();
    await expect(card).toContainText(`${olga.name}: nothing changes`);
  });

  test("the company's new name is asked for and decided by the vendor", async ({ page, signInAs }) => {
    const { administrator } = await newPartner();
    await administrator.desk.lend(page);
    await page.goto("/organisation/company");
    await hydrated(page);
    await axeClean(page);
    const wished = `Headland ${suffix()} Ltd`;
    await page.getByRole("textbox", { name: "New legal name" }).fill(wished);
    await page.getByRole("button", { name: "Ask for the new name" }).click();
    await expect(page.getByRole("alert")).toContainText("Fill this in");
    await hydrated(page);
    await page.getByRole("textbox", { name: /^Reason/ }).fill("The owners changed.");
    await page.getByRole("button", { name: "Ask for the new name" }).click();
    await expect(page.getByText("The vendor has the request.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Requests" })).toContainText("Waits for the vendor");
    await axeClean(page);
    await signInAs(page, people.viktor);
    await page.goto("/operations/renames");
    await page.getByRole("table", { name: "Renames" }).getByRole("link", { name: `Decide ${wished}` }).click();
    const request = page.getByRole("main").locator("section").filter({ has: page.getByRole("heading", { name: `Decision on ${wished}` }) });
    await hydrated(page);
    await axeClean(page);
    await request.getByRole("button", { name: "Accept and rename" }).click();
    await expect(page.getByText("The company is renamed")).toBeVisible();
    await administrator.desk.lend(page);
    await page.goto("/account");
    await expect(page.getByRole("main")).toContainText(wished);
  });
});

test.describe("移交", () => {
  inChinese();
  test("with nothing to hand over, in Chinese", async ({ page }) => {
    const { administrator } = await newPartner();
    const nina = await newPerson({ by: administrator.desk });
    await administrator.desk.lend(page);
    await page.goto(`${await addressOf(administrator.desk, nina)}/hand-over`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`移交并停用${nina.name}`);
    await expect(page.getByRole("main")).toContainText("未负责任何内容");
    await hydrated(page);
    await axeClean(page);
    await page.goto("/organisation/company");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("公司信息");
    await axeClean(page);
  });
});
