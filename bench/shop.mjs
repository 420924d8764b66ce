// The production shop of `npm start`, in a data folder of its own.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { node } from "../scripts/install.mjs";
import { freePort } from "../scripts/postgres.mjs";
import { Refusal } from "../scripts/say.mjs";

/** Nothing of a shop that this machine may be set up for: not its database, keys, mail server or address. */
const OWN = {
  NODE_ENV: "",
  HOST: "127.0.0.1",
  APP_URL: "",
  DATABASE_URL: "",
  STRIPE_SECRET_KEY: "",
  SMTP_URL: "",
  OPENAI_API_KEY: "",
  CHAT_DAILY_TOKENS: "1000000000",
  RATE_LIMIT_SCALE: "100000",
  LOG_LEVEL: "warn",
};
const TICK_MS = 10;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs a program of the project; it ends with this process, whatever happens to this one. */
function launch(args, environment, closing) {
  const child = spawn(node, args, {
    // oxlint-disable-next-line node/no-process-env -- a program needs the PATH and the home of its starter
    env: { ...process.env, ...environment },
    // A group of its own: Ctrl-C reaches the benchmark alone, which ends it properly.
    detached: true,
    // What goes wrong is seen at once.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let isAsked = false;
  void ended.then(() => isAsked || console.error(`\n${args[0]} ended by itself.`));
  const stop = () => {
    isAsked = true;
    child.kill("SIGTERM");
    return ended;
  };
  closing.push(stop);
  return { child, ended, stop, output: () => output };
}

/** Starts the shop and waits until it answers; also tells how long that took. */
export async function openShop(dataDir, closing) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const since = performance.now();
  const starter = launch(["scripts/start.mjs"], { ...OWN, PORT: String(port), DATA_DIR: dataDir }, closing);
  const { stop, output, child } = starter;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  while (!(await isReady(url))) {
    if (hasEnded()) throw new Refusal(`The shop did not start:\n${output().trim()}`);
    await sleep(20);
  }
  const startMs = performance.now() - since;
  // The worker may still be on its way: whoever stops the shop now would interrupt its start.
  while (!output().includes("is open") && !hasEnded()) await sleep(20);
  return { url, startMs, stop, output, dataDir, pid: serverOf(child.pid), secrets: readSecrets(dataDir) };
}

/** Runs a program until it says what it has made. */
async function ask(args, environment, closing) {
  const program = launch(args, environment, closing);
  const said = new Promise((resolve) => program.child.once("message", resolve));
  const message = await Promise.race([said, program.ended.then(() => undefined)]);
  if (message === undefined) throw new Refusal(`${args.at(-1)} did not start:\n${program.output().trim()}`);
  return { ...program, message };
}

/** A web server of the shop's on a database of its own with that many products, and a token of its only customer. */
export async function openServer({ dataDir, secrets }, products, closing) {
  const url = new URL(secrets.databaseUrl);
  url.pathname = `/shelf_${products}_${randomUUID().slice(0, 8)}`;
  const port = await freePort();
  const environment = {
    ...OWN,
    NODE_ENV: "production",
    APP_URL: `http://localhost:${port}`,
    AUTH_SECRET: secrets.AUTH_SECRET,
    DATABASE_URL: url.href,
    DATA_DIR: dataDir,
    PORT: String(port),
    // Whom no read asks: they only have to be named.
    OPENAI_API_KEY: "bench",
    SMTP_URL: "smtp://127.0.0.1:25",
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_PUBLISHABLE_KEY: "pk_test_bench",
    STRIPE_WEBHOOK_SECRET: "whsec_bench",
  };
  const shelf = await ask(["bench/shelf.mjs"], { ...environment, PRODUCTS: String(products) }, closing);
  await shelf.stop();
  const server = await ask(["--import", "./scripts/register.mjs", "scripts/serve.ts"], environment, closing);
  const base = `http://127.0.0.1:${port}`;
  // A page first: what nobody in particular reads is kept once there is a page cache.
  await (await fetch(base)).text();
  return { url: base, pid: server.child.pid, products, token: shelf.message, environment };
}

/** Starts the server that reads of the API are compared with. */
export async function openBare({ environment, token }, paths, closing) {
  const more = { READS: JSON.stringify(paths), TOKEN: token };
  const { child, message } = await ask(["bench/bare.mjs"], { ...environment, ...more }, closing);
  return { url: `http://127.0.0.1:${message}`, pid: child.pid };
}

const isReady = (url) =>
  fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Reads what the start made for itself: the database and the key of its sessions. */
function readSecrets(dataDir) {
  const { AUTH_SECRET, DATABASE_PASSWORD } = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
  const port = readFileSync(path.join(dataDir, "postgres/port"), "utf8");
  return { AUTH_SECRET, databaseUrl: `postgres://shop:${DATABASE_PASSWORD}@127.0.0.1:${port}/shop` };
}

/** The fields of /proc/<pid>/stat after the name; none where there is no such process or no /proc. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  } catch {
    return [];
  }
}

/** The web server among the processes of a start. */
function serverOf(starter) {
  if (process.platform !== "linux") return undefined;
  const isServer = (pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/serve.ts");
  const children = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && statOf(pid)[1] === String(starter));
  return Number(children.find(isServer));
}

/** The processor time that a process has used, in milliseconds; NaN where the system does not tell. */
export function cpuMs(pid) {
  const [user, system] = statOf(pid).slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

/** The memory that a process holds and the most it ever held, in bytes; NaN where the system does not tell. */
export function memoryOf(pid) {
  const status = process.platform === "linux" ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
  const bytes = (name) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"))?.[1]) * 1024;
  return { now: bytes("VmRSS"), most: bytes("VmHWM") };
}
