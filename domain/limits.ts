import { isIPv6 } from "node:net";

import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

import { db } from "@/db";
import { env } from "@/env";

import { throttled } from "./errors";
import type { Context } from "./operation";

type Limit = { points: number; seconds: number };

/** How often what may be asked; RATE_LIMIT_SCALE multiplies them all. */
const LIMITS = {
  reads_of_token: { points: 600, seconds: 60 },
  reads_of_address: { points: 300, seconds: 60 },
  writes: { points: 120, seconds: 60 },
  sign_in_account: { points: 10, seconds: 900 },
  sign_in_address: { points: 30, seconds: 60 },
  password_checks: { points: 10, seconds: 900 },
  // Drawing a page of a PDF costs as much as a hundred pages of the shop.
  files: { points: 60, seconds: 900 },
  exports: { points: 20, seconds: 3600 },
  register: { points: 5, seconds: 3600 },
  password_reset: { points: 5, seconds: 3600 },
  password_reset_of_email: { points: 5, seconds: 3600 },
  new_password: { points: 20, seconds: 3600 },
  orders: { points: 10, seconds: 60 },
  payment: { points: 20, seconds: 3600 },
  // Of cards, for whom an order belongs to.
  declines: { points: 10, seconds: 3600 },
  find_order: { points: 10, seconds: 3600 },
  find_order_of_email: { points: 5, seconds: 3600 },
  returns: { points: 20, seconds: 3600 },
  discount_codes: { points: 60, seconds: 900 },
  reviews: { points: 20, seconds: 3600 },
  stock_alerts: { points: 20, seconds: 3600 },
  stock_alerts_of_email: { points: 20, seconds: 3600 },
  review_reports: { points: 20, seconds: 3600 },
  chat: { points: 10, seconds: 60 },
  chat_of_guest: { points: 100, seconds: 86_400 },
  chat_of_user: { points: 300, seconds: 86_400 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** What is left of a limit, as the RateLimit headers say it. */
export type Allowance = { name: LimitName; quota: number; windowS: number; remaining: number; resetS: number };

const quotaOf = (name: LimitName) => Math.max(1, Math.floor(LIMITS[name].points * env().RATE_LIMIT_SCALE));

const WINDOWS: Record<number, string> = { 60: "a minute", 900: "in 15 minutes", 3600: "an hour" };
/** "600 a minute" */
export const rateText = (name: LimitName): string =>
  `${quotaOf(name)} ${WINDOWS[LIMITS[name].seconds] ?? `in ${LIMITS[name].seconds} seconds`}`;

type Query = { text: string; values: unknown[] };
/** The one method that the limiter asks of a client. */
const client = {
  async query({ text, values }: Query) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the limiter's own texts and plain values
    const rows = await db().$client.unsafe(text, values as string[]);
    return { rows, rowCount: rows.count };
  },
};

const limiters = new Map<LimitName, RateLimiterPostgres>();
function limiterOf(name: LimitName): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: client,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points: quotaOf(name),
    duration: LIMITS[name].seconds,
  });
  limiters.set(name, limiter);
  return limiter;
}

const allowanceOf = (name: LimitName, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance => ({
  name,
  quota: quotaOf(name),
  windowS: LIMITS[name].seconds,
  remaining: Math.max(0, remainingPoints),
  resetS: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

/** Takes points from someone's limit, counted in the database by all instances together; throws 429 when none are left. */
export async function consume(name: LimitName, who: string, points = 1): Promise<Allowance> {
  try {
    return allowanceOf(name, await limiterOf(name).consume(who.slice(0, 200), points));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw throttled(allowanceOf(name, error).resetS);
    throw error;
  }
}

/** Throws 429 when nothing is left of a limit that something else takes from. */
export async function refuseUsedUp(name: LimitName, who: string): Promise<void> {
  const known = await limiterOf(name).get(who.slice(0, 200));
  if (known && known.remainingPoints <= 0) throw throttled(allowanceOf(name, known).resetS);
}

/** Gives a point back: what was asked turned out to be harmless. */
export const giveBack = (name: LimitName, who: string): Promise<unknown> =>
  limiterOf(name).reward(who.slice(0, 200), 1);

type Principal = Pick<Context, "guest" | "address"> & { user: { id: number } | null };
/** Who asks, for what is limited by person: an account, a guest's cookie, or else the network address. */
export const principalOf = ({ user, guest, address }: Principal): string =>
  user ? `user:${user.id}` : guest ? `guest:${guest}` : `address:${address}`;

/** The network that an address belongs to: what one household or office can change is alike for a limit. */
export const networkOf = (address: string): string =>
  isIPv6(address) ? `${address.split(":").slice(0, 4).join(":")}::/64` : address.replace(/\.\d+$/, ".0/24");

/** A guest can make cookies at will, and no network address. */
const userOrAddress = ({ user, address }: Context) => (user ? `user:${user.id}` : `address:${address}`);

/** Whom a limit counts; undefined: it is not for this caller. */
const KEYS: Partial<Record<LimitName, (context: Context) => string | undefined>> = {
  register: ({ address }) => address,
  password_reset: ({ address }) => address,
  new_password: ({ address }) => address,
  find_order: ({ address }) => address,
  orders: userOrAddress,
  payment: ({ address }) => address,
  stock_alerts: ({ address }) => address,
  // Who guesses codes would take a new cart for every guess.
  discount_codes: ({ address }) => address,
  chat: userOrAddress,
  chat_of_guest: ({ user, address }) => (user ? undefined : address),
  chat_of_user: ({ user }) => user?.id.toString(),
};

/** Counts an operation that has limits of its own, through whichever door it was called. */
export async function consumeFor(context: Context, limit: LimitName | readonly LimitName[]): Promise<void> {
  for (const name of [limit].flat()) {
    const who = (KEYS[name] ?? principalOf)(context);
    if (who !== undefined) await consume(name, who);
  }
}
