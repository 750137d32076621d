// P7: an export of all order lines of the largest partner, against COPY of the same rows with the same masking in SQL.
import { randomUUID } from "node:crypto";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { env, json } from "./database.mjs";
import { ask } from "./load.mjs";
import { openLoop } from "./open-loop.mjs";
import { ms } from "./table.mjs";

const LIST = "order_lines";
/** Of which pages are asked meanwhile, a second: a tenth of what P2 takes, since the export has a core of its own. */
const RATE = 50;

/** A name as src/values/masking.rs masks it. */
const masked = (name) => `case char_length(btrim(${name})) when 0 then '' when 1 then '*' when 2 then left(btrim(${name}), 1) || '*'
    else left(btrim(${name}), 1) || '***' || right(btrim(${name}), 1) end`;

/** A token, the same for the same id, by a key that is made for the file. */
const token = (key, id) => `left(encode(sha256(('${key}' || ${id})::bytea), 'hex'), 16)`;

/** The columns that the file holds, as it writes them: names of customers and of owners are masked, with a token each. */
const copied = (partner, key = randomUUID()) => `copy (
  select coalesce(nullif(ol.resource_name, ''), ol.resource_id) as "Resource", o.number as "Order number", ${masked("cu.name")} as "Customer",
         case when a.ended_at is null then ${token(key, "o.customer_id")} end as "Customer (token)", coalesce(nullif(ol.product, ''), ol.product_type) as "Product",
         ol.amount_rated as "Amount rated", ol.amount_charged as "Amount charged", to_char(ol.expires_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') as "Expires",
         ol.renewal as "Renewed", ${masked("w.display_name")} as "Owner", ${token(key, "ol.owner_id")} as "Owner (token)"
  from order_line ol join customer_order o on o.id = ol.order_id join association a on a.id = ol.association_id
       join customer cu on cu.id = o.customer_id left join person w on w.id = ol.owner_id
  where ol.partner_id = '${partner}' and ol.state = 'active' order by ol.expires_at, ol.id) to stdout with (format csv, header)`;

/** Resident memory of the server, kB. */
const resident = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? NaN);

async function exported(base, headers, format) {
  const body = new URLSearchParams({
    "form[key]": randomUUID(), "form[list]": LIST, "form[query]": "", "form[format]": format, "form[columns]": "shown",
    "form[rows]": "", "form[from]": "", "form[until]": "", "form[act]": "",
  }).toString();
  const answer = await ask(`${base}/sales/exports/new?list=${LIST}&do=exports.create`, {
    method: "POST", body,
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), "sec-fetch-site": "same-origin" },
  });
  if (answer.status !== 303) throw new Error(`an export of ${LIST} is answered with ${answer.status}`);
  const begin = performance.now();
  for (;;) {
    const task = await json("select row_to_json(x) from (select state, rows_written, failure from export_task order by requested_at desc limit 1) x");
    if (task.state === "done") return { rows: task.rows_written, seconds: (performance.now() - begin) / 1000 };
    if (!["queued", "running"].includes(task.state)) throw new Error(`the export is ${task.state} (${task.failure})`);
    await new Promise((next) => setTimeout(next, 100));
  }
}

export async function exports(base, { headers, partner, pid, page, seconds, table }) {
  const copy = async () => {
    const begin = performance.now();
    await promisify(execFile)("sh", ["-c", 'psql -X -c "$1" >/dev/null', "-", copied(partner)], { env });
    return (performance.now() - begin) / 1000;
  };
  await copy();
  const limit = await copy();
  const quiet = (await openLoop(page.url, { rate: RATE, seconds, headers: page.headers })).p99;
  const idle = resident(pid);
  let most = idle;
  const watch = setInterval(() => (most = Math.max(most, resident(pid))), 50);
  for (const [format, reach] of [["csv", 2], ["xlsx", 4]]) {
    const { rows, seconds: took } = await exported(base, headers, format);
    const ratio = took / limit;
    table.add({ workload: `P7 export of ${rows.toLocaleString("en")} order lines, ${format.toUpperCase()}`, ours: `${took.toFixed(1)} s`, limit: `${limit.toFixed(1)} s (COPY)`, ratio, reach: `≤ ${reach}`, met: ratio <= reach });
  }
  clearInterval(watch);
  const over = (most - idle) / 1024;
  table.add({ workload: "P7 memory of the server over idle, both formats", ours: `${over.toFixed(0)} MB`, limit: "32 MB", ratio: over / 32, reach: "≤ 1", met: over <= 32 });
  const [, meanwhile] = await Promise.all([exported(base, headers, "csv"), openLoop(page.url, { rate: RATE, seconds, headers: page.headers })]);
  const ratio = meanwhile.p99 / quiet;
  table.add({ workload: `P7 p99 of the list at ${RATE}/s during an export`, ours: ms(meanwhile.p99), limit: `${ms(quiet)} (without)`, ratio, reach: "≤ 2", met: ratio <= 2 });
}
