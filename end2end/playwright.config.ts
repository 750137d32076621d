import { defineConfig, devices } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Files *.script.spec.ts need script; every other journey is walked twice, with and without it.
const needsScript = /\.script\.spec\.ts$/;
const root = fileURLToPath(new URL("..", import.meta.url));
// The headless shell is the same engine without the windows around it; a page opens in half the time.
const shell = "/usr/bin/chromium-headless-shell";
const browser = process.env["CHROMIUM"] ?? (existsSync(shell) ? shell : "/usr/bin/chromium");

export default defineConfig({
  testDir: ".",
  outputDir: process.env["E2E_OUTPUT"] ?? "test-results",
  forbidOnly: !!process.env["CI"],
  retries: 0,
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env["E2E_JSON"] ?? `${root}target/e2e.json` }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env["E2E_BASE_URL"] ?? "http://127.0.0.1:3000",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    colorScheme: "light",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: process.env["E2E_TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Chromium refuses its sandbox to root.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
  projects: [
    { name: "with-script" },
    { name: "without-script", testIgnore: needsScript, use: { javaScriptEnabled: false } },
  ],
});
