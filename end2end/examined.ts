/** Which states of which pages axe has examined in this run: a folder with a file for each, shared by all workers and projects. */
import type { Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

const folder = process.env["E2E_EXAMINED"] ?? "";

/**
 * True if something of what the page shows is seen for the first time in this run: its main part, or what stands around it (menu,
 * number of notifications, bar of the demo). Without a shared folder always.
 */
export async function firstVisit(page: Page): Promise<boolean> {
  if (folder === "") return true;
  mkdirSync(folder, { recursive: true });
  // Both are asked, so that both are noted.
  return (await statesOf(page)).map(firstTime).includes(true);
}

function firstTime(state: string): boolean {
  try {
    // Fails if the file is there: of two workers one examines. What it finds fails the run, whoever asked.
    const file = openSync(join(folder, createHash("sha256").update(state).digest("hex").slice(0, 32)), "wx");
    writeSync(file, state);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Everything of a page that can make a difference to axe, without what is different in every run: address, language, width,
 * colour scheme, and the tree of the elements with their attributes; once for the main part, once for the rest. Numbers and
 * identifiers are left out, text counts as there or not there, and of neighbours that are alike (rows of a list) one counts.
 */
async function statesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const plain = (value: string) =>
      value.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "#").replace(/\b[0-9a-f]{8}\b/g, "#").replace(/[A-Za-z0-9_-]{32,}/g, "#").replace(/\d+/g, "#");
    // Where a link leads and what a field holds is nothing to axe, but whether there is anything is.
    const present = new Set(["href", "src", "srcset", "action", "value", "content", "nonce", "datetime", "d", "style", "data-props"]);
    const attributes = (element: Element) =>
      Array.from(element.attributes, ({ name, value }) => {
        return present.has(name) ? `${name}=${value.trim() === "" ? "" : "…"}` : `${name}=${plain(value)}`;
      })
        .sort()
        .join(" ");
    const main = document.querySelector("main");
    let apart: Element | null = null;
    const tree = (element: Element): string => {
      if (element.tagName === "SCRIPT" || element.tagName === "svg" || element === apart) return element.tagName;
      const inside: string[] = [];
      for (const node of element.childNodes) {
        if (node instanceof Element) inside.push(tree(node));
        else if (node instanceof Text && node.data.trim() !== "") inside.push("…");
      }
      const field = element instanceof HTMLInputElement ? ` ${element.checked} ${element.value === ""} ${element.validity.valid}` : "";
      const shown = element.checkVisibility() ? "" : " hidden";
      return `<${element.tagName} ${attributes(element)}${field}${shown}>${[...new Set(inside)].join("")}</>`;
    };
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const around = `<HTML ${attributes(document.documentElement)}> ${innerWidth} ${dark}`;
    if (main === null) return [[plain(location.pathname), around, tree(document.documentElement)].join("\n")];
    const inside = tree(main);
    apart = main;
    return [
      [plain(location.pathname), around, inside].join("\n"),
      [around, tree(document.documentElement)].join("\n"),
    ];
  });
}
