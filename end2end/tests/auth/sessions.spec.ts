import { axeClean, expect, hydrated, scripted, signInByForm, test } from "../../fixtures.ts";
import { newPerson, OWN_PASSWORD } from "../given.ts";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

test("a person with three sessions ends one of them; the other stays, and so does her own", async ({ page, browser, baseURL }) => {
  const nina = await newPerson();
  const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted(), userAgent: FIREFOX });
  const elsewhere = await other.newPage();
  await signInByForm(elsewhere, nina.account, OWN_PASSWORD);
  await signInByForm(page, nina.account, OWN_PASSWORD);
  await page.goto("/account");
  const sessions = page.getByRole("table", { name: "Where you are signed in" }).getByRole("row");
  await expect(sessions).toHaveCount(4);
  await expect(sessions.filter({ hasText: "This browser" })).toHaveCount(1);
  await hydrated(page);
  await axeClean(page);
  await page.getByRole("button", { name: "End – Firefox, Windows" }).click();
  await expect(page.getByText("The session is ended.")).toBeVisible();
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: "Firefox" })).toHaveCount(0);
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
  expect((await nina.desk.http.get("/account", { maxRedirects: 0 })).status(), "the third goes on").toBe(200);
  await page.goto("/account");
  await expect(sessions).toHaveCount(3);
});
