// `npm start`: from a fresh clone to a running shop; `npm run worker`: its worker alone. Runs on Node 20 until the
// project's own Node is installed.
import { spawn } from "node:child_process";

const OLDEST = 20;
const OWN = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < OLDEST) {
  console.error(`Node.js ${process.version} is too old: install Node.js ${OLDEST} or newer and run this again.`);
  process.exit(1);
}

const { install, node } = await import("./install.mjs");
const { fail } = await import("./say.mjs");
const has = (flag) => process.argv.includes(flag);
process.chdir(`${import.meta.dirname}/..`);

try {
  await install();
  if (major < OWN) await again();
  else {
    await import("./register.mjs");
    if (has("--worker")) await (await import("./open-worker.mjs")).openWorker();
    else await (await import("./shop.mjs")).openShop({ dev: has("--dev") });
  }
} catch (error) {
  fail(error);
}

/** The same under the project's own Node, which dies with this process. */
function again() {
  const child = spawn(node, [import.meta.filename, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise(() => child.on("exit", (code) => process.exit(code ?? 1)));
}
