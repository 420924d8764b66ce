// Finds a Chromium for the browser tests, and brings one where there is none.
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

import { chromium } from "@playwright/test";

import { Refusal, step } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/** Where a user who may not install packages keeps a browser of their own. */
const home = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "cartwright/chromium");
const ownBrowser = path.join(home, "chromium");

/** Whether it opens a page: one without its data or its libraries still tells its version. */
const starts = (command) => {
  const look = ["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"];
  return spawnSync(command, look, { stdio: "ignore", timeout: 30_000 }).status === 0;
};

function installed() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Refusal(`CHROMIUM_PATH is "${given}", which is no file. Set it to a Chromium, or unset it.`);
  }
  const places = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((place) => NAMES.map((name) => path.join(place, name)));
  return [...places, chromium.executablePath(), ownBrowser].find((file) => existsSync(file) && starts(file));
}

function run(command, args) {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve(output) : reject(new Error(output.trim().split("\n").slice(-5).join("\n"))),
    );
  });
}

const NO_EXTRAS = ["-y", "--no-install-recommends"];

async function fromPackages() {
  await run("apt-get", ["update"]);
  await run("apt-get", ["install", ...NO_EXTRAS, "chromium"]);
}

const foldersOfLibraries = (root) => [
  ...new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.so(\.|$)/.test(name))
      .map(({ parentPath }) => parentPath),
  ),
];

/** The same packages, unpacked into the user's own folder: asks for no rights. */
async function fromPackagesAsUser() {
  const work = `${home}.part`;
  rmSync(work, { recursive: true, force: true });
  for (const folder of ["state/lists/partial", "cache/archives/partial", "root"])
    mkdirSync(path.join(work, folder), { recursive: true });
  const options = [
    `Dir::State=${work}/state`,
    `Dir::State::status=/var/lib/dpkg/status`,
    `Dir::Cache=${work}/cache`,
    "Debug::NoLocking=1",
  ];
  const apt = (...args) => run("apt-get", [...options.flatMap((option) => ["-o", option]), ...args]);
  await apt("update");
  // Its data is a package of its own, which must lie beside it, also where the system has it.
  await apt("install", ...NO_EXTRAS, "--reinstall", "--download-only", "chromium", "chromium-common");
  const archives = path.join(work, "cache/archives");
  for (const name of readdirSync(archives).filter((file) => file.endsWith(".deb")))
    await run("dpkg-deb", ["-x", path.join(archives, name), path.join(work, "root")]);
  const libraries = foldersOfLibraries(path.join(work, "root")).map((folder) => folder.replace(work, home));
  const root = path.join(home, "root");
  const lines = [
    "#!/bin/sh",
    `export LD_LIBRARY_PATH="${libraries.join(":")}"`,
    ...(existsSync("/etc/fonts")
      ? []
      : [`export FONTCONFIG_PATH="${root}/etc/fonts"`, `export XDG_DATA_HOME="${root}/usr/share"`]),
    `exec "${root}/usr/lib/chromium/chromium" "$@"`,
  ];
  writeFileSync(path.join(work, "chromium"), `${lines.join("\n")}\n`);
  chmodSync(path.join(work, "chromium"), 0o755);
  for (const folder of ["state", "cache"]) rmSync(path.join(work, folder), { recursive: true });
  rmSync(home, { recursive: true, force: true });
  renameSync(work, home);
}

const fromPlaywright = () => run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);

function waysToInstall() {
  const isDebian = existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  if (!isDebian) return [fromPlaywright];
  return [process.getuid?.() === 0 ? fromPackages : fromPackagesAsUser, fromPlaywright];
}

/** The path of a Chromium that starts, installed first where there is none. */
export async function browser() {
  const known = installed();
  if (known) return known;
  return step("Installing a browser", async () => {
    const reasons = [];
    for (const way of waysToInstall()) {
      await way().catch((error) => reasons.push(error.message));
      const found = installed();
      if (found) return found;
    }
    throw new Refusal(
      `There is no browser, and none could be installed. Connect to the network, or set CHROMIUM_PATH to a Chromium.\n${reasons.join("\n")}`,
    );
  });
}
