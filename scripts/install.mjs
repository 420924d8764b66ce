import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Refusal, step } from "./say.mjs";

const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "node_modules/.cartwright-install");
export const node = path.join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|network|ERR_SOCKET/i;

/** What the installed packages depend on: when it changes, they are installed anew. */
function fingerprint() {
  const hash = createHash("sha256");
  const patches = path.join(root, "patches");
  const files = ["package.json", "package-lock.json", ...readdirSync(patches).map((name) => `patches/${name}`)];
  for (const file of files.toSorted((left, right) => left.localeCompare(right, "en")))
    hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** Installs the locked packages when they are not there or not the locked ones; needs the network only then. */
export async function install() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(node)) return;
  rmSync(stamp, { force: true });
  await step("Installing packages", () => npm("ci", "--include=dev", "--no-audit", "--no-fund"));
  writeFileSync(stamp, wanted);
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, all] = cli?.endsWith("js") ? [process.execPath, [cli, ...args]] : ["npm", args];
  const child = spawn(command, all, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", () => reject(new Refusal("npm was not found. Install Node.js 20 or newer, which brings npm.")));
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Refusal(reason(output)))));
  });
}

const reason = (output) =>
  OFFLINE.test(output)
    ? "The packages could not be downloaded: the package registry is out of reach. Connect to the network and start again; later starts need none."
    : `The packages could not be installed. npm says:\n${output.trim().split("\n").slice(-12).join("\n")}`;
