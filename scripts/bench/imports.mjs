// An import of order lines by the command line, two for each order line of the data: against COPY of the same rows into a staging table and
// the insert from it into a table with the same indexes (design/imports.md).
import { execFile, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { env, query } from "./database.mjs";
import { openLoop } from "./open-loop.mjs";
import { ms } from "./table.mjs";

const output = process.env.BENCH_OUTPUT ?? "target/bench";
const file = `${output}/order-lines.csv`;
/** Lines of an order in the file, beside the fifty that it has. */
const LINES = 100;
/** Of which pages are asked meanwhile, a second, as beside an export. */
const RATE = 50;

// The keys of the kind's columns, which a header may name (src/orders/import/lines.rs).
const COLUMNS = ["number", "line", "resource_id", "resource_name", "product_type", "product", "specification", "region", "charging_mode", "amount", "effective_at", "expires_at"];
const ROWS = `select * from (select od.number, (50 + l)::text, 'new-' || od.number || '-' || l, 'server-' || l, 'Elastic server', 'c7.large', '2 vCPU | 8 GiB',
  'cn-north-4', 'subscription', round((100 + (l * 7919) % 90000)::numeric / 7, 8), to_char(od.placed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'),
  to_char((od.placed_at + interval '1 year') at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')
  from customer_order od, generate_series(1, ${LINES}) l where od.source = 'bench' order by od.number, l) x (${COLUMNS})`;

const psql = (...commands) => promisify(execFile)("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", ...commands.flatMap((command) => ["-c", command])], { env, maxBuffer: 1 << 26 });
const seconds = async (work) => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
};

/** What the database alone takes for the same rows: the limit. */
async function limitOf() {
  await psql(
    "drop table if exists bench.staged, bench.lines",
    `create unlogged table bench.staged (nth bigint generated always as identity primary key, ${COLUMNS.map((column) => `${column} text`).join(", ")})`,
    "create table bench.lines (like order_line including all)",
  );
  const insert = `insert into bench.lines (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id, resource_id,
      resource_name, product_type, product, specification, region, charging_mode, amount_rated, amount_charged, effective_at, expires_at, as_of, created_at, updated_at)
    select gen_random_uuid(), o.id, s.line, o.source, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id, s.resource_id,
      s.resource_name, s.product_type, s.product, s.specification, s.region, s.charging_mode, s.amount::numeric, trunc(s.amount::numeric, 2),
      s.effective_at::timestamp at time zone 'Asia/Shanghai', s.expires_at::timestamp at time zone 'Asia/Shanghai', now(), now(), now()
    from bench.staged s join customer_order o on o.source = 'bench' and o.number = s.number
    on conflict (order_id, line) do update set amount_rated = excluded.amount_rated`;
  const took = await seconds(() => psql(`\\copy bench.staged (${COLUMNS}) from '${file}' with (format csv, header)`, insert));
  await psql("drop table bench.staged, bench.lines");
  return took;
}

const status = (pid, field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? NaN);

/** The command: seconds, and the most memory over what it has before it opens the file, MB. */
async function importOf(program) {
  const child = spawn(program, ["import", "order_lines", file, "--source", "bench"], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env } });
  let said = "";
  child.stderr.on("data", (part) => (said += part));
  let idle, most = 0;
  const watch = setInterval(() => {
    try {
      const now = status(child.pid, "VmHWM") / 1024;
      // One that ends has no memory any more.
      if (Number.isNaN(now)) return;
      idle ??= now;
      most = Math.max(most, now);
    } catch {
      // It has ended.
    }
  }, 20);
  const begin = performance.now();
  const code = await new Promise((ended) => child.on("close", ended));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said.trim().split("\n").at(-1)}`);
  return { seconds: (performance.now() - begin) / 1000, memory: most - idle };
}

/** `page` is the list that is asked meanwhile. It adds rows, so it comes last. */
export async function imports({ program, page, seconds: length, table }) {
  await psql(`\\copy (${ROWS.replaceAll("\n", " ")}) to '${file}' with (format csv, header)`);
  const rows = Number(await query("select count(*) from customer_order where source = 'bench'")) * LINES;
  const limit = await limitOf();
  const quiet = (await openLoop(page.url, { rate: RATE, seconds: length, headers: page.headers })).p99;
  const [imported, meanwhile] = await Promise.all([
    importOf(program),
    openLoop(page.url, { rate: RATE, seconds: length * 2, headers: page.headers }),
  ]);
  rmSync(file);
  const ratio = imported.seconds / limit;
  table.add({ workload: `import of ${rows.toLocaleString("en")} order lines, CSV`, ours: `${imported.seconds.toFixed(0)} s`, limit: `${limit.toFixed(0)} s (COPY, insert)`, ratio, reach: "≤ 2.5", met: ratio <= 2.5 });
  table.add({ workload: "import: memory of the command over its start", ours: `${imported.memory.toFixed(0)} MB`, limit: "96 MB", ratio: imported.memory / 96, reach: "≤ 1", met: imported.memory <= 96 });
  const slower = meanwhile.p99 / quiet;
  table.add({ workload: `import: p99 of the list at ${RATE}/s meanwhile`, ours: ms(meanwhile.p99), limit: `${ms(quiet)} (without)`, ratio: slower, reach: "≤ 2", met: slower <= 2 });
}
