// `npm run bench`: how fast, how heavy and how large the shop is on this machine. `--quick` takes about a minute.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { install } from "../scripts/install.mjs";
import { fail, step } from "../scripts/say.mjs";
import { printTable } from "./table.mjs";

const FULL = { rounds: 5, seconds: 3, requests: 10_000, warm: 300 };
const QUICK = { rounds: 2, seconds: 0.6, requests: 2000, warm: 30 };
const plan = process.argv.includes("--quick") ? QUICK : FULL;
process.chdir(path.join(import.meta.dirname, ".."));

const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-bench-"));
const closing = [];
let closed;
/** Ends what was opened, newest first; once, whoever asks. */
const close = () =>
  (closed ??= (async () => {
    for (const undo of closing.toReversed()) await undo();
    rmSync(folder, { recursive: true, force: true });
  })());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    console.log("\n  Stopping…");
    void close().then(() => process.exit(130));
  });

async function measure() {
  await install();
  const { measureStarts } = await import("./starts.mjs");
  const { measureMemory, measurePages } = await import("./speed.mjs");
  const { measureGrowth, measureReads, openShelves } = await import("./api.mjs");
  const { measureSizes } = await import("./sizes.mjs");
  const { shop, starts } = await step("Starting the shop", () => measureStarts(folder, closing));
  const memory = await step("Visiting all of it", () => measureMemory(shop, plan));
  const pages = await step("Loading pages", () => measurePages(shop, plan));
  const sizes = await step("Weighing pages", () => measureSizes(shop, closing));
  const shelves = await step("Filling shelves", () => openShelves(shop, closing));
  const reads = await step("Loading the API", () => measureReads(shelves, plan, closing));
  const growth = await step("Loading the list", () => measureGrowth(shelves, plan));
  return [starts, ...pages, ...reads, growth, memory, ...sizes];
}

try {
  const load = os.loadavg().at(0)?.toFixed(1);
  const groups = await measure();
  await close();
  printTable(groups);
  console.log(
    `  ${os.cpus().length} × ${os.cpus()[0]?.model}, Node.js ${process.version}, load before the run ${load}.\n`,
  );
} catch (error) {
  // After Ctrl-C everything fails that was under way: that is no news.
  if (!closed) await close().then(() => fail(error));
}
