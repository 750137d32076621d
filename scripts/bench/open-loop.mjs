// Requests at a fixed rate, whatever the answers do. A latency counts from the moment at which the request was due, so
// that a server that stalls is charged for everyone who would have come meanwhile.
// As a command: node open-loop.mjs URL RATE SECONDS [COOKIE]
import http from "node:http";
import { pathToFileURL } from "node:url";

export const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;

/** @returns latencies in milliseconds, smallest first, and how many answers were not 2xx */
export async function openLoop(url, { rate, seconds, headers = {} }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256, scheduling: "fifo" });
  const total = Math.round(rate * seconds);
  const latencies = [];
  let failed = 0;
  const ask = (due) =>
    new Promise((done) => {
      const finish = (ok) => {
        if (ok) latencies.push(performance.now() - due);
        else failed += 1;
        done();
      };
      const request = http.get(url, { agent, headers, timeout: 10_000 }, (answer) => {
        answer.on("data", () => {}).on("end", () => finish(answer.statusCode >= 200 && answer.statusCode < 300)).on("error", () => finish(false));
      });
      request.on("timeout", () => request.destroy(new Error("timeout"))).on("error", () => finish(false));
    });
  const begin = performance.now() + 20;
  const all = [];
  await new Promise((allSent) => {
    const next = () => {
      while (all.length < total) {
        const due = begin + (all.length * 1000) / rate;
        const wait = due - performance.now();
        if (wait > 1) return setTimeout(next, Math.floor(wait));
        // Below a millisecond timers are too coarse.
        if (wait > 0) return setImmediate(next);
        all.push(ask(due));
      }
      allSent();
    };
    next();
  });
  await Promise.all(all);
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return { latencies, failed, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , url, rate, seconds, cookie] = process.argv;
  const { p50, p99, failed, latencies } = await openLoop(url, { rate: Number(rate), seconds: Number(seconds), headers: cookie ? { cookie } : {} });
  console.log(JSON.stringify({ answered: latencies.length, failed, p50, p99 }));
}
