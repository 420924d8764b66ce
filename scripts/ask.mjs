// `npm run invariants` and `npm run reconcile`: ask the shop that runs on this data folder, or at DATABASE_URL.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { install, node } from "./install.mjs";
import { Refusal, fail } from "./say.mjs";

const COMMANDS = ["invariants", "reconcile"];

process.chdir(path.resolve(import.meta.dirname, ".."));
try {
  const [command] = process.argv.slice(2);
  if (!COMMANDS.includes(command)) throw new Refusal(`Choose among: ${COMMANDS.join(", ")}.`);
  await install();
  const { readOptions, runningFile } = await import("./configuration.mjs");
  const { dataDir, appUrl } = readOptions();
  const file = runningFile(dataDir);
  const running = !process.env.DATABASE_URL && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const environment = { APP_URL: appUrl, ...process.env, ...running };
  if (!environment.DATABASE_URL)
    throw new Refusal(`No shop runs on ${dataDir}. Start it with npm start, or set DATABASE_URL.`);
  const args = ["--import", path.resolve("scripts/register.mjs"), `scripts/${command}.ts`];
  const child = spawn(node, args, { stdio: "inherit", env: environment });
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  fail(error);
}
