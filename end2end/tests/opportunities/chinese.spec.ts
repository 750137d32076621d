import { axeClean, expect, hydrated, inChinese, people, scripted, test } from "../../fixtures.ts";
import { dayIn, newCustomer, newPerson, progressed, reported, suffix } from "../given.ts";

inChinese();

test.describe("商机报备", () => {
  test.use({ refusals: [422, 403, 404] });

  test("the list speaks the manual's terms", async ({ page, signInAs }) => {
    await signInAs(page, people.mei);
    await page.goto("/sales/opportunities");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("商机报备");
    await expect(page.getByRole("link", { name: "创建商机" }).first()).toBeVisible();
    for (const name of ["商机名称", "客户名称", "客户行业", "商机阶段", "把握度", "预计月流水（元）", "最近更新时间", "操作"]) {
      await expect(page.getByRole("columnheader", { name })).toBeVisible();
    }
    await expect(page.getByRole("main")).toContainText(/归属您的.*个在途商机。/);
    await expect(page.getByRole("link", { name: "新增商机进展" }).first()).toBeVisible();
    await hydrated(page);
    await axeClean(page);
  });

  test("a report is made, with its problems said in Chinese", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account, { name: `雪岭 ${suffix()} 文旅集团` });
    await nina.desk.lend(page);
    await page.goto("/sales/opportunities/new");
    await hydrated(page);
    const next = async () => {
      if (scripted()) await page.getByRole("button", { name: "下一步" }).click();
    };
    const name = `历史影像迁移 ${suffix()}`;
    await page.getByRole("group", { name: "选择客户" }).getByRole("radio").first().check();
    await next();
    await page.getByRole("textbox", { name: "商机名称" }).fill(name);
    await page.getByRole("combobox", { name: "客户行业" }).selectOption("医疗");
    await page.getByRole("combobox", { name: "商机类型" }).selectOption("迁移上云");
    await page.getByRole("group", { name: "是否测试项目" }).getByRole("radio", { name: "否" }).check();
    await page.getByRole("group", { name: "是否投标项目" }).getByRole("radio", { name: "是" }).check();
    await page.getByRole("combobox", { name: "把握度" }).selectOption("50%");
    await page.getByRole("combobox", { name: "商机阶段" }).selectOption("方案设计");
    await next();
    await page.getByRole("textbox", { name: /^当前使用平台/ }).fill("自建机房");
    await next();
    await axeClean(page);
    if (scripted()) {
      await page.getByRole("textbox", { name: "预计月流水", exact: true }).fill(" ");
      await page.getByLabel("预计达成时间").fill(dayIn(30));
      for (const blank of ["服务周期（月）", "主要产品名称", "主要产品预计月流水"]) await page.getByRole("textbox", { name: blank }).fill(" ");
      await next();
      await expect(page.getByRole("group", { name: "核对 · 第5步，共5步" })).toContainText("尚未提交");
      await expect(page.getByRole("term").filter({ hasText: "当前使用平台" })).toBeVisible();
      await expect(page.getByRole("button", { name: "修改：填写详细信息" })).toBeVisible();
      await axeClean(page);
    }
    await page.getByRole("main").getByRole("button", { name: "提交" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "填写有误，请检查" });
    await expect(summary.getByRole("link", { name: "请填写预计月流水", exact: true })).toBeVisible();
    await expect(page).toHaveTitle(/^错误：/);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: "预计月流水", exact: true }).fill("１２，５００元");
    await page.getByLabel("预计达成时间").fill(dayIn(30));
    await page.getByRole("textbox", { name: "服务周期（月）" }).fill("12");
    await page.getByRole("textbox", { name: "主要产品名称" }).fill("对象存储");
    await page.getByRole("textbox", { name: "主要产品预计月流水" }).fill("9000");
    await next();
    await page.getByRole("main").getByRole("button", { name: "提交" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByText("商机创建成功")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("¥12,500.00");
    await expect(page.getByRole("main")).toContainText("我为什么能看到？");
    await axeClean(page);
  });

  test("progress and revision", async ({ page }) => {
    const nina = await newPerson();
    await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await progressed(nina.desk, mine, 1);
    await nina.desk.lend(page);
    await page.goto(`${mine.href}/progress`);
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("新增商机进展");
    await page.getByRole("combobox", { name: "商机阶段" }).selectOption("输单");
    await page.getByRole("textbox", { name: "进展详情" }).fill("项目预算取消。");
    await page.getByRole("main").getByRole("button", { name: "新增商机进展" }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: "请填写输单原因" })).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("textbox", { name: /^输单原因/ }).fill("预算取消");
    await page.getByRole("main").getByRole("button", { name: "新增商机进展" }).click();
    await expect(page.getByText("进展新增成功。")).toBeVisible();
    await page.goto(`${mine.href}/edit`);
    await expect(page.getByText("该商机已赢单或输单，不可再修改")).toBeVisible();
    await axeClean(page);
  });

  test("refusals name the rule in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.zhao);
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("main")).toContainText("您仅可查看");
    const answer = await page.goto("/sales/opportunities/new");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("客户经理主管仅可查看团队的商机，不能创建或修改");
    await axeClean(page);
    await signInAs(page, people.rita);
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("main")).toContainText("云经销商不进行商机报备");
    await signInAs(page, people.petra);
    await page.goto("/sales/opportunities/00000000-0000-0000-0000-000000000000");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("未找到");
  });
});
