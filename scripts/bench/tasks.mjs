// The lists of tasks: the same workloads as those of opportunities (P2 and P3).
import { filled, query, tasksSql } from "./database.mjs";
import { ask, saturate } from "./load.mjs";
import { openLoop } from "./open-loop.mjs";
import { median, ms, perSecond } from "./table.mjs";

/** At most so many milliseconds for an account manager, at so many requests a second. */
const [P99, RATE] = [25, 200];
const PAGES = { expansion: "/sales/marketing-tasks/expansion?size=50&state=pending&state=in_progress", renewals: "/sales/marketing-tasks/renewals?size=50" };

/** The ids of the page's tasks, in its order. */
async function idsOf(url, headers) {
  const answer = await ask(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  const links = answer.body.toString().matchAll(/href="?(?:\/sales\/)?marketing-tasks\/(?:expansion|renewals)\/([0-9a-f]{8}-[0-9a-f-]{27})/g);
  return [...new Set([...links].map((link) => link[1]))];
}

/** `levels` are those of the list of opportunities: who asks, with which session. */
export async function tasks(base, bare, { levels, connections, rounds, seconds, table }) {
  const [manager] = levels;
  const url = base + PAGES.expansion;
  const states = ["pending", "in_progress"];
  const shown = await idsOf(url, manager.headers);
  const values = { id: manager.values.id, stages: `{${states}}`, most: 50 };
  const expected = (await query(`select string_agg(id::text, ' ') from (${filled(tasksSql(), values)}) x`)).split(" ");
  if (shown.join(" ") !== expected.join(" "))
    throw new Error(`the list of expansion tasks does not show the rows of scripts/bench/sql/tasks.sql (${shown.length} against ${expected.length}): bring the SQL up to date`);
  const bareUrl = `${bare}/tasks?id=${manager.values.id}&stages=${states}&size=50`;
  const rates = { ours: [], bare: [] };
  await saturate(url, { connections, seconds: 1, headers: manager.headers });
  for (let round = 0; round < rounds; round += 1) {
    rates.ours.push(await saturate(url, { connections, seconds, headers: manager.headers }));
    rates.bare.push(await saturate(bareUrl, { connections, seconds }));
  }
  const [ours, limit] = [median(rates.ours), median(rates.bare)];
  table.add({ workload: "P2 expansion tasks, account manager, 50 rows: against a bare handler", ours: perSecond(ours), limit: perSecond(limit), ratio: ours / limit, reach: "≥ 0.50", met: ours / limit >= 0.5 });

  for (const [name, page] of Object.entries(PAGES)) {
    let first;
    for (const level of levels) {
      // Renewal tasks are of the largest partner alone.
      if (name === "renewals" && level.who === "distributor") continue;
      const address = base + page + (level.who === "distributor" ? "&tab=resellers" : "");
      const rows = (await idsOf(address, level.headers)).length;
      if (rows === 0) throw new Error(`${address} has no rows for the ${level.who}`);
      const p99 = [];
      for (let round = 0; round < rounds; round += 1) {
        const result = await openLoop(address, { rate: RATE, seconds, headers: level.headers });
        p99.push(result.failed ? Infinity : result.p99);
      }
      const workload = `${name === "expansion" ? "expansion tasks" : "renewal tasks"}: p99 at ${RATE}/s, ${level.who}`;
      if (first === undefined) {
        first = median(p99);
        table.add({ workload: `P2 ${workload}`, ours: ms(first), reach: `≤ ${P99} ms`, met: first <= P99 });
      } else {
        const ratio = median(p99) / first;
        table.add({ workload: `P3 ${workload}`, ours: ms(median(p99)), limit: `${ms(first)} (account manager)`, ratio, reach: "≤ 2", met: ratio <= 2 });
      }
    }
  }
}
