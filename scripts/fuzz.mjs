// `npm run fuzz -- --requests 50000`: asks the API for everything, sensible or not, and holds each answer to the document.
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

import { install, node } from "./install.mjs";
import { Refusal, fail } from "./say.mjs";

process.chdir(path.resolve(import.meta.dirname, ".."));
try {
  const { requests } = parseArgs({ options: { requests: { type: "string", default: "5000" } } }).values;
  if (!/^[1-9]\d{0,7}$/.test(requests))
    throw new Refusal(`--requests is "${requests}": expected a number from 1, such as 50000.`);
  await install();
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "tests/api/fuzz.test.ts"];
  const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, FUZZ_REQUESTS: requests } });
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  fail(error);
}
