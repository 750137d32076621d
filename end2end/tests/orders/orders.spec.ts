import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, suffix } from "../given.ts";
import { button, checkFile, IMPORTS, importChecked, outcome } from "../operations/forms.ts";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page, table: string) =>
  page.getByRole("table", { name: table, exact: true }).getByRole("row").filter({ hasNot: page.getByRole("columnheader") }).filter({ hasNotText: "that match" });
const search = (page: Page) => main(page).getByRole("button", { name: "Search", exact: true });

/** A moment so many minutes from now, as a file says it, in Beijing. */
const inMinutes = (minutes: number) => new Date(Date.now() + 8 * 3_600_000 + minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");

const ORDERS = "number,customer,order_type,state,product_type,list_amount,discount,payable,placed_at\n";
const LINES = "number,line,resource_name,product_type,amount,expires_at\n";

test.describe("orders", () => {
  test.use({ refusals: [403, 404, 422] });

  test("come in as files, are seen by the account manager and by nobody else, and an older file changes nothing", async ({ page, signInAs }) => {
    test.setTimeout(120_000);
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const number = `CS${suffix().toUpperCase()}`;
    const order = (state: string) => `${ORDERS}${number},${customer.account},new,${state},Elastic server,1250.12345678,250.00,1000.12,${inMinutes(0)}\n`;
    await signInAs(page, people.viktor);
    await checkFile(page, "orders", `${order("processing")}${number}-X,nobody_${number},new,completed,Elastic server,1,,1,${dayIn(-1)}\n`, [1, 0, 0, 1]);
    await expect(outcome(page, "Will be refused").getByRole("row").nth(1)).toContainText("Customer: no customer has this account name");
    await axeClean(page);
    await importChecked(page);
    const lines = `${LINES}${number},1,web-01,Elastic server,500.06543211,${dayIn(30)} 12:00\n${number},2,web-02,Elastic server,500.05,${dayIn(300)}\n`;
    await checkFile(page, "order_lines", lines, [2, 0, 0, 0]);
    await importChecked(page);
    // A file of an earlier moment.
    await page.goto(IMPORTS);
    await page.getByRole("textbox", { name: "Data as of" }).fill(dayIn(-1));
    await page.getByRole("combobox", { name: "What the file holds" }).selectOption("orders");
    await page.getByRole("textbox", { name: "Source" }).fill("journeys");
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "older.csv", mimeType: "text/csv", buffer: Buffer.from(order("cancelled")) });
    await button(page, "Check").click();
    await expect(outcome(page, "Will be refused")).toContainText("a file with later data has written this record; this row changes nothing");
    await expect(main(page)).toContainText("data as of");

    await nina.desk.lend(page);
    await page.goto("/sales/orders");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
    await expect(main(page)).toContainText("Orders of your customers: 1. Those of the last six months");
    await expect(rows(page, "Orders")).toHaveCount(1);
    for (const words of [number, "New", "R***s", "1,000.12", "Processing"]) await expect(rows(page, "Orders")).toContainText(words);
    expect(await page.content()).not.toContain(customer.name);
    await hydrated(page);
    await axeClean(page);
    await rows(page, "Orders").getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${number}`);
    for (const words of ["1,250.12345678", "250.00", "¥1,000.12", "R***s"]) await expect(main(page)).toContainText(words);
    await expect(rows(page, "Resources of this order")).toHaveCount(2);
    await expect(rows(page, "Resources of this order").first()).toContainText("500.06543211");
    await hydrated(page);
    await axeClean(page);
    await main(page).getByRole("button", { name: /^Show .*name/i }).first().click();
    await expect(main(page)).toContainText(customer.name);
    const address = page.url();
    await main(page).getByRole("link", { name: "All in order resource details" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order resource details");
    await expect(rows(page, "Order resource details")).toHaveCount(2);

    await signInAs(page, people.jun);
    expect((await page.goto(address))?.status()).toBe(404);
    await page.goto(`/sales/orders?number=${number}`);
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  });

  test("of the last six months are shown, others are asked for, and more than a year is refused beside the field", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/orders?size=100");
    const usual = await rows(page, "Orders").count();
    await page.getByRole("textbox", { name: "Placed from" }).fill(dayIn(-360));
    await search(page).click();
    await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}/);
    await expect(main(page)).not.toContainText("Those of the last six months");
    expect(await rows(page, "Orders").count()).toBeGreaterThan(usual);
    await page.getByRole("textbox", { name: "Placed from" }).fill(dayIn(-400));
    await search(page).click();
    const refusal = "More than one year. Choose a range of at most one year.";
    await expect(main(page).getByText(refusal).last()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Placed from" })).toHaveValue(dayIn(-400));
    await hydrated(page);
    await axeClean(page);
    // The same from an address that somebody typed.
    await page.goto(`/sales/orders?from=${dayIn(-400)}`);
    await expect(main(page).getByText(refusal)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    await axeClean(page);
  });

  test("of resellers' customers stand in a distributor's second tab", async ({ page, signInAs }) => {
    await signInAs(page, people.dara);
    await page.goto("/sales/orders");
    await page.getByRole("link", { name: "Resellers' customers' orders" }).click();
    await expect(main(page)).toContainText("Orders of your resellers' customers");
    await expect(rows(page, "Orders").first()).toContainText("Customer of Delta Resale");
    await page.getByRole("combobox", { name: "Reseller" }).selectOption("Delta Resale");
    await search(page).click();
    await expect(rows(page, "Orders").first()).toContainText("Customer of Delta Resale");
    await hydrated(page);
    await axeClean(page);
  });

  test("are all that an operator with the item sees, customers masked for good", async ({ page, signInAs }) => {
    await signInAs(page, people.tom);
    await page.goto("/sales/orders");
    await expect(rows(page, "Orders").first()).toContainText("***");
    await expect(main(page).getByRole("button", { name: /^Show / })).toHaveCount(0);
    await expect(main(page).getByRole("textbox", { name: "Customer name" })).toHaveCount(0);
    await rows(page, "Orders").first().getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Order /);
    await expect(main(page).getByRole("button", { name: /^Show / })).toHaveCount(0);
    await axeClean(page);
    await signInAs(page, people.viktor);
    expect((await page.goto("/sales/orders"))?.status()).toBe(403);
    await expect(main(page)).toContainText("Orders belong to the partners");
  });

  test("lead from the customer's page to the order and to all of the customer", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/orders");
    await rows(page, "Orders").first().getByRole("link").first().click();
    await main(page).getByRole("link", { name: /^C\d+$/ }).click();
    const card = page.getByRole("table", { name: "Orders", exact: true });
    await expect(card.getByRole("link").first()).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await main(page).getByRole("link", { name: "Orders of this customer" }).click();
    await expect(page).toHaveURL(/customer_number=C\d+/);
    await expect(rows(page, "Orders").first()).toBeVisible();
  });
});
