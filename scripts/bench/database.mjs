// The database's side: the SQL of the list, pgbench, and questions to the benchmark's data.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const address = new URL(process.env.DATABASE_URL ?? "postgres://127.0.0.1/");
// By the environment, so that no list of processes and no message of an error shows the password.
export const env = {
  ...process.env, PGHOST: address.hostname, PGPORT: address.port || "5432", PGDATABASE: address.pathname.slice(1),
  PGUSER: decodeURIComponent(address.username), PGPASSWORD: decodeURIComponent(address.password),
};
const run = async (command, options) => (await promisify(execFile)(command, options.map(String), { env, maxBuffer: 1 << 26 })).stdout;
const output = process.env.BENCH_OUTPUT ?? "target/bench";

const FILTERS = {
  none: "true",
  stages: "o.stage = any(:stages)",
  resellers: "o.reseller_id is not null and o.stage = any(:stages)",
  name: "o.name_key like :pattern and bigrams(o.name_key) @> bigrams(:name)",
};
const SQL = Object.fromEntries(["rows", "sums", "kept-sums", "customers", "customers-count", "tasks"].map((name) => [name, readFileSync(new URL(`sql/${name}.sql`, import.meta.url), "utf8").replace(/^--.*\n/gm, "")]));

/**
 * `rows` or `sums`, for a scope column and a filter. In one's own list nobody asks whose the rows are. The sums are
 * the kept ones, unless a name is searched.
 */
export function listSql(asked, scope, filter) {
  const which = asked === "sums" && filter !== "name" ? "kept-sums" : asked;
  const own = scope === "owner_id";
  const parts = { scope: `o.${scope}`, filter: FILTERS[filter], owner: own ? "null::text" : "w.display_name", owners: own ? "" : "join person w on w.id = o.owner_id" };
  return SQL[which].replaceAll(/\{(\w+)\}/g, (_, name) => parts[name]);
}

/** The list of customers narrowed by a name: the rows, and their number. */
export const customersSql = () => [SQL.customers, SQL["customers-count"]];

/** A page of expansion tasks, for an account manager. */
export const tasksSql = () => SQL.tasks;

/** With numbered parameters, in the order of the names. */
export const numbered = (sql, names) => names.reduce((text, name, i) => text.replaceAll(new RegExp(`(?<!:):${name}\\b`, "g"), `$${i + 1}`), sql);

/** With the values written into it. */
export const filled = (sql, values) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(new RegExp(`(?<!:):${name}\\b`, "g"), `'${String(value).replaceAll("'", "''")}'`), sql);

export async function query(sql) {
  return (await run("psql", ["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])).trim();
}
export const json = async (sql) => JSON.parse((await query(sql)) || "null");

/** Transactions a second and mean milliseconds of a script, prepared. */
export async function pgbench(name, statements, { clients, seconds, variables = {} }) {
  const file = `${output}/${name}.sql`;
  writeFileSync(file, statements.map((statement) => `${statement.trim()};\n`).join(""));
  const defined = Object.entries(variables).flatMap(([key, value]) => ["-D", `${key}=${value}`]);
  const time = Math.max(1, Math.round(seconds));
  const stdout = await run("pgbench", ["-n", "-M", "prepared", "-c", clients, "-j", Math.min(clients, 2), "-T", time, ...defined, "-f", file]);
  return { rate: Number(/^tps = ([\d.]+)/m.exec(stdout)[1]), mean: Number(/^latency average = ([\d.]+)/m.exec(stdout)[1]) };
}
