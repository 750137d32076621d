// The lists of customers and claims at the largest partner, and the instant check over every claim there is.
import { customersSql, filled, pgbench, query } from "./database.mjs";
import { ask, oneByOne } from "./load.mjs";
import { openLoop } from "./open-loop.mjs";
import { median, ms } from "./table.mjs";

/** At most so many milliseconds, at so many requests a second; as the list of opportunities (P2). */
const [P99, RATE] = [25, 200];

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

/** The ids of the page's customers, in its order, against those of the SQL: nobody wins by sending something else. */
async function compareRows(url, headers, values) {
  const body = (await ask(url, { headers })).body.toString();
  const shown = [...new Set([...body.matchAll(/href="?(?:\/sales\/)?customers\/([0-9a-f]{8}-[0-9a-f-]{27})/g)].map((link) => link[1]))];
  const [rows] = customersSql();
  const expected = (await query(`select string_agg(customer_id::text, ' ') from (${filled(rows, { ...values, most: 50 })}) x`)).split(" ");
  if (shown.join(" ") !== expected.join(" "))
    throw new Error(`the list of customers does not show the rows of scripts/bench/sql/customers.sql (${shown.length} against ${expected.length}): bring the SQL up to date with src/customers/list`);
}

export async function customers(base, { headers, partner, rounds, seconds, table }) {
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
  const first = `${base}/sales/customers?size=50`;
  const p99 = [];
  for (let round = 0; round < rounds; round += 1) {
    const result = await openLoop(first, { rate: RATE, seconds, headers });
    p99.push(result.failed ? Infinity : result.p99);
  }
  table.add({ workload: `customers: p99 at ${RATE}/s, administrator`, ours: ms(median(p99)), reach: `≤ ${P99} ms`, met: median(p99) <= P99 });
  // `texts][name` is sent as `form[texts][name]`: a condition on a masked column, which the answer's address names by its id.
  for (const term of ["ar", "lakeview games", "航运", "华东食品"]) {
    const answer = await post(base, "/sales/customers", "lists.filter", { list: "customers", "texts][name": term, query: "size=50" }, headers);
    const found = answer.headers.location;
    if (answer.status !== 303 || !found?.includes("filter=")) throw new Error(`the filter of customers answers ${answer.status}`);
    const url = new URL(found, base).href;
    const values = { id: partner, pattern: `%${term}%`, name: term, most: 51, cap: 10_001 };
    await compareRows(url, headers, values);
    const { mean } = await oneByOne(url, { seconds: seconds / 2, headers });
    const limit = (await pgbench("customers", customersSql(), { clients: 1, seconds: seconds / 2, variables: values })).mean;
    table.add({ workload: `customers: name contains “${term}”`, ours: ms(mean), limit: `${ms(limit)} (pgbench)`, ratio: mean / limit, reach: "≤ 1.5", met: mean / limit <= 1.5 });
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
