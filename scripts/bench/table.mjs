// The report: one row a workload, and the machine on which it was measured.
import { writeFileSync } from "node:fs";
import os from "node:os";

export class Table {
  rows = [];

  /** `met` undefined: told, not judged. */
  add(row) {
    this.rows.push(row);
    console.error(`  ${row.workload}: ${row.ours}${row.limit ? ` (limit ${row.limit})` : ""}`);
  }

  markdown(about) {
    const ratio = (value) => (value === undefined ? "" : value >= 10 ? value.toFixed(0) : value.toFixed(2));
    const line = ({ workload, ours, limit = "", ratio: r, reach = "", met }) =>
      `| ${workload} | ${ours} | ${limit} | ${ratio(r)} | ${reach} | ${met === undefined ? "" : met ? "yes" : "**no**"} |`;
    return [
      "# Benchmark",
      "",
      ...about.map((text) => `- ${text}`),
      "",
      "| workload | ours | limit, same run | ratio | to reach | met |",
      "|---|---|---|---|---|---|",
      ...this.rows.map(line),
      "",
    ].join("\n");
  }

  write(file, about) {
    const text = this.markdown(about);
    writeFileSync(file, text);
    console.log(`\n${text}`);
  }
}

export const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
export const perSecond = (value) => `${Math.round(value).toLocaleString("en")}/s`;
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
export const machine = () => {
  const cpus = os.cpus();
  return `${cpus[0]?.model.trim() ?? "unknown CPU"}, ${cpus.length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB memory, ${os.type()} ${os.release()}, Node.js ${process.versions.node}`;
};
