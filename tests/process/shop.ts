import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach } from "vitest";

import { freePort } from "@/scripts/postgres.mjs";
import { until } from "@/tests/helpers";

export const root = path.resolve(import.meta.dirname, "../..");

type Options = { env?: Record<string, string>; command?: [string, ...string[]]; cwd?: string };

const started: ChildProcess[] = [];
const folders: string[] = [];

export function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-process-"));
  folders.push(folder);
  return folder;
}

/** Runs a command of the shop's and keeps what it says. */
export function run({ env = {}, command = [process.execPath, "scripts/start.mjs"], cwd = root }: Options) {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, ended, said: () => output };
}

/** The tests' own settings are not the shop's. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { VITEST: _, NODE_ENV: __, NODE_OPTIONS: ___, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("VITEST"))) as NodeJS.ProcessEnv;
}

export async function openShop({
  port,
  dataDir = newFolder(),
  ...options
}: Options & { port?: number; dataDir?: string } = {}) {
  const own = port ?? (await freePort());
  const shop = run({ ...options, env: { PORT: String(own), DATA_DIR: dataDir, LOG_LEVEL: "warn", ...options.env } });
  const base = `http://127.0.0.1:${own}`;
  const isOpen = () => shop.said().includes("is open:");
  await Promise.race([
    waitUntilReady(base).then(() => until(async () => isOpen(), Boolean, 30_000)),
    shop.ended.then((code) => Promise.reject(new Error(`ended (${code}):\n${shop.said()}`))),
  ]);
  return { ...shop, base, port: own, dataDir };
}

export type OpenShop = Awaited<ReturnType<typeof openShop>>;

/** The first shop of a clone is built, which takes a busy machine minutes. */
export async function waitUntilReady(base: string, patienceMs = 240_000): Promise<void> {
  for (const end = Date.now() + patienceMs; ;) {
    const answer = await fetch(`${base}/api/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error(`${base} is not ready`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every process that works on a data folder: it stands in their environment or their arguments. */
export function processesOn(dataDir: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const about = readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
        return about.includes(dataDir) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Those of a shop's processes whose command line says so. */
export const pidsOf = (dataDir: string, what: RegExp): number[] =>
  processesOn(dataDir).filter((pid) => what.test(readOf(pid, "cmdline").join(" ")));

/** What a process was started with, in its environment. */
export const environmentOf = (pid: number): Record<string, string> =>
  Object.fromEntries(
    readOf(pid, "environ").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

function readOf(pid: number, file: "cmdline" | "environ"): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0").filter(Boolean);
  } catch {
    return [];
  }
}

export function postmasterOf(dataDir: string): number {
  const [pid] = readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n");
  return Number(pid);
}

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGTERM");
    await gone;
  }
  for (const folder of folders.splice(0)) {
    for (const pid of processesOn(folder)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
