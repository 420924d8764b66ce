import { asc, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { inventory_pools, orders, refunds } from "@/db/schema";
import { confirmIntent, newProduct, newUser, one } from "@/tests/helpers";
import { addFault, clearFaults, differencesOfBooks } from "@/tests/sandbox";

import { addToCart } from "../cart/add-to-cart";
import { findViolations } from "../invariants";
import { placeOrder } from "../orders/place-order";
import { refundOrder, resumeRefunds } from "./refund";
import { settle, settleRefund } from "./settle";
import { refundSnapshotOf, snapshotOf } from "./snapshot";
import { startPayment } from "./start-payment";
import { stripe } from "./stripe";

afterEach(() => clearFaults());

/** An order of $20.00 that was paid, of which these are asked back while Stripe is away, and that then given back there. */
async function givenBackElsewhere(asked: (string | undefined)[], elsewhere: number, restock = false) {
  const [admin, shopper, product] = [await newUser("admin"), await newUser(), await newProduct({ price: "20.00" })];
  await addToCart(shopper, { product_id: product.id });
  const { id } = await placeOrder(shopper, { shipping_address: "214 Alder St" });
  const { client_secret, payment_intent_id } = await startPayment(shopper, { order_id: id });
  await confirmIntent(client_secret);
  await settle(publicContext(), snapshotOf(await stripe().paymentIntents.retrieve(payment_intent_id)), "poll");
  await addFault({ kind: "error_before", match: { method: "POST", path: "/v1/refunds" } });
  for (const amount of asked) await refundOrder(admin, { id, restock, ...(amount && { amount }) });
  await clearFaults();
  const made = await stripe().refunds.create({ payment_intent: payment_intent_id, amount: elsewhere });
  await settleRefund(publicContext(), refundSnapshotOf(made), "reconciler");
  const told = async () => {
    const rows = await db().select().from(refunds).where(eq(refunds.order_id, id)).orderBy(asc(refunds.id));
    return rows.map(({ amount, status }) => `${amount} ${status}`);
  };
  const first = await told();
  expect(await findViolations(db())).toEqual([]);
  await db()
    .update(refunds)
    .set({ created_at: new Date(0) })
    .where(eq(refunds.order_id, id));
  await resumeRefunds(publicContext());
  expect(await findViolations(db())).toEqual([]);
  expect(await differencesOfBooks()).toEqual([]);
  const { status } = one(await db().select().from(orders).where(eq(orders.id, id)));
  const { on_hand: onHand } = one(
    await db()
      .select()
      .from(inventory_pools)
      .where(eq(inventory_pools.id, one(product.variants).pool_id)),
  );
  return { first, last: await told(), status, onHand };
}

test("what was to be given back whole is what is left after what was given back at Stripe", async () => {
  expect(await givenBackElsewhere([undefined], 300)).toEqual({
    first: ["3.00 succeeded", "17.00 pending"],
    last: ["3.00 succeeded", "17.00 succeeded"],
    status: "refunded",
    onHand: 4,
  });
});

test("of several parts that make up the whole, the last gives way", async () => {
  expect(await givenBackElsewhere(["10.00", "10.00"], 300)).toEqual({
    first: ["10.00 pending", "3.00 succeeded", "7.00 pending"],
    last: ["10.00 succeeded", "3.00 succeeded", "7.00 succeeded"],
    status: "refunded",
    onHand: 4,
  });
  expect(await givenBackElsewhere(["10.00", "10.00"], 1500)).toEqual({
    first: ["15.00 succeeded", "5.00 pending"],
    last: ["15.00 succeeded", "5.00 succeeded"],
    status: "refunded",
    onHand: 4,
  });
});

test("where all was given back at Stripe, nothing is asked for any more", async () => {
  expect(await givenBackElsewhere([undefined], 2000)).toEqual({
    first: ["20.00 succeeded"],
    last: ["20.00 succeeded"],
    status: "refunded",
    onHand: 4,
  });
});

test("the goods go back on the shelf as they were to, whoever gave the money back", async () => {
  expect(await givenBackElsewhere([undefined], 300, true)).toMatchObject({ status: "refunded", onHand: 5 });
  expect(await givenBackElsewhere([undefined], 2000, true)).toMatchObject({ status: "refunded", onHand: 5 });
  expect(await givenBackElsewhere([undefined], 2000)).toMatchObject({ status: "refunded", onHand: 4 });
});

test("a part that no longer fits has failed, and one that fits is left alone", async () => {
  expect(await givenBackElsewhere(["5.00"], 1800)).toEqual({
    first: ["5.00 failed", "18.00 succeeded"],
    last: ["5.00 failed", "18.00 succeeded"],
    status: "paid",
    onHand: 4,
  });
  expect(await givenBackElsewhere(["5.00"], 1500)).toMatchObject({
    first: ["5.00 pending", "15.00 succeeded"],
    status: "refunded",
  });
});
