import { expect, people, test } from "../../fixtures.ts";
import { newPerson } from "../given.ts";

test.describe("requests of other sites", () => {
  test.use({ refusals: [404] });

  test("change nothing: every post and every call must come from a page of ours", async ({ page, signInAs, baseURL }) => {
    await signInAs(page, people.ana);
    const form = { "form[locale]": "zh-CN" };
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { referer: "https://evil.example/" },
    ] as Record<string, string>[]) {
      for (const address of ["/api/auth.set_preferences", "/account?do=auth.set_preferences", "/api/opportunities.report"]) {
        const answer = await page.request.post(address, { headers, form, maxRedirects: 0 });
        expect(answer.status(), `${address} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    for (const method of ["put", "delete", "patch"] as const) {
      expect((await page.request[method]("/sales/opportunities", { headers: { "sec-fetch-site": "cross-site" } })).status()).toBe(403);
    }
    const call = await page.request.get("/api/opportunities.choices?find=a", { headers: { "sec-fetch-site": "cross-site" } });
    expect(call.status(), "a call is no page, whatever its method").toBe(403);
    expect((await page.request.get("/account", { headers: { "sec-fetch-site": "same-origin", origin: baseURL ?? "" } })).status()).toBe(200);
  });

  test("no GET changes anything", async ({ page }) => {
    const nina = await newPerson();
    await nina.desk.lend(page);
    for (const address of ["/account?do=auth.sign_out", "/api/auth.sign_out", "/account?do=auth.set_preferences&form[locale]=zh-CN"]) {
      await page.request.get(address, { headers: { "sec-fetch-site": "same-origin" } });
    }
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  });

  test("every answer carries the security headers, errors included", async ({ page, signInAs }) => {
    await signInAs(page, people.ana);
    for (const address of ["/", "/sales/opportunities", "/sales/nothing-here", "/operations", "/healthz", "/app.js", "/pkg/nothing.js"]) {
      const headers = (await page.request.get(address, { maxRedirects: 0 })).headers();
      expect(headers["content-security-policy"], address).toMatch(/frame-ancestors 'none'/);
      expect(headers["content-security-policy"], address).not.toMatch(/unsafe-inline|unsafe-eval(?!')/);
      expect(headers["x-content-type-options"], address).toBe("nosniff");
      expect(headers["referrer-policy"], address).toBeTruthy();
      expect(headers["server"], address).toBeUndefined();
    }
    const refused = await page.request.post("/account", { headers: { "sec-fetch-site": "cross-site" } });
    expect(refused.headers()["content-security-policy"]).toMatch(/frame-ancestors 'none'/);
    const one = (await page.request.get("/account")).headers()["content-security-policy"] ?? "";
    const two = (await page.request.get("/account")).headers()["content-security-policy"] ?? "";
    expect(/'nonce-[^']+'/.exec(one)?.[0], "a nonce of its own for every answer").not.toBe(/'nonce-[^']+'/.exec(two)?.[0]);
    expect((await page.request.get("/account")).headers()["cache-control"]).toMatch(/no-store|private/);
  });

  test("a body that is too large is refused", async () => {
    const nina = await newPerson();
    const answer = await nina.desk.post("/account", "auth.set_preferences", [["form[locale]", "x".repeat(400_000)]]);
    expect(answer.status()).toBe(413);
  });
});
