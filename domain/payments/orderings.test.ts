import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { type Db, db } from "@/db";
import { inventory_pools, ledger, orders, outbox, payments, refunds, reservations } from "@/db/schema";
import { newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import type { Context } from "../operation";
import { placeOrder } from "../orders/place-order";
import { settle, settleDispute, settleRefund } from "./settle";
import type { DisputeSnapshot, RefundSnapshot, Snapshot } from "./snapshot";

const LANES = 4;
const STOCK = 10;

type Lane = { context: Context; orderId: number; poolId: number; intents: [string, string] };
type Event = (tx: Context, lane: Lane) => Promise<unknown>;

/** An order with two attempts to pay it, as Stripe knows them. */
async function newLane(): Promise<Lane> {
  const [context, product] = [await newUser(), await newProduct({ stock: STOCK, price: "20.00" })];
  await addToCart(context, { product_id: product.id, quantity: 2 });
  const { id: orderId } = await placeOrder(context, { shipping_address: "214 Alder St" });
  const intents: [string, string] = [`pi_${crypto.randomUUID()}`, `pi_${crypto.randomUUID()}`];
  for (const [index, intent_id] of intents.entries())
    await db()
      .insert(payments)
      .values({ order_id: orderId, attempt: index + 1, intent_id, amount: "40.00", currency: "usd" });
  return { context, orderId, poolId: product.variants[0]?.pool.id ?? 0, intents };
}

const intent =
  (which: 0 | 1, status: Snapshot["status"], observed: number): Event =>
  (tx, { intents, orderId }) =>
    settle(
      tx,
      {
        intentId: intents[which],
        status,
        amount: 4000,
        currency: "usd",
        livemode: false,
        chargeId: status === "succeeded" ? `ch_${intents[which]}` : null,
        orderId,
        orderNumber: null,
        createdAt: new Date(which),
        observedAt: new Date(observed),
        error: null,
      },
      "webhook",
    );
const refund =
  (which: 0 | 1, id: "re_a" | "re_b", status: RefundSnapshot["status"], amount: string): Event =>
  (tx, { intents }) =>
    settleRefund(
      tx,
      {
        refundId: `${id}_${intents[which]}`,
        intentId: intents[which],
        status,
        amount,
        currency: "usd",
        ownId: null,
        createdAt: new Date(id === "re_a" ? 1 : 2),
      },
      "webhook",
    );
const dispute =
  (status: DisputeSnapshot["status"]): Event =>
  (tx, { intents }) =>
    settleDispute(
      tx,
      { disputeId: `dp_${intents[0]}`, intentId: intents[0], status, amount: "40.00", currency: "usd", reason: "" },
      "webhook",
    );

/** What is told of one order: in any order, and each as often as one likes, it ends the same. */
const STORIES: [string, string, Event[]][] = [
  [
    "a card that needed two tries, and a part given back",
    "paid",
    [
      intent(0, "requires_action", 1),
      intent(0, "requires_payment_method", 2),
      intent(0, "processing", 3),
      intent(0, "succeeded", 4),
      refund(0, "re_a", "pending", "15.50"),
      refund(0, "re_a", "succeeded", "15.50"),
    ],
  ],
  [
    "a bank debit that failed late",
    "pending",
    [
      intent(0, "requires_payment_method", 1),
      intent(0, "requires_confirmation", 2),
      intent(0, "requires_action", 3),
      intent(0, "processing", 4),
      intent(0, "requires_payment_method", 5),
      intent(1, "canceled", 6),
    ],
  ],
  [
    "a dispute that was won, after a refund that failed and one that did not",
    "paid",
    [
      intent(0, "succeeded", 1),
      refund(0, "re_a", "failed", "10.00"),
      refund(0, "re_b", "succeeded", "10.00"),
      dispute("needs_response"),
      dispute("under_review"),
      dispute("won"),
    ],
  ],
  [
    "a dispute that was lost",
    "charged_back",
    [
      intent(0, "processing", 1),
      intent(0, "succeeded", 2),
      intent(1, "canceled", 3),
      dispute("warning_needs_response"),
      dispute("needs_response"),
      dispute("lost"),
    ],
  ],
  [
    "two payments of one order, and the second given back",
    "paid",
    [
      intent(0, "requires_action", 1),
      intent(0, "succeeded", 2),
      intent(1, "processing", 3),
      intent(1, "succeeded", 4),
      refund(1, "re_a", "pending", "40.00"),
      refund(1, "re_a", "succeeded", "40.00"),
    ],
  ],
  [
    "all of it given back in two parts",
    "refunded",
    [
      intent(0, "succeeded", 1),
      refund(0, "re_a", "pending", "30.00"),
      refund(0, "re_a", "succeeded", "30.00"),
      refund(0, "re_b", "succeeded", "10.00"),
      intent(0, "requires_action", 0),
      intent(1, "canceled", 2),
    ],
  ],
  [
    "a first try that was given up, and a part given back at the second go",
    "paid",
    [
      intent(0, "requires_payment_method", 1),
      intent(0, "canceled", 2),
      intent(1, "succeeded", 3),
      refund(1, "re_a", "failed", "5.00"),
      refund(1, "re_b", "pending", "5.00"),
      refund(1, "re_b", "succeeded", "5.00"),
    ],
  ],
];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

/** Every order of the events; in every other one, two of them come again later. */
const schedules = (events: Event[]) =>
  permutations(events).map((order, index) => {
    if (index % 2 === 0) return order;
    const [early, late] = [order[index % 6], order[(index >> 3) % 6]].filter((event) => event !== undefined);
    return [...order.toSpliced(3, 0, ...(early ? [early] : [])), ...(late ? [late] : [])];
  });

/** What is left of it all, without ids and times. */
async function outcome(tx: Db, { orderId, poolId }: Lane) {
  const ofOrder = (column: typeof ledger.order_id | typeof refunds.order_id | typeof reservations.order_id) =>
    eq(column, orderId);
  const order = one(await tx.select().from(orders).where(eq(orders.id, orderId)));
  const pool = one(await tx.select().from(inventory_pools).where(eq(inventory_pools.id, poolId)));
  const lines = await tx.select().from(ledger).where(ofOrder(ledger.order_id)).orderBy(asc(ledger.stripe_id));
  const goods = await tx.select().from(reservations).where(ofOrder(reservations.order_id));
  const mails = await tx.select({ topic: outbox.topic }).from(outbox).orderBy(asc(outbox.topic));
  return {
    order: [order.status, order.disputed, order.refunded_amount, order.paid_at !== null],
    pool: [pool.on_hand, pool.reserved],
    goods: goods.map(({ state }) => state),
    ledger: lines.map(({ kind, amount, stripe_id }) => `${kind} ${amount} ${stripe_id}`),
    balance: lines.reduce((total, { amount }) => total + Number(amount), 0),
    mails: mails.map(({ topic }) => topic).filter((topic) => topic !== "order_alert" && topic !== "order_placed"),
  };
}

class Undo extends Error {}

/** Plays one schedule and takes it back. */
async function play(lane: Lane, events: Event[]) {
  let seen: Awaited<ReturnType<typeof outcome>> | undefined;
  await db()
    .transaction(async (tx) => {
      for (const event of events) await event({ ...lane.context, db: tx }, lane);
      seen = await outcome(tx, lane);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return seen;
}

let lanes: Lane[] = [];
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, newLane));
});

describe("every order of arrival ends the same", () => {
  test.each(STORIES)("%s: %s", { timeout: 600_000 }, async (_story, status, events) => {
    const all = schedules(events);
    expect(all).toHaveLength(720);
    const wrong: unknown[] = [];
    await Promise.all(
      lanes.map(async (lane, number) => {
        const expected = await play(lane, events);
        expect(expected?.order[0]).toBe(status);
        for (const schedule of all.filter((_, index) => index % LANES === number)) {
          const seen = await play(lane, schedule);
          if (JSON.stringify(seen) !== JSON.stringify(expected))
            wrong.push({ order: schedule.map((event) => events.indexOf(event)), seen, expected });
        }
      }),
    );
    expect(wrong.slice(0, 2)).toEqual([]);
  });
});
