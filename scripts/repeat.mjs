import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

import { install, node } from "./install.mjs";
import { Refusal, fail } from "./say.mjs";

/** Runs test files for longer than `npm test` does; counts says of each option its variable and how often by default. */
export async function repeat(files, counts, project = "unit") {
  process.chdir(path.resolve(import.meta.dirname, ".."));
  try {
    const options = Object.fromEntries(
      Object.entries(counts).map(([name, { times }]) => [name, { type: "string", default: String(times) }]),
    );
    const { values } = parseArgs({ options });
    for (const [name, value] of Object.entries(values))
      if (!/^[1-9]\d{0,7}$/.test(String(value)))
        throw new Refusal(`--${name} is "${String(value)}": expected a number from 1, such as ${counts[name].times}.`);
    await install();
    const asked = Object.fromEntries(Object.entries(values).map(([name, value]) => [counts[name].variable, value]));
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...files];
    const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, ...asked } });
    child.on("exit", (code) => process.exit(code ?? 1));
  } catch (error) {
    fail(error);
  }
}
