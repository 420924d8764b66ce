import { spawn } from "node:child_process";

const GRACE_MS = 10_000;
const RESTARTS_A_MINUTE = 5;
const register = new URL("register.mjs", import.meta.url).href;

/** Runs one of the shop's own programs in a process of its own, and waits until it says that it is ready. */
export function start(name, file, environment, flags = []) {
  const child = spawn(process.execPath, [...flags, "--import", register, file], {
    env: environment,
    // A group of its own: Ctrl-C reaches the starter alone, which stops the others in the right order.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.on("message", (message) => message?.type === "ready" && resolve({ name, child, ready: message }));
    child.on("exit", (code) => reject(new Error(`The ${name} ended (${code}) before it was ready.`)));
    child.on("error", reject);
  });
}

/** Asks a process to end, and ends it when it does not. */
function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** Keeps a process running: one that ends by itself is started again, a few times a minute at most. */
export async function keep(name, launch, giveUp, end = stop) {
  const first = await launch();
  const kept = { current: first, stopping: false };
  let deaths = [];
  const watch = () =>
    kept.current.child.once("exit", (code, signal) => void revive(`ended unexpectedly (${signal ?? code})`));
  const revive = async (what) => {
    if (kept.stopping) return;
    console.error(`The ${name} ${what}.`);
    deaths = [...deaths.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (deaths.length > RESTARTS_A_MINUTE) return giveUp();
    await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** deaths.length));
    if (kept.stopping) return;
    try {
      kept.current = await launch();
      watch();
    } catch (error) {
      void revive(`could not be started again: ${error.message}`);
    }
  };
  watch();
  return {
    first,
    stop: () => {
      kept.stopping = true;
      return end(kept.current);
    },
  };
}
