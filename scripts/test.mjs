// `npm test`: every check there is. `npm run check`: those that take seconds. `npm test -- journeys`: one by its name.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const OLDEST = 20;
const major = Number(process.versions.node.split(".")[0]);
if (major < OLDEST) {
  console.error(`Node.js ${process.version} is too old: install Node.js ${OLDEST} or newer and run this again.`);
  process.exit(1);
}
process.chdir(`${import.meta.dirname}/..`);

const { install, node } = await import("./install.mjs");
const { Refusal, fail } = await import("./say.mjs");
const arguments_ = process.argv.slice(2);
const reports = mkdtempSync(path.join(os.tmpdir(), "cartwright-report-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

let running;
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    console.log("\n  Stopping…");
    if (!running) process.exit(1);
    running.once("exit", () => process.exit(1));
    running.kill("SIGTERM");
  });

/** Runs one of the project's tools under the project's own Node; answers whether it was content. */
function run(program, args, env = {}) {
  running = spawn(node, [`node_modules/${program}`, ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${path.resolve("node_modules/.bin")}${path.delimiter}${process.env.PATH}`, ...env },
    detached: process.platform !== "win32",
  });
  return new Promise((resolve) => running.on("exit", (code) => resolve(code === 0)));
}

const check =
  (program, ...args) =>
  async () =>
    (await run(program, args)) ? [1, 0] : [0, 1];

/** The API's document, judged by a public linter that asks nobody anything. */
async function lintDocument() {
  const silent = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return (await run("@redocly/cli/bin/cli.js", ["lint", "public/openapi.json"], silent)) ? [1, 0] : [0, 1];
}

/** Next describes the routes as they are now; then everything is checked against them. */
async function types() {
  return (await run("next/dist/bin/next", ["typegen"])) && (await run("typescript/bin/tsc", [])) ? [1, 0] : [0, 1];
}

/** Counts what the tool reports; a tool that failed without a failed test has failed as one. */
async function counted(program, args, name, read, env = {}) {
  const file = path.join(reports, `${name}.json`);
  const content = await run(program, args(file), env);
  try {
    const [passed, failed] = read(JSON.parse(readFileSync(file, "utf8")));
    return [passed, content ? failed : Math.max(failed, 1)];
  } catch {
    return [0, 1];
  }
}

const vitest = (...projects) =>
  counted(
    "vitest/vitest.mjs",
    (file) => [
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    projects[0],
    ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests],
  );

async function journeys() {
  const { browser } = await import("./browser.mjs");
  const { freePort } = await import("./postgres.mjs");
  const environment = {
    CHROMIUM_PATH: await browser(),
    SHOP_PORT: String(await freePort()),
    SHOP_DATA: path.join(reports, "shop"),
    PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, "journeys.json"),
  };
  return counted(
    "@playwright/test/cli.js",
    () => ["test", "--reporter=list,json"],
    "journeys",
    ({ stats }) => [stats.expected + stats.flaky, stats.unexpected],
    environment,
  );
}

/** By name: what it checks, how, and whether it takes seconds. */
const CHECKS = {
  format: ["Format", check("oxfmt/bin/oxfmt", "--check", "."), true],
  lint: ["Lint", check("oxlint/bin/oxlint", "--type-aware", "."), true],
  types: ["Types", types, true],
  "dead-code": ["Dead code", check("knip/bin/knip.js"), true],
  document: ["API document", lintDocument, true],
  unit: ["Rules and API", () => vitest("unit"), true],
  driver: ["Database faults", () => vitest("driver")],
  process: ["Start and stop", () => vitest("process")],
  journeys: ["Browser journeys", journeys],
};

function chosen() {
  const names = arguments_.filter((argument) => argument !== "--check");
  const unknown = names.find((name) => !CHECKS[name]);
  if (unknown) throw new Refusal(`There is no check "${unknown}". Choose among: ${Object.keys(CHECKS).join(", ")}.`);
  if (names.length > 0) return names.map((name) => CHECKS[name]);
  return Object.values(CHECKS).filter(([, , isQuick]) => isQuick || !arguments_.includes("--check"));
}

try {
  await install();
  let passed = 0;
  let failed = 0;
  for (const [title, work] of chosen()) {
    const since = performance.now();
    console.log(`\n  ${title}…`);
    const [good, bad] = await work();
    passed += good;
    failed += bad;
    console.log(`  ${title}: ${good} passed, ${bad} failed, ${((performance.now() - since) / 1000).toFixed(1)} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  fail(error);
}
