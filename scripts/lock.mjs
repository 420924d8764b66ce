import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Refusal } from "./say.mjs";

/** When a process began, in the kernel's ticks: tells it from a later one with the same number. */
function beginning(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[19];
  } catch {
    return "";
  }
}

function isAlive({ pid, began }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return beginning(pid) === began;
}

/** Makes this process the only one on a data folder; throws when another one runs on it. */
export function lockFolder(folder) {
  const file = path.join(folder, "lock");
  const own = `${file}.${process.pid}`;
  write(folder, own);
  try {
    for (let tries = 0; tries < 3; tries++) {
      if (take(own, file)) return () => rmSync(file, { force: true });
      const owner = readOwner(file);
      if (owner && isAlive(owner))
        throw new Refusal(
          `The shop already runs on the data folder ${folder} (process ${owner.pid}). Stop it first, or set DATA_DIR to another folder.`,
        );
      rmSync(file, { force: true });
    }
    throw new Refusal(`The data folder ${folder} is being taken by another start. Try again.`);
  } finally {
    rmSync(own, { force: true });
  }
}

function write(folder, own) {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, JSON.stringify({ pid: process.pid, began: beginning(process.pid) }), { mode: 0o600 });
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EROFS") throw error;
    throw new Refusal(`The data folder ${folder} cannot be written to. Set DATA_DIR to a folder that can.`);
  }
}

/** The lock is there with its owner in it, or not at all: another start never reads half of it and takes it for old. */
function take(own, file) {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
