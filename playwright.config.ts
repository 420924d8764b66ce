import { defineConfig } from "@playwright/test";

const port = process.env["SHOP_PORT"] ?? "3210";
const browser = process.env["CHROMIUM_PATH"];
const ALTERING = /(admin|assistant-hostile|python-client|told)\.spec\.ts/;
const BREAKING = /broken\.spec\.ts/;
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Without a network Chromium takes it for a slow one, and fetches pictures from further below the fold.
  "--force-effective-connection-type=4G",
];

// oxlint-disable-next-line import/no-default-export -- Playwright reads the default export
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000, toMatchAriaSnapshot: { pathTemplate: "{testDir}/views/{arg}{ext}" } },
  forbidOnly: true,
  projects: [
    { name: "journeys", testIgnore: [ALTERING, BREAKING] },
    // What changes the shelf for everyone waits until nobody counts what is on it.
    { name: "altering", testMatch: ALTERING, dependencies: ["journeys"] },
    // What takes a table away does so alone.
    { name: "breaking", testMatch: BREAKING, dependencies: ["altering"], fullyParallel: false },
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-US",
    trace: "retain-on-failure",
    launchOptions: { args: QUIET, ...(browser && { executablePath: browser }) },
  },
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://localhost:${port}/api/health/ready`,
    env: {
      PORT: port,
      DATA_DIR: process.env["SHOP_DATA"] ?? ".data/journeys",
      RATE_LIMIT_SCALE: "1000",
      LOG_LEVEL: "warn",
    },
    timeout: 240_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
