import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import {
  discount_uses,
  inventory_pools,
  ledger,
  orders,
  payments,
  refunds,
  reservations,
  webhook_events,
} from "@/db/schema";
import { confirmIntent, newDiscount, newProduct, newUser, until } from "@/tests/helpers";

import { addToCart } from "./cart/add-to-cart";
import { findViolations } from "./invariants";
import { placeOrder } from "./orders/place-order";
import { startPayment } from "./payments/start-payment";

async function newOrder(isPaid: boolean) {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 10, price: "20.00" })];
  await addToCart(shopper, { product_id: product.id, quantity: 2 });
  const order = await placeOrder(shopper, { shipping_address: "214 Alder St" });
  const poolId = product.variants[0]?.pool.id ?? 0;
  if (!isPaid) return { id: order.id, poolId };
  const { client_secret } = await startPayment(shopper, { order_id: order.id });
  await confirmIntent(client_secret);
  const read = () => db().select().from(orders).where(eq(orders.id, order.id));
  await until(read, ([row]) => row?.status === "paid");
  return { id: order.id, poolId };
}
type Made = Awaited<ReturnType<typeof newOrder>>;

const BREAKS: [string, boolean, (made: Made) => Promise<unknown>][] = [
  [
    "what is reserved of a pool is what orders hold of it",
    false,
    ({ poolId }) => db().update(inventory_pools).set({ reserved: 1 }).where(eq(inventory_pools.id, poolId)),
  ],
  [
    "stock is the sum of its movements",
    false,
    ({ poolId }) => db().update(inventory_pools).set({ on_hand: 9 }).where(eq(inventory_pools.id, poolId)),
  ],
  [
    "every line of a paid order is committed",
    true,
    ({ id }) => db().update(reservations).set({ state: "released" }).where(eq(reservations.order_id, id)),
  ],
  [
    "a cancelled order holds nothing",
    false,
    ({ id }) => db().update(orders).set({ status: "cancelled" }).where(eq(orders.id, id)),
  ],
  [
    "an order's total is its lines, shipping and tax, less its discount",
    false,
    ({ id }) => db().update(orders).set({ subtotal: "41.00", total_price: "41.00" }).where(eq(orders.id, id)),
  ],
  ["the uses of a code are the orders that have not given theirs back", false, () => newDiscount({ used: 1 })],
  [
    "a cancelled order uses no code",
    false,
    async ({ id }) => {
      await db().insert(discount_uses).values({ order_id: id, kind: "percent", value: "10.00" });
      await db().update(orders).set({ status: "cancelled" }).where(eq(orders.id, id));
    },
  ],
  [
    "the ledger of a paid order is its total less what was given back or lost",
    true,
    ({ id }) => db().delete(ledger).where(eq(ledger.order_id, id)),
  ],
  [
    "an order that nobody paid has no ledger",
    true,
    ({ id }) => db().update(orders).set({ status: "pending" }).where(eq(orders.id, id)),
  ],
  [
    "no order keeps two payments",
    true,
    ({ id }) =>
      db().insert(payments).values({
        order_id: id,
        attempt: 2,
        status: "succeeded",
        amount: "40.00",
        received: "40.00",
        currency: "usd",
      }),
  ],
  [
    "no payment gives back more than it received",
    true,
    async ({ id }) => {
      const [payment] = await db().select().from(payments).where(eq(payments.order_id, id));
      return db()
        .insert(refunds)
        .values({ order_id: id, payment_id: payment?.id ?? 0, amount: "40.01", currency: "usd" });
    },
  ],
  [
    "every event that was worked off says what came of it",
    false,
    () =>
      db().insert(webhook_events).values({ event_id: crypto.randomUUID(), type: "x", payload: {}, state: "processed" }),
  ],
  [
    "no order waits for long after its hold has ended, unless Stripe has yet to answer",
    false,
    ({ id }) =>
      db()
        .update(orders)
        .set({ expires_at: new Date(0) })
        .where(eq(orders.id, id)),
  ],
];

describe("a broken invariant is found", () => {
  test("and a sound shop breaks none", async () => {
    await newOrder(false);
    await newOrder(true);
    expect(await findViolations(db())).toEqual([]);
  });

  test.each(BREAKS)("%s", async (invariant, isPaid, breakIt) => {
    const made = await newOrder(isPaid);
    const before = await findViolations(db());
    await breakIt(made);
    const countOf = (violations: typeof before) =>
      violations.find((violation) => violation.invariant === invariant)?.rows.length ?? 0;
    expect(countOf(await findViolations(db()))).toBe(countOf(before) + 1);
  });
});
