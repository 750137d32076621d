// P11: what a browser has to load. These budgets are kept: a run that breaks one fails.
import { ask } from "./load.mjs";

// performance.md; a kilobyte has 1,000 bytes.
const BUDGET = { html: 40_000, wasm: 200_000, js: 15_000, css: 20_000 };

async function load(url, encoding, headers = {}) {
  const answer = await ask(url, { headers: { ...headers, "accept-encoding": encoding } });
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  const came = answer.headers["content-encoding"] ?? "identity";
  if (encoding === "br" && came !== "br") throw new Error(`${url} came as ${came} where br was asked for`);
  return answer.body;
}

const attribute = (html, pattern) => pattern.exec(html)?.[1]?.replaceAll("&amp;", "&");

/** @param lists [{who, url, headers}] pages of fifty rows */
export async function sizes(base, lists, table) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const broken = [];
  const judge = (what, bytes, most, note = "") => {
    const met = bytes <= most;
    if (!met) broken.push(`${what}: ${kb(bytes)}, at most ${kb(most)}`);
    table.add({ workload: `P11 ${what}`, ours: kb(bytes) + note, limit: kb(most), ratio: bytes / most, reach: "≤ 1", met });
  };

  const signIn = (await load(`${base}/sign-in`, "identity")).toString();
  const wakes = /<leptos-island/i.test(signIn) || /<link[^>]*\.wasm/i.test(signIn);
  if (wakes) broken.push("the sign-in page loads WASM");
  table.add({ workload: "P11 sign-in page", ours: wakes ? "loads WASM" : "no WASM", limit: "no WASM", reach: "no WASM", met: !wakes });

  let html = "";
  for (const { who, url, headers } of lists) {
    const plain = await load(url, "identity", headers);
    const small = await load(url, "br", headers);
    html = plain.toString();
    judge(`list of 50 rows, HTML, ${who}`, plain.length, BUDGET.html, ` (brotli ${kb(small.length)})`);
  }
  const wire = async (pattern, what) => {
    const address = attribute(html, pattern);
    if (!address) throw new Error(`the list names no ${what}`);
    return (await load(new URL(address, base).href, "br")).length;
  };
  judge("WASM, brotli", await wire(/data-wasm="([^"]+)"/, "WASM"), BUDGET.wasm);
  const glue = await wire(/data-js="([^"]+)"/, "script of the islands");
  const own = await wire(/<script[^>]*src="([^"]*app\.js[^"]*)"/, "app.js");
  judge("scripts, brotli", glue + own, BUDGET.js, ` (islands ${kb(glue)}, app.js ${kb(own)})`);
  judge("style sheet, brotli", await wire(/<link[^>]*href="([^"]+\.css[^"]*)"/, "style sheet"), BUDGET.css);
  return broken;
}
