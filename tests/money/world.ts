import { eq, inArray, sql } from "drizzle-orm";
import Stripe from "stripe";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, refunds } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { mergeGuestCart } from "@/domain/cart/merge-carts";
import { changeProduct } from "@/domain/catalog/write-products";
import { DomainError } from "@/domain/errors";
import { type UserContext, sqlState } from "@/domain/operation";
import { cancelOrder, sweepOrders } from "@/domain/orders/cancel-order";
import { changeOrder } from "@/domain/orders/change-order";
import { changeOrderItem } from "@/domain/orders/order-items";
import { placeOrder } from "@/domain/orders/place-order";
import { reconcile } from "@/domain/payments/reconcile";
import { refundOrder, resumeRefunds } from "@/domain/payments/refund";
import { startPayment } from "@/domain/payments/start-payment";
import { stripe } from "@/domain/payments/stripe";
import { processInbox } from "@/domain/payments/webhook";
import { confirmIntent, newGuest, newProduct, newUser } from "@/tests/helpers";
import { addFault, clearFaults, releaseEvents, replayEvents } from "@/tests/sandbox";

type Placed = { id: number; owner: UserContext; items: number[]; secret?: string; intent?: string };
/** A small shop with little stock, so that its few shoppers get into each other's way. */
export type World = {
  admin: UserContext;
  shoppers: UserContext[];
  products: Awaited<ReturnType<typeof newProduct>>[];
  placed: Placed[];
};
/** One thing that somebody does; a and b choose with whom, with what, and how much. */
export type Step = { does: keyof typeof STEPS; a: number; b: number; together: boolean };

export async function newWorld(): Promise<World> {
  await db().execute(
    sql`truncate orders, carts, products, inventory_pools, webhook_events, outbox restart identity cascade`,
  );
  // An id is never used again, so that Stripe's objects of an earlier world are nobody's here.
  await db().execute(sql`select setval(pg_get_serial_sequence('orders', 'id'), ${nextId})`);
  const [admin, ...shoppers] = await Promise.all([newUser("admin"), newUser(), newUser(), newUser()]);
  const products = await Promise.all([
    newProduct({ stock: 3, price: "20.00" }),
    newProduct({
      variants: [
        { size: "S", stock: 2 },
        { size: "M", stock: 4, price: "7.35" },
      ],
    }),
  ]);
  return { admin, shoppers, products, placed: [] };
}
let nextId = 1;
export const noteIds = ({ placed }: World) => {
  nextId = Math.max(nextId, ...placed.map(({ id }) => id)) + 1;
};

const pick = <T>(items: readonly T[], choice: number): T | undefined => items[choice % items.length];
const CARDS = [
  "pm_card_visa",
  "pm_card_visa",
  "pm_card_chargeDeclined",
  "pm_card_createDispute",
  "pm_card_authenticationRequired",
];
const ANSWERED = "/v1/**";

type Act = (world: World, a: number, b: number) => Promise<unknown>;
/** An act on an order that was placed, if there is one. */
const onOrder =
  (act: (order: Placed, world: World, choice: number) => Promise<unknown>): Act =>
  async (world, a, b) => {
    const order = pick(world.placed, a);
    return order && act(order, world, b);
  };

async function add(world: World, shopper: Parameters<typeof addToCart>[0], choice: number) {
  const product = pick(world.products, choice);
  const variant = product && pick(product.variants, choice >> 1);
  return variant && addToCart(shopper, { product_id: product.id, variant_id: variant.id, quantity: 1 + (choice % 2) });
}

async function disputeOf({ intent }: Placed) {
  if (!intent) return undefined;
  return (await stripe().disputes.list({ payment_intent: intent })).data[0];
}

