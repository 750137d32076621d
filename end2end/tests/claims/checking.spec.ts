import { axeClean, expect, hydrated, people, test } from "../../fixtures.ts";
import { mobile, newPerson } from "../given.ts";
import { CLAIMS, check } from "./forms.ts";

/** Numbers of the demo (README, "Which number gives which answer"). */
const answers: [string, RegExp][] = [
  ["13900000001", /^Your company has claimed this customer already; its claim holds until/],
  ["13900000002", /^Your company's claim on this customer is under review; it is decided by/],
  ["13900000007", /^This customer is protected until/],
  ["13900000008", /^A claim on this customer is under review until/],
  ["13900000004", /^Your company's last claim on this customer ended a short while ago; you may claim it again from/],
  ["13900000031", /^This customer is associated with a partner already/],
  ["13900000032", /^This is your company's customer already/],
  ["13900000012", /^This is a consumer's account/],
  ["13900000014", /^This customer already spends with the vendor/],
  ["13900000026", /^You may claim this customer; the vendor reviews the claim, because it has been registered for more than seven days/],
  ["13900000025", /^Free: you may claim this customer/],
];

test.describe("the instant check", () => {
  test("answers before a form is filled in", async ({ page }) => {
    test.setTimeout(90_000);
    const nina = await newPerson();
    await nina.desk.lend(page);
    for (const [number, answer] of answers) expect((await check(page, number)).trim(), number).toMatch(answer);
    expect(await check(page, mobile())).toContain("Free: you may claim this customer.");
    expect(await check(page, "nobody@nowhere.example")).toContain("Free");
    await hydrated(page);
    await axeClean(page);
  });

  test.describe("with limits", () => {
    test.use({ refusals: [422, 429] });

    test("takes a whole number or address only", async ({ page, signInAs }) => {
      await signInAs(page, people.jun);
      await page.goto(CLAIMS);
      await page.getByRole("textbox", { name: "Mobile or e-mail" }).fill("Snowpeak");
      await page.getByRole("button", { name: "Check", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("Enter a whole mobile number such as 138 0013 8000, or a whole e-mail address");
      await hydrated(page);
      await axeClean(page);
    });

    test("is limited within an hour, and says when again", async ({ page }) => {
      const nina = await newPerson();
      for (let n = 0; n < 30; n += 1) {
        const answer = await nina.desk.post(CLAIMS, "claims.check", [["form[prospect]", mobile()]]);
        expect(answer.status(), `check ${n + 1}`).toBe(200);
      }
      await nina.desk.lend(page);
      await page.goto(CLAIMS);
      await page.getByRole("textbox", { name: "Mobile or e-mail" }).fill(mobile());
      await page.getByRole("button", { name: "Check", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText(/Try again in \d+ minutes/);
    });
  });
});
