// `npm run model -- --sequences 1000`: plays random stories of a small shop, and looks at money and stock after every step.
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

import { install, node } from "./install.mjs";
import { Refusal, fail } from "./say.mjs";

process.chdir(path.resolve(import.meta.dirname, ".."));
try {
  const { sequences } = parseArgs({ options: { sequences: { type: "string", default: "1000" } } }).values;
  if (!/^[1-9]\d{0,5}$/.test(sequences))
    throw new Refusal(`--sequences is "${sequences}": expected a number from 1, such as 1000.`);
  await install();
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "tests/money/model.test.ts"];
  const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, MODEL_SEQUENCES: sequences } });
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  fail(error);
}
