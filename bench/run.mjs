// `npm run bench`: how fast, how heavy and how large the shop is on this machine. `--quick` takes a few minutes.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { install } from "../scripts/install.mjs";
import { Refusal, fail, step } from "../scripts/say.mjs";
import { printTable } from "./table.mjs";

const FULL = { rounds: 5, seconds: 3, requests: 10_000, warm: 300 };
const QUICK = { rounds: 2, seconds: 0.6, requests: 2000, warm: 30 };
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

/** Measures the start, which opens the shop, and the parts that `--only` names; without it, all. */
async function measure() {
  const { quick, only } = parseArgs({ options: { quick: { type: "boolean" }, only: { type: "string" } } }).values;
  const plan = quick ? QUICK : FULL;
  await install();
  const { measureStarts } = await import("./starts.mjs");
  const { PARTS } = await import("./parts.mjs");
  const names = only?.split(",") ?? Object.keys(PARTS);
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Refusal(`There is no part "${unknown}": ${Object.keys(PARTS).join(", ")}.`);
  const { shop, starts } = await step("Starting the shop", () => measureStarts(folder, closing));
  const groups = [starts];
  for (const [name, { title, measure }] of Object.entries(PARTS))
    if (names.includes(name)) groups.push(...(await step(title, () => measure(shop, plan, closing))));
  return groups;
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