export const STEPS = {
  add: async (world, a, b) => {
    const shopper = pick(world.shoppers, a);
    return shopper && add(world, shopper, b);
  },
  "add as a guest, then sign in": async (world, a, b) => {
    const [shopper, guest] = [pick(world.shoppers, a), newGuest()];
    await add(world, guest, b);
    if (shopper && guest.guest) await Promise.all([1, 2].map(() => mergeGuestCart(shopper, guest.guest ?? "")));
  },
  place: async (world, a) => {
    const owner = pick(world.shoppers, a);
    if (!owner) return;
    const { id, items } = await placeOrder(owner, { shipping_address: "214 Alder St" });
    world.placed.push({ id, owner, items: items.map((item) => item.id) });
  },
  "begin to pay": onOrder(async (order) => {
    const begun = await startPayment(order.owner, { order_id: order.id });
    Object.assign(order, { secret: begun.client_secret, intent: begun.payment_intent_id });
  }),
  "give a card": onOrder(async ({ secret }, _world, choice) => {
    if (secret) await confirmIntent(secret, pick(CARDS, choice));
  }),
  pay: onOrder(async (order, _world, choice) => {
    const begun = await startPayment(order.owner, { order_id: order.id });
    Object.assign(order, { secret: begun.client_secret, intent: begun.payment_intent_id });
    await confirmIntent(begun.client_secret, pick(CARDS, choice));
  }),
  cancel: onOrder(({ id, owner }) => cancelOrder(owner, { id })),
  "let the hold end": onOrder(async ({ id }) => {
    await db()
      .update(orders)
      .set({ expires_at: new Date() })
      .where(sql`${orders.id} = ${id} and ${orders.expires_at} is not null`);
  }),
  sweep: () => sweepOrders(publicContext()),
  "change an order's line": onOrder(({ items }, { admin }, choice) => {
    const id = pick(items, choice);
    return id ? changeOrderItem(admin, { id, quantity: 1 + (choice % 3) }) : Promise.resolve();
  }),
  ship: onOrder(({ id }, { admin }) => changeOrder(admin, { id, status: "shipped", tracking_number: "1Z" })),
  deliver: onOrder(({ id }, { admin }) => changeOrder(admin, { id, status: "delivered" })),
  refund: onOrder(({ id }, { admin }, choice) =>
    refundOrder(admin, choice % 2 ? { id, amount: "5.00" } : { id, restock: choice % 4 === 0 }),
  ),
  "refund at Stripe": onOrder(({ intent }) =>
    intent ? stripe().refunds.create({ payment_intent: intent, amount: 300 }) : Promise.resolve(),
  ),
  "decide a dispute": onOrder(async (order, _world, choice) => {
    const dispute = await disputeOf(order);
    if (!dispute) return;
    const evidence = { uncategorized_text: choice % 2 ? "winning_evidence" : "losing_evidence" };
    await stripe().disputes.update(dispute.id, { evidence, submit: true });
  }),
  "set the stock": async ({ admin, products }, a, b) => {
    const [product] = products;
    if (product) await changeProduct(admin, { id: product.id, stock: (a + b) % 5 });
  },
  "hold events": () => addFault({ kind: "hold" }),
  "release events, shuffled": (_world, a) => releaseEvents({ order: "shuffled", seed: a }),
  "drop events": () => addFault({ kind: "drop", rate: 0.5, seed: 3 }),
  "double events": () => addFault({ kind: "double" }),
  "replay all events": (_world, a) => replayEvents({ order: "shuffled", seed: a }),
  "lose answers": () => addFault({ kind: "reset_after", match: { path: ANSWERED }, times: 3 }),
  "fail after the deed": () => addFault({ kind: "error_after", match: { method: "POST", path: ANSWERED }, times: 2 }),
  "nothing goes wrong any more": () => clearFaults(),
  reconcile: () => reconcile(publicContext()),
  "send refunds": async () => {
    await db()
      .update(refunds)
      .set({ created_at: new Date(0) })
      .where(eq(refunds.status, "pending"));
    await resumeRefunds(publicContext());
  },
  "work off the inbox": () => processInbox(publicContext()),
  "cut every connection to the database": () =>
    db().execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`),
} satisfies Record<string, Act>;

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  (/CONNECTION_|ECONNRESET|EPIPE|terminat/i.test(`${String((error as { code?: unknown }).code)} ${error.message}`) ||
    isCut(error.cause));

/** On a busy machine somebody else may hold a row for longer than PostgreSQL waits; a row held for ever is found all the same. */
const isHeld = (error: unknown) => sqlState(error) === "55P03";

/** Looks again when a connection was cut under the look itself. */
export async function steadily<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await look();
    } catch (error) {
      if (tries === 20 || !(isCut(error) || isHeld(error))) throw error;
    }
  }
}

/** What a step may answer: a refusal in words, or that Stripe or the database was away when it was made to be, or busy. */
const isExpected = (error: unknown): boolean =>
  (error instanceof AggregateError && error.errors.every(isExpected)) ||
  error instanceof DomainError ||
  error instanceof Stripe.errors.StripeError ||
  isCut(error) ||
  isHeld(error) ||
  (error instanceof TypeError && error.message === "fetch failed");

/** Does the steps; those that are together with the one before begin before it has ended. */
export async function perform(world: World, steps: readonly Step[], check: () => Promise<void>): Promise<void> {
  let under: Promise<unknown>[] = [];
  for (const { does, a, b, together } of steps) {
    if (!together) {
      await Promise.all(under);
      under = [];
      await check();
    }
    const act: Act = STEPS[does];
    under.push(
      Promise.resolve(act(world, a, b)).catch((error: unknown) => {
        if (!isExpected(error)) throw new Error(`"${does}" failed`, { cause: error });
      }),
    );
  }
  await Promise.all(under);
}

/** Time passes and nothing goes wrong any more: everything comes to its end. */
export async function comeToRest(world: World): Promise<void> {
  await clearFaults();
  const ids = world.placed.map(({ id }) => id);
  if (ids.length > 0)
    await db()
      .update(orders)
      .set({ expires_at: new Date() })
      .where(sql`${inArray(orders.id, ids)} and ${orders.expires_at} is not null`);
  for (let round = 0; round < 2; round++) {
    await db().execute(sql`update webhook_events set next_attempt_at = now()`);
    await db().execute(sql`update payments set updated_at = now() - interval '1 hour'`);
    await db().execute(sql`update refunds set updated_at = now() - interval '1 hour', created_at = 'epoch'`);
    await processInbox(publicContext());
    await reconcile(publicContext());
    await sweepOrders(publicContext()).catch(() => undefined);
  }
}
