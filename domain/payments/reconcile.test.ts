import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, payments, refunds, webhook_events } from "@/db/schema";
import { confirmIntent, newProduct, newUser, one } from "@/tests/helpers";
import { addFault, clearFaults, differencesOfBooks } from "@/tests/sandbox";

import { addToCart } from "../cart/add-to-cart";
import { findViolations } from "../invariants";
import { cancelOrder, sweepOrders } from "../orders/cancel-order";
import { placeOrder } from "../orders/place-order";
import { reconcile } from "./reconcile";
import { refundOrder } from "./refund";
import { startPayment } from "./start-payment";
import { stripe } from "./stripe";
import { processInbox } from "./webhook";

async function begin() {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 10, price: "20.00" })];
  await addToCart(shopper, { product_id: product.id });
  const { id } = await placeOrder(shopper, { shipping_address: "214 Alder St" });
  const { client_secret, payment_intent_id } = await startPayment(shopper, { order_id: id });
  return { id, shopper, client_secret, payment_intent_id };
}
const orderOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id)));

/** Nothing that was written a moment ago: as if half a minute had passed. */
async function letRest() {
  const long_ago = new Date(Date.now() - 60_000);
  await db().update(payments).set({ updated_at: long_ago });
  await db().update(refunds).set({ updated_at: long_ago, created_at: long_ago });
}

describe("without any webhook the books still agree", () => {
  beforeEach(() => addFault({ kind: "drop", rate: 1 }));
  afterEach(() => clearFaults());

  test("to the cent, whatever happened at Stripe", async () => {
    const admin = await newUser("admin");
    const [paid, declined, abroad, disputed, lost, late] = await Promise.all(Array.from({ length: 6 }, begin));
    if (!paid || !declined || !abroad || !disputed || !lost || !late) throw new Error("six orders were begun");
    await confirmIntent(paid.client_secret);
    await confirmIntent(declined.client_secret, "pm_card_chargeDeclined");
    await confirmIntent(abroad.client_secret);
    await stripe().refunds.create({ payment_intent: abroad.payment_intent_id, amount: 500 });
    await confirmIntent(disputed.client_secret, "pm_card_createDispute");
    await confirmIntent(lost.client_secret, "pm_card_createDispute");
    const [dispute] = (await stripe().disputes.list({ payment_intent: lost.payment_intent_id })).data;
    await stripe().disputes.close(dispute?.id ?? "");
    await confirmIntent(late.client_secret);
    await cancelOrder(late.shopper, { id: late.id }).catch(() => undefined);
    const first = await reconcile(publicContext());
    expect(first).toMatchObject({ unmatched: 0 });
    expect(first.fixed).toBeGreaterThanOrEqual(7);
    expect(await orderOf(paid.id)).toMatchObject({ status: "paid" });
    expect(await orderOf(declined.id)).toMatchObject({ status: "pending" });
    expect(await orderOf(abroad.id)).toMatchObject({ status: "paid", refunded_amount: "5.00" });
    expect(await orderOf(disputed.id)).toMatchObject({ status: "paid", disputed: true });
    expect(await orderOf(lost.id)).toMatchObject({ status: "charged_back" });
    expect(await orderOf(late.id)).toMatchObject({ status: "paid" });
    await refundOrder(admin, { id: paid.id });
    expect(await differencesOfBooks()).toEqual([]);
    expect(await findViolations(db())).toEqual([]);
    expect(await reconcile(publicContext())).toMatchObject({ fixed: 0, unmatched: 0 });
    expect(await db().select().from(webhook_events)).toEqual([]);
  });

  test("a refund that is told of before its payment brings the payment along", async () => {
    const { id, client_secret, payment_intent_id } = await begin();
    await confirmIntent(client_secret);
    const refund = await stripe().refunds.create({ payment_intent: payment_intent_id, amount: 300 });
    const payload = { data: { object: { id: refund.id } } };
    await db().insert(webhook_events).values({ event_id: "evt_refund", type: "refund.created", payload });
    await processInbox(publicContext());
    expect(await orderOf(id)).toMatchObject({ status: "paid", refunded_amount: "3.00" });
    expect(await findViolations(db())).toEqual([]);
  });

  test("what was begun two days ago and never heard of again is asked for by itself", async () => {
    const { id, client_secret, payment_intent_id } = await begin();
    await confirmIntent(client_secret, "pm_card_authenticationRequired");
    await letRest();
    await stripe().paymentIntents.cancel(payment_intent_id);
    await addFault({ kind: "garbage", match: { method: "GET", path: "/v1/payment_intents" }, times: 1 });
    await reconcile(publicContext()).catch(() => undefined);
    await reconcile(publicContext());
    const [payment] = await db().select().from(payments).where(eq(payments.order_id, id));
    expect(payment?.status).toBe("canceled");
  });

  test("money of no order of ours is counted and touched by nobody", async () => {
    const other = await stripe().paymentIntents.create({ amount: 100, currency: "usd" });
    await confirmIntent(other.client_secret ?? "");
    const before = await reconcile(publicContext());
    expect(before.unmatched).toBeGreaterThanOrEqual(1);
  });
});

describe("answers of Stripe's that are lost", () => {
  afterEach(() => clearFaults());

  test.each(["reset_after", "error_after"])("%s: one intent, and the order can be paid", async (kind) => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "20.00" })];
    await addToCart(shopper, { product_id: product.id });
    const order = await placeOrder(shopper, { shipping_address: "214 Alder St" });
    await addFault({ kind, match: { method: "POST", path: "/v1/payment_intents" }, times: 2 });
    const pay = () => startPayment(shopper, { order_id: order.id });
    const begun = await pay().catch(pay);
    await confirmIntent(begun.client_secret);
    const made = await stripe().paymentIntents.list({ limit: 100 });
    expect(made.data.filter(({ metadata }) => metadata["order_number"] === order.number)).toHaveLength(1);
    await reconcile(publicContext());
    expect(await orderOf(order.id)).toMatchObject({ status: "paid" });
  });

  test("a hold that ends while the answer is lost ends the intent, too", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    await addToCart(shopper, { product_id: product.id });
    const order = await placeOrder(shopper, { shipping_address: "214 Alder St" });
    await addFault({ kind: "reset_after", match: { method: "POST", path: "/v1/payment_intents" }, times: 2 });
    await expect(startPayment(shopper, { order_id: order.id })).rejects.toMatchObject({ status: 503 });
    await db()
      .update(orders)
      .set({ expires_at: new Date(0) })
      .where(eq(orders.id, order.id));
    await sweepOrders(publicContext());
    expect(await orderOf(order.id)).toMatchObject({ status: "cancelled" });
    const made = await stripe().paymentIntents.list({ limit: 100 });
    const own = made.data.filter(({ metadata }) => metadata["order_number"] === order.number);
    expect(own.map(({ status }) => status)).toEqual(["canceled"]);
  });
});
