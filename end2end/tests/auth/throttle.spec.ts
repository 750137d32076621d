import { expect, test } from "../../fixtures.ts";
import { newPerson, OWN_PASSWORD } from "../given.ts";

test.describe("guessing passwords", () => {
  test.use({ refusals: [422, 429] });

  test("is throttled for the account, and says when to try again", async ({ page }) => {
    const nina = await newPerson();
    let answer = await page.request.get("/sign-in");
    for (let time = 0; time < 21 && answer.status() !== 429; time += 1) {
      answer = await page.request.post("/sign-in?do=auth.sign_in", {
        headers: { "sec-fetch-site": "same-origin" },
        form: { "form[account]": nina.account, "form[password]": `guess number ${time}` },
        maxRedirects: 0,
      });
    }
    expect(answer.status()).toBe(429);
    await page.goto("/sign-in");
    await page.getByLabel("Account name").fill(nina.account);
    await page.getByLabel("Password").fill(OWN_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText(/Too many attempts just now\. Try again in \d+ (minutes|seconds)\./);
    await expect(page.getByLabel("Account name")).toHaveValue(nina.account);
  });
});
