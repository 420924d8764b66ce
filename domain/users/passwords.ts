import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

import { dictionary } from "@zxcvbn-ts/language-common";

import { unavailable } from "../errors";
import { assertOutsideTransaction } from "../operation";

const run = promisify(argon2);
const COMMON_PASSWORDS = new Set(dictionary["passwords-common"]);
const MEMORY_KIB = 19_456;
const PASSES = 2;
const MIN_LENGTH = 8;
const AT_ONCE = 2;
const QUEUE = 32;
const WAIT_MS = 2000;

let running = 0;
const waiting: (() => void)[] = [];

/** A hash takes a core for 50 ms: two at once, a short queue, and an honest refusal beyond it. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  assertOutsideTransaction("A hash");
  if (running >= AT_ONCE) await queued();
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function queued(): Promise<void> {
  const busy = () => unavailable("sign_in_unavailable", "Too many sign-ins at the moment. Try again in a few seconds.");
  if (waiting.length >= QUEUE) throw busy();
  return new Promise((resolve, reject) => {
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(busy());
    }, WAIT_MS);
    waiting.push(go);
  });
}

const hash = (password: string, nonce: Buffer, memory: number, passes: number) =>
  run("argon2id", { message: Buffer.from(password), nonce, parallelism: 1, tagLength: 32, memory, passes });
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** Argon2id as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await inTurn(() => hash(password, salt, MEMORY_KIB, PASSES));
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(salt)}$${base64(tag)}`;
}

// Verified for unknown users, so that an answer takes as long for them as for anyone.
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;

/** Whether the password is the one of the PHC string; no hash, no match, in the same time. */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const [, memory, passes, salt = "", tag = ""] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(phc ?? NOBODY) ?? [];
  if (!memory) return false;
  const wanted = Buffer.from(tag, "base64");
  const got = await inTurn(() => hash(password, Buffer.from(salt, "base64"), Number(memory), Number(passes)));
  return phc !== null && got.length === wanted.length && timingSafeEqual(got, wanted);
}

/** True for a hash made with lesser costs than today's. */
export const isOutdated = (phc: string) => !phc.startsWith(`$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$`);

/** What is wrong with a new password, in Django's words; nothing when it will do. */
export function weaknesses(password: string): string[] {
  const found = [];
  if (password.length < MIN_LENGTH)
    found.push(`This password is too short. It must contain at least ${MIN_LENGTH} characters.`);
  if (COMMON_PASSWORDS.has(password.toLowerCase())) found.push("This password is too common.");
  if (/^\d+$/.test(password)) found.push("This password is entirely numeric.");
  return found;
}
