import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

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
