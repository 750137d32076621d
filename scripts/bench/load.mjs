// The other kinds of load: as fast as it goes, one after the other, and posted forms.
import { execFile, execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import http from "node:http";
import { promisify } from "node:util";
import { percentile } from "./open-loop.mjs";

const run = promisify(execFile);
const hasWrk = (() => {
  try {
    execFileSync("sh", ["-c", "command -v wrk"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
export const tool = hasWrk ? "wrk" : "autocannon";

/** Requests a second with so many connections; throws when an answer is not 2xx. */
export async function saturate(url, { connections, seconds, headers = {} }) {
  const pairs = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  let rate, wrong;
  if (hasWrk) {
    const { stdout } = await run("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, ...pairs, url]);
    rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
    wrong = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0) + Number(/Socket errors: .*timeout (\d+)/.exec(stdout)?.[1] ?? 0);
  } else {
    const { stdout } = await run("end2end/node_modules/.bin/autocannon", ["--json", "-n", "-c", connections, "-d", seconds, ...pairs, url].map(String));
    const result = JSON.parse(stdout);
    [rate, wrong] = [result.requests.average, result.non2xx + result.errors];
  }
  if (wrong > 0 || !(rate > 0)) throw new Error(`${url}: ${wrong} answers were wrong`);
  return rate;
}

/** One request: status, headers, body as it came over the wire. */
export function ask(url, { method = "GET", headers = {}, body, agent } = {}) {
  return new Promise((done, refuse) => {
    const request = http.request(url, { method, headers, agent, timeout: 30_000 }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part)).on("error", refuse);
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    request.on("timeout", () => request.destroy(new Error(`${url}: no answer within 30 s`))).on("error", refuse);
    request.end(body);
  });
}

/** One after the other on one connection; milliseconds. */
export async function oneByOne(url, { seconds, headers = {} }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const begin = performance.now();
    const { status } = await ask(url, { headers, agent });
    if (status !== 200) throw new Error(`${url}: ${status}`);
    times.push(performance.now() - begin);
  }
  agent.destroy();
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  times.sort((a, b) => a - b);
  return { mean, median: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

// The name is like no other: the check for duplicates does its work and has nothing to object.
function report(customer) {
  const date = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  return new URLSearchParams({
    "form[key]": randomUUID(), "form[customer]": `association:${customer}`, "form[name]": randomBytes(24).toString("base64url"),
    "form[industry]": "retail", "form[kind]": "expansion", "form[confidence]": "50", "form[stage]": "solution",
    "form[test_project]": "no", "form[tender]": "no", "form[business_system]": "Orders and stock", "form[current_platform]": "Own machines",
    "form[expected_monthly_revenue]": "12500", "form[expected_date]": date, "form[service_period]": "12",
    "form[products][0][name]": "Content delivery network", "form[products][0][revenue]": "9000",
  }).toString();
}

/** Reports opportunities as the page does, every worker as one of `people` ({token, customers}); reports a second. */
export async function reportAll(base, { people, workers, seconds }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: workers });
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let done = 0;
  const work = async (worker) => {
    const { token, customers } = people[worker % people.length];
    for (let i = 0; performance.now() < end; i += 1) {
      const body = report(customers[(i * workers + worker) % customers.length]);
      const answer = await ask(`${base}/sales/opportunities/new?do=opportunities.report`, {
        method: "POST", agent, body,
        headers: { cookie: `session=${token}`, "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), "sec-fetch-site": "same-origin" },
      });
      if (answer.status !== 303) {
        const wrong = /class="summary[\s\S]{0,800}/.exec(answer.body.toString())?.[0] ?? answer.body.toString().slice(0, 500);
        throw new Error(`a report was answered with ${answer.status}: ${wrong}`);
      }
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  agent.destroy();
  return { rate: done / ((performance.now() - begin) / 1000), done };
}
