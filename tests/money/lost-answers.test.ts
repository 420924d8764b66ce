import { count, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, outbox } from "@/db/schema";
import { findViolations } from "@/domain/invariants";
import type { UserContext } from "@/domain/operation";
import { reconcile } from "@/domain/payments/reconcile";
import { stripe } from "@/domain/payments/stripe";
import { send } from "@/tests/api/routes";
import { confirmIntent, newProduct, newToken } from "@/tests/helpers";
import { addFault, clearFaults, differencesOfBooks, readStripeLedger } from "@/tests/sandbox";

import { countOf, newCrowd } from "./crowd";

/** `npm run crowds` asks for five hundred. */
const CHECKOUTS = countOf("LOST_CHECKOUTS", 60);
const AT_ONCE = 10;
const TIMES = 5;

const together = <T>(times: number, act: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, act));

/** What a client gets that asks again and again until it is told something. */
async function insist<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}

/** Sends one step of a checkout five times at once under one key, each until it is answered: alike, every time. */
async function press<T>(route: string, token: string, body: object): Promise<T> {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const [first, ...others] = await together(TIMES, () =>
    insist(async () => {
      const response = await send(route, { token, body, headers });
      const answer = (await response.json()) as T & { code?: string };
      const isLater = response.status === 503 || answer.code === "idempotency_in_flight";
      return isLater ? undefined : { isOk: response.ok, answer };
    }),
  );
  expect(first).toMatchObject({ isOk: true });
  for (const other of others) expect(other).toEqual(first);
  return first?.answer as T;
}

async function checkOut(shopper: UserContext): Promise<void> {
  const token = await newToken(shopper);
  const { id } = await press<{ id: number }>("POST /orders/", token, { shipping_address: "214 Alder St" });
  const { client_secret } = await press<{ client_secret: string }>("POST /payment/", token, { order_id: id });
  await together(2, () => insist(() => confirmIntent(client_secret).catch(() => undefined)));
}

/** All of them, a few at a time. */
async function checkOutAll(shoppers: UserContext[]): Promise<void> {
  const waiting = shoppers.values();
  await together(AT_ONCE, async () => {
    for (const shopper of waiting) await checkOut(shopper);
  });
}

test(
  `${CHECKOUTS} checkouts, each sent five times while a fifth of Stripe's answers is lost: one order and one charge each`,
  { timeout: 60_000 + CHECKOUTS * 2000 },
  async () => {
    const product = await newProduct({ stock: CHECKOUTS, price: "20.00" });
    const crowd = await newCrowd(CHECKOUTS, () => product.variants);
    await addFault({ kind: "reset_after", match: { path: "/v1/**" }, rate: 0.2, seed: 20 });
    // An event would tell of the intent whose answer was lost: here only Stripe's key knows it again.
    await addFault({ kind: "drop", match: { type: "payment_intent.created" } });
    await checkOutAll(crowd);
    await clearFaults();
    await reconcile(publicContext());
    expect(await db().select({ status: orders.status, orders: count() }).from(orders).groupBy(orders.status)).toEqual([
      { status: "paid", orders: CHECKOUTS },
    ]);
    const moved = (await readStripeLedger()).map(({ payments, received }) => `${payments} of ${received}`);
    expect([moved.length, [...new Set(moved)]]).toEqual([CHECKOUTS, ["1 of 2000"]]);
    const intents = await stripe().paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
    expect(intents).toHaveLength(CHECKOUTS);
    expect(await db().$count(outbox, eq(outbox.topic, "order_paid"))).toBe(CHECKOUTS);
    expect(await differencesOfBooks()).toEqual([]);
    expect(await findViolations(db())).toEqual([]);
  },
);
