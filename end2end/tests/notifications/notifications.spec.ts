import { axeClean, expect, hydrated, inChinese, people, scripted, test, type Person } from "../../fixtures.ts";
import { desk, newPerson, OWN_PASSWORD } from "../given.ts";

/** The demo told each account manager of two assignments; each project of the run reads those of another. */
const reader = (): Person => (scripted() ? people.ana : people.kofi);

test.describe("notifications", () => {
  test("wait on the start page, are counted, lead on and are read then", async ({ page, signInAs }) => {
    await signInAs(page, reader());
    await page.goto("/");
    const bell = page.getByRole("link", { name: /^Notifications, \d+ new$/ });
    const before = Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0]);
    expect(before).toBeGreaterThan(1);
    await expect(page.getByRole("heading", { name: "To do" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "News" })).toBeVisible();
    await hydrated(page);
    await axeClean(page);

    await bell.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notifications");
    const list = page.getByRole("table", { name: "Notifications" });
    await expect(list.getByRole("row").filter({ hasText: "assigned customers to you: 3" })).toContainText("New");
    await axeClean(page);
    await list.getByRole("button", { name: /assigned customers to you: 3$/ }).and(list.locator(":not([aria-label])")).click();
    await expect(page).toHaveURL(/\/sales\/customers$/);
    await expect(page.getByRole("link", { name: before > 2 ? `Notifications, ${before - 1} new` : /^Notifications, \d+ new$/ })).toBeVisible();

    await page.goto("/notifications");
    await page.getByRole("button", { name: /^Mark as read: .*assigned customers to you: 12$/ }).click();
    await expect(page.getByText("Marked as read.")).toBeVisible();
    await expect(list.getByRole("row").filter({ hasText: "assigned customers to you: 12" })).not.toContainText("New");
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await expect(page.getByRole("banner").getByRole("link", { name: "Notifications", exact: true })).toBeVisible();
  });

  test("somebody new has none, and chooses what also comes by e-mail once there is an address", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    await page.goto("/notifications");
    await expect(page.getByText("Nothing yet")).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "What comes by e-mail" }).click();
    await expect(page.getByText("You have no e-mail address here yet")).toBeVisible();
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "Enter it in your account" }).click();
    await page.getByLabel("E-mail", { exact: false }).first().fill("Nina@Example.com");
    await page.getByLabel("Current password").fill(OWN_PASSWORD);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("button", { name: "Save e-mail and mobile" }).click();
    await expect(page.getByText("Your e-mail address and mobile number are saved.")).toBeVisible();
    await page.goto("/account/notifications");
    await expect(page.getByText("It is sent to nina@example.com.")).toBeVisible();
    const claim = page.getByRole("checkbox", { name: "A claim of mine has lapsed" });
    await expect(page.getByRole("checkbox", { name: "A claim of mine is about to lapse" })).toBeChecked();
    await expect(claim).not.toBeChecked();
    await claim.check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(claim).toBeChecked();
  });

  test("nobody opens what somebody else was told", async () => {
    const html = await (await (await desk("mei")).http.get("/notifications")).text();
    const id = /name="form\[id\]" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? "";
    expect(id).not.toBe("");
    expect((await (await desk("jun")).post("/notifications", "notifications.open", [["form[id]", id]])).status()).toBe(404);
  });
});

test.describe("通知", () => {
  inChinese();
  test("notifications in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.jun);
    await page.goto("/notifications");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("通知");
    await expect(page.getByRole("table", { name: "通知" })).toContainText("为您分配了 12 个客户");
    await page.goto("/account/notifications");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("邮件通知");
    await axeClean(page);
  });
});
