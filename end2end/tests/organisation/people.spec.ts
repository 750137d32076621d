import type { Page } from "@playwright/test";
import { axeClean, expect, hydrated, inChinese, people, scripted, signInByForm, test } from "../../fixtures.ts";
import { created, desk, newPartner, newPerson, OWN_PASSWORD, suffix } from "../given.ts";

const row = (page: Page, account: string) => page.getByRole("table", { name: "People", exact: true }).getByRole("row").filter({ has: page.getByRole("link", { name: account, exact: true }) });

/** Signs in where a wrong password may be the answer. */
async function tryToSignIn(page: Page, account: string, password: string) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Account name").fill(account);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A button that asks once more, and yes. Without script too: the browser opens the dialog by itself. */
async function confirm(page: Page, verb: string, title: string) {
  await page.getByRole("main").getByRole("button", { name: verb, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog).toBeVisible();
  await axeClean(page);
  await dialog.getByRole("button", { name: verb, exact: true }).click();
}

async function search(page: Page, account: string) {
  await page.goto("/organisation/people");
  await page.getByRole("searchbox", { name: "Account or name" }).fill(account);
  await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
}

test.describe("people of a partner", () => {
  test.use({ refusals: [422, 403, 404, 409] });

  test("the administrator creates an account manager, whose first sign-in forces a new password", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/");
    await page.getByLabel("Account of Grace Wu").click();
    await page.getByRole("link", { name: "Organisation" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("People");
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("link", { name: "Create person" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create person");
    await axeClean(page);
    const account = `nora-${suffix()}`;
    await page.getByRole("textbox", { name: "Account name" }).fill(account);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nora Field");
    await page.getByRole("checkbox", { name: /^Account manager(?! supervisor)/ }).check();
    await page.getByRole("combobox", { name: /^Supervisor/ }).selectOption({ label: "Zhao Lin (zhao)" });
    await page.getByRole("main").getByRole("button", { name: "Create person" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Person created");
    await expect(page.getByText(`Temporary password of ${account}`)).toBeVisible();
    await expect(page.getByText("Shown only this once.")).toBeVisible();
    await axeClean(page);
    const temporary = (await page.getByRole("definition").first().textContent()) ?? "";
    expect(temporary.length).toBeGreaterThanOrEqual(12);
    await page.getByRole("link", { name: "To the person's page" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nora Field");
    expect(await page.content(), "shown once").not.toContain(temporary);
    await expect(page.getByText("Has not signed in since the password was set by somebody else.")).toBeVisible();
    await axeClean(page);

    await tryToSignIn(page, account, temporary);
    await expect(page).toHaveURL(/\/account\/password$/);
    await expect(page.getByText("Your password was set by somebody else. Choose your own before you go on.")).toBeVisible();
    await page.goto("/sales/opportunities");
    await expect(page, "nothing else before").toHaveURL(/\/account\/password$/);
    await axeClean(page);
    const fill = async (now: string, next: string, again: string) => {
      await page.getByLabel("Current password").fill(now);
      await page.getByLabel("New password", { exact: true }).fill(next);
      await page.getByLabel("New password, again").fill(again);
      await page.getByRole("main").getByRole("button", { name: "Change password" }).click();
    };
    for (const [now, next, again, message] of [
      ["not this one", OWN_PASSWORD, OWN_PASSWORD, "This is not your current password"],
      [temporary, "short", "short", "Use at least 12 characters"],
      [temporary, "password1234", "password1234", "This one would be guessed soon"],
      [temporary, OWN_PASSWORD, "harbour lights at night", "Both entries must be the same"],
      [temporary, temporary, temporary, "Choose one that differs from the current password"],
    ] as const) {
      await fill(now, next, again);
      await expect(page.getByRole("alert").getByRole("link", { name: new RegExp(`^${message}`) })).toBeVisible();
    }
    await axeClean(page);
    await fill(temporary, OWN_PASSWORD, OWN_PASSWORD);
    await expect(page.getByText("Your password is changed.")).toBeVisible();
    await page.goto("/sales/opportunities");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Opportunities");
    await tryToSignIn(page, account, temporary);
    await expect(page.getByRole("alert")).toContainText("The account name or the password is wrong");
  });

  test("what is missing or wrong about a new person is said beside its field", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/organisation/people/new");
    await hydrated(page);
    await page.getByRole("textbox", { name: "Account name" }).fill("Mei!");
    await page.getByRole("textbox", { name: /^E-mail/ }).fill("nora at harbor");
    await page.getByRole("checkbox", { name: /^System administrator/ }).check();
    await page.getByRole("checkbox", { name: /^Account manager(?! supervisor)/ }).check();
    const create = page.getByRole("main").getByRole("button", { name: "Create person" });
    await create.click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText("Use 3 to 64 lower-case letters");
    await expect(page.getByRole("textbox", { name: /^E-mail/ })).toHaveAccessibleDescription(/name@company\.example/);
    await expect(page.getByRole("textbox", { name: /^E-mail/ })).toHaveValue("nora at harbor");
    await expect(summary).toContainText("System administrator excludes every other role; keep one or the other");
    await expect(page.getByRole("textbox", { name: "Account name" })).toHaveValue("Mei!");
    await expect(page.getByRole("checkbox", { name: /^System administrator/ })).toBeChecked();
    await hydrated(page);
    await axeClean(page);

    await page.getByRole("textbox", { name: "Account name" }).fill("mei");
    await page.getByRole("textbox", { name: /^E-mail/ }).fill("");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Second Mei");
    await page.getByRole("checkbox", { name: /^System administrator/ }).uncheck();
    await page.getByRole("checkbox", { name: /^Account manager supervisor/ }).check();
    await create.click();
    await expect(summary).toContainText("Account manager and supervisor exclude each other; choose one of them");
    await hydrated(page);
    await page.getByRole("checkbox", { name: /^Account manager(?! supervisor)/ }).uncheck();
    await page.getByRole("combobox", { name: /^Supervisor/ }).selectOption({ label: "Zhao Lin (zhao)" });
    await create.click();
    await expect(summary).toContainText("Only an account manager has a supervisor; clear this choice or give that role");
    await hydrated(page);
    await page.getByRole("combobox", { name: /^Supervisor/ }).selectOption({ label: "No supervisor" });
    await create.click();
    await expect(summary).toContainText("This account name is taken; choose another");
    await hydrated(page);
    await page.getByRole("checkbox", { name: /^Account manager supervisor/ }).uncheck();
    await create.click();
    await expect(summary).toContainText("Choose at least one role");
  });

  test("a person has at most three roles", async () => {
    const grace = await desk("grace");
    const address = "/organisation/people/new";
    const { administrator } = await newPartner();
    const pairs: [string, string][] = [["form[key]", crypto.randomUUID()], ["form[account_name]", `max-${suffix()}`], ["form[display_name]", "Max"]];
    for (const items of ["opportunities_view", "orders_view", "customers_view", "exports_create"]) {
      const name = `Role ${suffix()}`;
      const made = await administrator.desk.post("/organisation/roles/new", "organisation.create_role", [["form[key]", crypto.randomUUID()], ["form[name]", name], ["form[permissions][]", items]]);
      expect(made.status()).toBe(303);
      pairs.push(["form[roles][]", await administrator.desk.choice(address, name)]);
    }
    const answer = await administrator.desk.post(address, "organisation.create_person", pairs);
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("Choose at most three roles");
    // Another partner's role is no role.
    const foreign = await grace.post(address, "organisation.create_person", [...pairs.slice(0, 3), ...pairs.slice(3, 4)]);
    expect(foreign.status()).toBe(422);
    expect(await foreign.text()).toContain("Choose from the roles of this partner");
  });

  test("name, roles and supervisor change from the person's next page on; the account name never", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    await (await desk("grace")).lend(page);
    await search(page, nina.account);
    await row(page, nina.account).getByRole("link", { name: `Change ${nina.account}` }).click();
    await hydrated(page);
    await expect(page.getByRole("textbox", { name: "Account name" }), "immutable").toHaveCount(0);
    await expect(page.getByRole("main")).toContainText("Own customers and opportunities only.");

    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const hers = await other.newPage();
    await signInByForm(hers, nina.account, OWN_PASSWORD);
    await hers.goto("/sales/opportunities");
    await expect(hers.getByRole("main")).toContainText("that you own");

    const token = async () => (await other.cookies()).find((cookie) => cookie.name.endsWith("session"))?.value;
    const before = await token();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nina Renamed");
    await page.getByRole("checkbox", { name: /^Opportunity reader/ }).check();
    await page.getByRole("combobox", { name: /^Supervisor/ }).selectOption({ label: "Omar Reyes (omar)" });
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The changes are saved.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nina Renamed");
    await expect(page.getByRole("main")).toContainText("All customers of the partner, because account managers with a second role see them all");
    await axeClean(page);

    await hers.goto("/sales/opportunities");
    await expect(hers.getByRole("main")).toContainText(/opportunities of Harbor Cloud Partners\./);
    expect(await token(), "the session goes on under a new token").not.toBe(before);
    await hers.goto("/account");
    await expect(hers.getByRole("main")).toContainText("Omar Reyes");
    await other.close();
  });

  test("the second of two who change the same person sees both values", async ({ page }) => {
    const nina = await newPerson();
    await (await desk("grace")).lend(page);
    await search(page, nina.account);
    await row(page, nina.account).getByRole("link", { name: nina.account, exact: true }).click();
    await hydrated(page);
    const address = new URL(page.url()).pathname;
    const grace = await desk("grace");
    const id = address.split("/").at(-1) ?? "";
    const meanwhile = await grace.post(address, "organisation.change_person", [
      ["form[key]", crypto.randomUUID()], ["form[id]", id], ["form[version]", "1"], ["form[display_name]", "Nina Meanwhile"],
      ["form[roles][]", await grace.choice(address, "Account manager")], ["form[supervisor]", await grace.choice(address, "Zhao Lin (zhao)")],
    ]);
    expect(meanwhile.status()).toBe(303);
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("Nina Mine");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Somebody saved this person while you were editing.")).toBeVisible();
    await expect(name).toHaveValue("Nina Mine");
    await expect(name).toHaveAccessibleDescription(/They saved: Nina Meanwhile/);
    await hydrated(page);
    await axeClean(page);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nina Mine");
  });

  test("disabling ends the sessions at the next request and refuses sign-in, until the person is enabled", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const hers = await other.newPage();
    await signInByForm(hers, nina.account, OWN_PASSWORD);
    await (await desk("grace")).lend(page);
    await search(page, nina.account);
    await row(page, nina.account).getByRole("link", { name: nina.account, exact: true }).click();
    await hydrated(page);
    await confirm(page, "Disable", `Disable ${nina.name}?`);
    await expect(page.getByText("The person is disabled, and all sessions are ended.")).toBeVisible();
    await axeClean(page);
    const address = page.url();

    await hers.goto("/sales/opportunities");
    await expect(hers).toHaveURL(/\/sign-in/);
    await tryToSignIn(hers, nina.account, OWN_PASSWORD);
    await expect(hers.getByRole("alert")).toContainText("The account name or the password is wrong");

    await page.goto(address);
    await hydrated(page);
    await confirm(page, "Enable", `Enable ${nina.name} again?`);
    await expect(page.getByText("The person is enabled.")).toBeVisible();
    await signInByForm(hers, nina.account, OWN_PASSWORD);
    await other.close();
  });

  test("resetting a password ends the sessions and shows a temporary one, once", async ({ page, browser, baseURL }) => {
    const nina = await newPerson();
    await (await desk("grace")).lend(page);
    await search(page, nina.account);
    await row(page, nina.account).getByRole("link", { name: nina.account, exact: true }).click();
    await hydrated(page);
    const address = page.url();
    await confirm(page, "Reset password", `Reset the password of ${nina.name}?`);
    await expect(page.getByText(`${nina.name} has a temporary password. All sessions are ended.`)).toBeVisible();
    await axeClean(page);
    const temporary = (await page.getByText(`Temporary password of ${nina.account}`).locator("xpath=following-sibling::dd[1]").textContent()) ?? "";
    await page.goto(address);
    expect(await page.content()).not.toContain(temporary);
    expect((await nina.desk.http.get("/account", { maxRedirects: 0 })).status()).toBe(303);

    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB", javaScriptEnabled: scripted() });
    const hers = await other.newPage();
    await tryToSignIn(hers, nina.account, OWN_PASSWORD);
    await expect(hers.getByRole("alert")).toContainText("The account name or the password is wrong");
    await tryToSignIn(hers, nina.account, temporary);
    await expect(hers).toHaveURL(/\/account\/password$/);
    await other.close();
  });

  test("a supervisor with account managers keeps the role until they have another one", async ({ page }) => {
    const { administrator } = await newPartner();
    const sam = await newPerson({ by: administrator.desk, called: "Sam", roles: ["Account manager supervisor"] });
    await created({ by: administrator.desk, supervisor: sam.name });
    await administrator.desk.lend(page);
    await search(page, sam.account);
    await row(page, sam.account).getByRole("link", { name: sam.account, exact: true }).click();
    await hydrated(page);
    await expect(page.getByRole("main")).toContainText("Account managers reporting");
    await page.getByRole("checkbox", { name: /^Account manager supervisor/ }).uncheck();
    await page.getByRole("checkbox", { name: /^Account manager(?! supervisor)/ }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("alert")).toContainText("Account managers reporting to this person: 1. Choose another supervisor for them, or leave them without one");
    await axeClean(page);
  });

  test("one's own account and the primary administrator are not disabled", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await search(page, "grace");
    await expect(row(page, "grace")).toContainText("You, Primary administrator");
    await row(page, "grace").getByRole("link", { name: "grace", exact: true }).click();
    await expect(page.getByRole("main").getByRole("button", { name: "Disable" })).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("button", { name: "Reset password" })).toHaveCount(0);
    await expect(page.getByText("You cannot do this to your own account.")).toBeVisible();
    const address = new URL(page.url()).pathname;
    const answer = await (await desk("grace")).post(address, "organisation.disable_person", [["form[id]", address.split("/").at(-1) ?? ""]]);
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain("You cannot do this to your own account.");
    await axeClean(page);
  });

  test("the search finds by account and name, and says when nobody matches", async ({ page, signInAs }) => {
    await signInAs(page, people.dara);
    await search(page, "KOFI");
    await expect(row(page, "kofi")).toBeVisible();
    expect(page.url(), "no address says a name").toMatch(/\/organisation\/people\?filter=[0-9a-f-]{36}$/);
    await expect(page.getByRole("searchbox", { name: "Account or name" })).toHaveValue("KOFI");
    await expect(row(page, "kofi")).toContainText("Kofi Mensah");
    await search(page, "nobody of this name");
    await expect(page.getByRole("heading", { name: "Nobody matches" })).toBeVisible();
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: "Reset" }).first().click();
    await expect(row(page, "dara")).toBeVisible();
    await page.getByRole("combobox", { name: "Role" }).selectOption("Account manager");
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(row(page, "kofi")).toBeVisible();
    await expect(row(page, "dara")).toHaveCount(0);
    await page.getByRole("combobox", { name: "State" }).selectOption("Disabled");
    await page.getByRole("main").getByRole("button", { name: "Search", exact: true }).click();
    await expect(row(page, "kofi")).toHaveCount(0);
    await axeClean(page);
  });

  test("only an administrator manages people, and only of the own partner", async ({ page, signInAs }) => {
    const nina = await newPerson();
    const address = await (await desk("grace")).personPage(nina.account);
    for (const person of [people.mei, people.zhao, people.lin, people.tom, people.viktor]) {
      await signInAs(page, person);
      for (const where of ["/organisation/people", "/organisation/people/new", address, "/organisation/roles"]) {
        const answer = await page.goto(where);
        expect(answer?.status(), `${person.account} ${where}`).toBe(403);
        await expect(page.getByRole("main")).toContainText("People and roles are managed by the system administrator of the partner.");
      }
    }
    await axeClean(page);
    await signInAs(page, people.petra);
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    const posted = await (await desk("petra")).post(address, "organisation.disable_person", [["form[id]", address.split("/").at(-1) ?? ""]]);
    expect(posted.status()).toBe(404);
    await page.context().clearCookies();
    await signInByForm(page, nina.account, OWN_PASSWORD);
  });

  test("two clicks create one person", async ({ page }) => {
    const { administrator } = await newPartner();
    await administrator.desk.lend(page);
    await page.goto("/organisation/people/new");
    await hydrated(page);
    const account = `twin-${suffix()}`;
    await page.getByRole("textbox", { name: "Account name" }).fill(account);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Twin");
    await page.getByRole("checkbox", { name: /^Account manager(?! supervisor)/ }).check();
    await page.getByRole("main").getByRole("button", { name: "Create person" }).dblclick();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^(Person created|Twin)$/);
    await page.goto("/organisation/people");
    await expect(row(page, account)).toHaveCount(1);
    await expect(page.getByText("1 to 2 of 2")).toBeVisible();
  });
});

test.describe("组织成员", () => {
  inChinese();
  test.use({ refusals: [422] });
  test("people are managed in Chinese", async ({ page, signInAs }) => {
    await signInAs(page, people.grace);
    await page.goto("/organisation/people");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("人员管理");
    await axeClean(page);
    await page.getByRole("link", { name: "创建人员" }).click();
    await page.getByRole("main").getByRole("button", { name: "创建人员" }).click();
    await expect(page.getByRole("alert")).toContainText("请至少选择一个角色");
    await hydrated(page);
    await axeClean(page);
  });
});
