import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

import { Refusal, step } from "./say.mjs";

/** What the built shop is made of; the versions of its packages, too. */
export const SOURCES = [
  "adapters",
  "app",
  "components",
  "db",
  "domain",
  "env.ts",
  "instrumentation.ts",
  "messages",
  "model",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "patches",
  "postcss.config.mjs",
  "public",
  "tsconfig.json",
];
const brotli = promisify(brotliCompress);
const stamp = ".next/cartwright-build";

function* files(place) {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) return yield place;
  for (const name of readdirSync(place).toSorted())
    if (!name.endsWith(".test.ts")) yield* files(path.join(place, name));
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const place of SOURCES) for (const file of files(place)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** Builds the shop when its sources are others than those of the last build. */
export async function build(environment, onStop) {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(stamp, { force: true });
  await step("Building the shop", async () => {
    await nextBuild(environment, onStop);
    await packFiles(".next/static/chunks");
  });
  writeFileSync(stamp, wanted);
}

/** Packs scripts and style sheets as well as can be, beside themselves: the server has no time for that. */
function packFiles(folder) {
  const names = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  const pack = async (file) => writeFile(`${file}.br`, await brotli(await readFile(file)));
  return Promise.all(names.map((name) => pack(path.join(folder, name))));
}

function nextBuild(environment, onStop) {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStop(() => void child.kill());
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Refusal(`The shop could not be built:\n${output}`)),
    );
  });
}
