import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, suffix, type NewCustomer, type NewPerson } from "../given.ts";
import { button, checkFile, importChecked, IMPORTS, outcome } from "../operations/forms.ts";

const card = (page: Page, heading: string) => page.locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) });
const HEADER = "customer,founded_on,website,employees,products,funding\n";

async function aCustomer(): Promise<{ nina: NewPerson; customer: NewCustomer; address: string }> {
  const nina = await newPerson();
  const customer = await newCustomer(nina.account);
  const address = /\/sales\/customers\/[0-9a-f-]{36}/.exec(await (await nina.desk.http.get("/sales/customers")).text())?.[0] ?? "";
  return { nina, customer, address };
}

test.describe("the company profile", () => {
  test.use({ refusals: [404] });

  test("comes with a file of the vendor, stands on the customer's page, and changes with a later file", async ({ page, signInAs }) => {
    const { nina, customer, address } = await aCustomer();
    const file = (employees: string) => `${HEADER}${customer.account},1998-04-01,https://ridgeway.example,${employees},"Pumps, valves",\n`;
    await nina.desk.lend(page);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Customer C\d+$/);
    await expect(page.getByRole("heading", { name: "Company profile" }), "nothing was imported yet").toHaveCount(0);

    await signInAs(page, people.viktor);
    await checkFile(page, "profiles", `${file("About 200")}nobody_${suffix()},,,,,\n`, [1, 0, 0, 1]);
    await expect(outcome(page, "Will be refused").getByRole("row").nth(1)).toContainText("Customer: no customer has this account name");
    await importChecked(page);
    await checkFile(page, "profiles", file("About 200"), [0, 0, 1, 0]);
    await checkFile(page, "profiles", file("About 250"), [0, 1, 0, 0]);
    await expect(outcome(page, "Will be changed")).toContainText("Employees");
    await hydrated(page);
    await axeClean(page);
    await importChecked(page);

    await nina.desk.lend(page);
    await page.goto(address);
    const profile = card(page, "Company profile");
    for (const words of ["Imported on", "Founded", "1 Apr 1998", "Website", "https://ridgeway.example", "Employees", "About 250", "Products", "Pumps, valves"])
      await expect(profile).toContainText(words);
    await expect(profile, "what is not known has no line").not.toContainText("Funding");
    await expect(profile, "read only").not.toContainText("About 200");
    await expect(profile.getByRole("button")).toHaveCount(0);
    await hydrated(page);
    await axeClean(page);
    // Whoever reads the customer reads it; to others neither exists.
    await signInAs(page, people.zhao);
    await page.goto(address);
    await expect(profile).toContainText("About 250");
    await signInAs(page, people.petra);
    expect((await page.goto(address))?.status()).toBe(404);
  });
});

test.describe("企业百科", () => {
  inChinese();

  test("导入后显示在客户详情中", async ({ page, signInAs }) => {
    const { nina, customer, address } = await aCustomer();
    await signInAs(page, people.viktor);
    await page.goto(IMPORTS);
    await page.getByRole("combobox", { name: "文件内容" }).selectOption("企业百科");
    await page.getByRole("textbox", { name: "数据来源" }).fill("journeys");
    await page.getByRole("textbox", { name: /^或粘贴/ }).fill(`${HEADER}${customer.account},1998-04-01,,约250人,水泵,已上市\n`);
    await button(page, "校验").click();
    await expect(page.getByText("将新增 1 行，修改 0 行，无变化 0 行，拒绝 0 行。")).toBeVisible();
    await button(page, "导入").click();
    await expect(page.getByText("文件已导入。")).toBeVisible();
    await nina.desk.lend(page);
    await page.goto(address);
    const profile = card(page, "企业百科");
    for (const words of ["导入时间：", "成立日期", "1998年4月1日", "人员规模", "约250人", "产品", "水泵", "投融资", "已上市"]) await expect(profile).toContainText(words);
    await axeClean(page);
    expect((await (await desk("petra")).http.get(address)).status()).toBe(404);
  });
});
