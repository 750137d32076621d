// The lists of customers and claims at the largest partner, and the instant check over every claim there is.
import { ask, oneByOne } from "./load.mjs";
import { median, ms } from "./table.mjs";

const links = (body) => [...body.toString().matchAll(/href="?([^"\s>]+)/g)].map(([, href]) => href.replaceAll("&amp;", "&"));

/** Turns pages until so many rows are behind; the address of the page after them. */
async function deepPage(base, url, { headers, rows, size }) {
  let next = url;
  for (let behind = 0; behind < rows; behind += size) {
    const page = await ask(next, { headers });
    if (page.status !== 200) throw new Error(`${next}: ${page.status}`);
    const href = links(page.body).find((link) => /[?&]after=/.test(link));
    if (!href) return { url: next, behind };
    next = new URL(href, next).href;
  }
  return { url: next, behind: rows };
}

async function post(base, page, action, fields, headers, accept = "text/html") {
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [`form[${name}]`, value])).toString();
  const address = accept === "text/html" ? `${base}${page}?do=${action}` : `${base}/api/${action}`;
  return ask(address, {
    method: "POST", body,
    headers: { ...headers, accept, "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), "sec-fetch-site": "same-origin" },
  });
}

export async function customers(base, { headers, rounds, seconds, table }) {
  const size = 100;
  const visit = async (url) => {
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push((await oneByOne(url, { seconds: seconds / 2, headers })).median);
    return median(times);
  };
  for (const [name, page] of [["customers", "/sales/customers"], ["claims", "/sales/customer-development"]]) {
    const first = `${base}${page}?size=${size}`;
    const deep = await deepPage(base, first, { headers, rows: 10_000, size });
    const [one, far] = [await visit(first), await visit(deep.url)];
    table.add({ workload: `${name}: the page of ${size} after row ${deep.behind.toLocaleString("en")}`, ours: ms(far), limit: `${ms(one)} (first page)`, ratio: far / one, reach: "≤ 2", met: far / one <= 2 });
  }
  const one = await visit(`${base}/sales/customers?size=50`);
  for (const term of ["ar", "lakeview games", "航运", "华东食品"]) {
    const answer = await post(base, "/sales/customers", "customers.filter", { name: term, query: "size=50" }, headers);
    const found = answer.headers.location;
    if (answer.status !== 303 || !found?.includes("filter=")) throw new Error(`the filter of customers answers ${answer.status}`);
    const took = await visit(new URL(found, base).href);
    table.add({ workload: `customers: name contains “${term}”`, ours: ms(took), limit: `${ms(one)} (first page)`, ratio: took / one });
  }
  // Limited per person and recorded: a handful is all that one may ask.
  const times = [];
  for (let i = 0; i < 20; i += 1) {
    const begin = performance.now();
    const { status, body } = await post(base, "", "claims.check", { prospect: `1500000${String(1007 + 20 * i).padStart(4, "0")}` }, headers, "application/json");
    if (status === 429) break;
    if (status !== 200) throw new Error(`claims.check answers ${status}: ${body.toString().slice(0, 200)}`);
    times.push(performance.now() - begin);
  }
  if (times.length) table.add({ workload: `claims: instant check over all partners (${times.length} asked)`, ours: ms(median(times)) });
}
