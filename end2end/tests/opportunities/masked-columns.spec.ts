import { axeClean, expect, hydrated, people, scripted, test } from "../../fixtures.ts";
import { desk, newCustomer, newPerson, reported } from "../given.ts";
import { rowOf } from "./forms.ts";

test.describe("the masked customer in the list", () => {
  test("is not in the page until its eye asks for it, and is hidden again", async ({ page }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    const mine = await reported(nina.desk);
    await nina.desk.lend(page);
    const answer = await page.goto("/sales/opportunities");
    expect(await answer?.text(), "as it came over the wire").not.toContain(customer.name);
    await expect(rowOf(page, mine.name)).toContainText("R***s");
    await hydrated(page);
    const eye = page.getByRole("columnheader", { name: "Customer" }).getByRole("button", { name: /^Show customer name/i });
    await expect(eye).toHaveAttribute("aria-pressed", "false");
    const shown = page.waitForResponse((answer) => answer.request().method() === "POST");
    await eye.click();
    // Without script the page asks for itself anew after a minute.
    if (!scripted()) expect((await shown).headers()["refresh"]).toMatch(/^60; url=/);
    await expect(rowOf(page, mine.name)).toContainText(customer.name);
    await expect(eye).toHaveAttribute("aria-pressed", "true");
    await axeClean(page);
    if (scripted()) {
      await eye.click();
      await expect(rowOf(page, mine.name)).not.toContainText(customer.name);
      await expect(rowOf(page, mine.name)).toContainText("R***s");
    }
    await page.goto("/sales/opportunities");
    await expect(rowOf(page, mine.name)).toContainText("R***s");
    expect(await page.content()).not.toContain(customer.name);
  });

  test("is revealed only to whom the customer belongs, and the answer carries nothing more", async ({ page, signInAs, baseURL }) => {
    const nina = await newPerson();
    const customer = await newCustomer(nina.account);
    await reported(nina.desk);
    const list = await (await nina.desk.http.get("/sales/opportunities")).text();
    const key = /name="form\[refs\]" value="([^"]+)"/.exec(list)?.[1] ?? "";
    const ask = async (who: Awaited<ReturnType<typeof desk>>, field: string) => {
      const answer = await who.http.post("/api/customers.reveal", {
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        data: new URLSearchParams([["form[field]", field], ["form[refs]", key]]).toString(),
      });
      return { status: answer.status(), text: await answer.text() };
    };
    const field = /name="form\[field\]" value="([^"]+)"/.exec(list)?.[1] ?? "";
    expect((await ask(nina.desk, field)).text).toContain(customer.name);
    for (const account of ["jun", "petra", "dara", "tom", "viktor"]) {
      const answer = await ask(await desk(account), field);
      expect(answer.text, account).not.toContain(customer.name);
    }
    expect((await ask(nina.desk, "password_hash")).status).toBe(404);

    // A supervisor and the administrator reach the customer.
    await signInAs(page, people.zhao);
    const foreign = await page.request.post("/api/customers.reveal", {
      headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      form: { "form[field]": field, "form[refs]": key },
    });
    expect(foreign.status()).toBe(403);
    const ours = await page.request.post("/api/customers.reveal", {
      headers: { "sec-fetch-site": "same-origin", origin: baseURL ?? "", accept: "application/json" },
      form: { "form[field]": field, "form[refs]": key },
    });
    expect(await ours.text()).toContain(customer.name);
  });
});
