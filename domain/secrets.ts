import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

import { env } from "@/env";

/** What is stored of a secret that only its owner keeps. */
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** 32 random bytes as text that fits in a cookie and a header. */
export const randomSecret = () => randomBytes(32).toString("base64url");

/** A signature that only this shop can make; purpose keeps one use's from serving another. */
export const sign = (purpose: string, text: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`${purpose}\0${text}`).digest("base64url");

export function isSigned(purpose: string, text: string, signature: string): boolean {
  const [wanted, got] = [Buffer.from(sign(purpose, text)), Buffer.from(signature)];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const keyFor = (purpose: string) => Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", purpose, 32));

/** Text that only this shop can read again, for what has to be kept for a while and must not lie open. */
export function seal(purpose: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The text that was sealed; throws for what this shop did not seal. */
export function unseal(purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(CIPHER, keyFor(purpose), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}
