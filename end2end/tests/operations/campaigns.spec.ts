import { axeClean, expect, hydrated, inChinese, people, test } from "../../fixtures.ts";
import { dayIn, desk, suffix } from "../given.ts";

const shown = (days: number) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(dayIn(days)));

test.describe("operations: campaigns", () => {
  test.use({ refusals: [422, 409, 403, 410] });

  test("a campaign is created, gets a link, is changed and ended early", async ({ page, signInAs, browser }) => {
    const name = `Harbour weeks ${suffix()}`;
    await signInAs(page, people.viktor);
    await page.goto("/operations/campaigns");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Campaigns");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "Create campaign" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create campaign");
    const main = page.getByRole("main");
    await main.getByLabel("First day").fill(dayIn(0));
    await main.getByLabel("Last day").fill(dayIn(-1));
    await main.getByRole("button", { name: "Create campaign" }).click();
    const problems = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(problems).toContainText("Enter a name");
    await expect(problems).toContainText("The last day comes before the first");
    await expect(main.getByLabel("First day")).toHaveValue(dayIn(0));
    await hydrated(page);
    await axeClean(page);
    await main.getByLabel("Name").fill(name);
    await main.getByLabel("Last day").fill(dayIn(10));
    await main.getByRole("button", { name: "Create campaign" }).click();
    await expect(page.getByText("The campaign is created.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    const address = page.url().split("?")[0] ?? "";

    const mei = await desk("mei");
    const links = "/sales/customer-development/links";
    const campaign = await mei.choice(links, name);
    const made = await mei.post(links, "invitations.make_link", [
      ["form[kind]", "campaign"],
      ["form[association_type]", "resale"],
      ["form[campaign]", campaign],
    ]);
    expect(made.status()).toBe(303);
    await page.goto(address);
    await expect(page.getByText("1 of 1 partners")).toBeVisible();
    await expect(page.getByText("Its last day becomes today")).toBeVisible();
    await hydrated(page);
    await axeClean(page);

    // Somebody else moves the last day meanwhile: both values stand on the page.
    const other = await (await browser.newContext({ storageState: await page.context().storageState(), javaScriptEnabled: false })).newPage();
    await other.goto(address);
    await other.getByRole("main").getByLabel("Last day").fill(dayIn(20));
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByText("The campaign is changed.")).toBeVisible();
    await other.context().close();
    await main.getByLabel("Last day").fill(dayIn(15));
    await main.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Somebody changed this campaign meanwhile.")).toBeVisible();
    await expect(main).toContainText(shown(20));
    await expect(main.getByLabel("Last day")).toHaveValue(dayIn(15));
    await hydrated(page);
    await axeClean(page);
    await main.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The campaign is changed.")).toBeVisible();

    await page.getByRole("button", { name: "End the campaign today" }).click();
    await expect(page.getByText("Today is the campaign's last day.")).toBeVisible();
    await expect(main.getByLabel("Last day")).toHaveValue(dayIn(0));
    await expect(page.getByRole("button", { name: "End the campaign today" })).toHaveCount(0);
    await page.goto("/operations/campaigns");
    const row = page.getByRole("table", { name: "Campaigns" }).getByRole("row").filter({ hasText: name });
    await expect(row).toContainText("Running");
    await expect(row).toContainText(shown(0));
    await hydrated(page);
    await axeClean(page);
  });

  test("nobody of a partner sees or changes them", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    for (const address of ["/operations/campaigns", "/operations/campaigns/new"]) {
      expect((await page.goto(address))?.status()).toBe(403);
      await expect(page.getByRole("main")).toContainText("Operations belong to the vendor's own staff.");
    }
    const posted = await (await desk("grace")).post("/operations/campaigns/new", "operations.create_campaign", [["form[name]", "x"]]);
    expect(posted.status()).toBe(403);
  });
});

test.describe("活动管理", () => {
  inChinese();
  test.use({ refusals: [422] });
  test("campaigns in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.viktor);
    await page.goto("/operations/campaigns");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("活动管理");
    await expect(page.getByRole("table", { name: "活动管理" })).toContainText("进行中");
    await page.getByRole("main").getByRole("link", { name: "创建活动" }).first().click();
    await page.getByRole("main").getByRole("button", { name: "创建活动" }).click();
    await expect(page.getByRole("alert")).toContainText("请输入活动名称");
    await hydrated(page);
    await axeClean(page);
    await page.goto("/operations/campaigns");
    await page.getByRole("link", { name: "制造业上云专项", exact: true }).click();
    await expect(page.getByRole("heading", { name: "修改后的影响" })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
  });
});
