import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";

import { expect, test } from "./shop";

const SCRIPT = join(import.meta.dirname, "../tests/clients/shop.py");

test("a client written in Python for Django REST framework does its whole work", async ({ baseURL }) => {
  const hasPython = spawnSync("python3", ["--version"]).status === 0;
  test.skip(!hasPython, "there is no python3");
  const run = await new Promise<{ code: number | string; output: string }>((resolve) => {
    execFile("python3", [SCRIPT, baseURL ?? ""], { timeout: 50_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? "killed") : 0, output: stdout + stderr }),
    );
  });
  expect(run.code, run.output).toBe(0);
});
