import { throttled } from "@/domain/errors";
import { type Allowance, consume } from "@/domain/limits";
import type { Context } from "@/domain/operation";

/** Points are fetched from the database in blocks, so that a read does not cost a write. */
const BLOCK = 10;
const MAX_METERS = 10_000;
type Meter = { fetched: Allowance; left: number; until: number };
const meters = new Map<string, Meter>();

function limitOf(context: Context, isRead: boolean) {
  const { user, credential, address } = context;
  if (!isRead) return { name: "writes", who: user ? `user:${user.id}` : address } as const;
  if (credential?.kind === "token") return { name: "reads_of_token", who: String(credential.id) } as const;
  return { name: "reads_of_address", who: address } as const;
}

/** Counts a request to the API; throws 429. Answers what is left of the caller's limit. */
export async function throttle(context: Context, method: string): Promise<Allowance> {
  const isRead = method === "GET" || method === "HEAD";
  const { name, who } = limitOf(context, isRead);
  if (!isRead) return consume(name, who);
  const key = `${name}:${who}`;
  const known = meters.get(key);
  const now = Date.now();
  if (known && known.until > now) {
    const resetS = Math.ceil((known.until - now) / 1000);
    if (known.left > 0) return { ...known.fetched, resetS, remaining: known.fetched.remaining + --known.left };
    if (known.fetched.remaining < 1) throw throttled(resetS);
  }
  const fetched = await consume(name, who, BLOCK);
  if (meters.size >= MAX_METERS) meters.clear();
  meters.set(key, { fetched, left: BLOCK - 1, until: now + fetched.resetS * 1000 });
  return { ...fetched, remaining: fetched.remaining + BLOCK - 1 };
}

/** The two headers of the IETF's draft (RateLimit header fields for HTTP, draft 10). */
export const limitHeaders = ({ name, quota, windowS, remaining, resetS }: Allowance): Record<string, string> => ({
  "RateLimit-Policy": `"${name}";q=${quota};w=${windowS}`,
  RateLimit: `"${name}";r=${remaining};t=${resetS}`,
});
