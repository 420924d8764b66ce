import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { idempotency_keys, inventory_pools, ledger, orders, outbox, refunds } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { reconcile } from "@/domain/payments/reconcile";
import { resumeRefunds } from "@/domain/payments/refund";
import { stripe } from "@/domain/payments/stripe";
import { confirmIntent, newProduct, newToken, newUser, one, until } from "@/tests/helpers";
import { addFault, clearFaults } from "@/tests/sandbox";

import { send } from "./routes";

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

async function pending() {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 5, price: "20.00" })];
  await addToCart(shopper, { product_id: product.id, quantity: 2 });
  const { id } = await placeOrder(shopper, { shipping_address: "x" });
  return { shopper, product, id, token: await newToken(shopper) };
}

async function paid() {
  const made = await pending();
  const begun = await send("POST /payment/", { token: made.token, body: { order_id: made.id } });
  const { client_secret, payment_intent_id } = (await begun.json()) as {
    client_secret: string;
    payment_intent_id: string;
  };
  await confirmIntent(client_secret);
  await send("GET /payment/{id}/", { token: made.token, id: made.id });
  return { ...made, payment_intent_id };
}

const orderOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id)));
const ledgerOf = (id: number) => db().select().from(ledger).where(eq(ledger.order_id, id)).orderBy(ledger.id);
const refund = async (id: number, body: object = {}) => {
  const response = await send("POST /payment/{id}/refund/", { token: admin, id, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe("paying", () => {
  test("an order that someone else holds is told of as busy, and can be asked for again", async () => {
    const { id, token } = await pending();
    const held = db().transaction(async (tx) => {
      await tx.execute(sql`select from orders where id = ${id} for update`);
      await tx.execute(sql`select pg_sleep(2.5)`);
    });
    const refused = await send("POST /payment/", { token, body: { order_id: id } });
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      503,
      "5",
      { detail: "The shop is busy right now. Try again in a moment.", code: "busy" },
    ]);
    await held;
    expect((await send("POST /payment/", { token, body: { order_id: id } })).status).toBe(200);
  });

  test("answers what Stripe Elements needs, the same again, and what is wrong", async () => {
    const { id, token } = await pending();
    const pay = (body: unknown, who = token) => send("POST /payment/", { token: who, body });
    const first = await pay({ order_id: id, amount: 1, currency: "eur" });
    expect([first.status, await first.clone().json()]).toEqual([
      200,
      {
        client_secret: expect.stringMatching(/^pi_.+_secret_.+/),
        payment_intent_id: expect.stringMatching(/^pi_/),
        amount: 4000,
        currency: "usd",
        publishable_key: "pk_test_tests",
      },
    ]);
    expect(await (await pay({ order_id: String(id) })).text()).toBe(await first.text());
    expect(await (await pay({})).json()).toEqual({ order_id: ["This field is required."] });
    expect((await pay({ order_id: id }, await newToken(await newUser()))).status).toBe(404);
    expect((await pay({ order_id: 99_999_999 })).status).toBe(404);
  });

  test("a paid order is told so, and not paid again", async () => {
    const { id, token } = await paid();
    expect(await (await send("GET /payment/{id}/", { token, id })).json()).toEqual({
      order_id: id,
      status: "paid",
      payment_status: "succeeded",
      error: null,
    });
    const again = await send("POST /payment/", { token, body: { order_id: id } });
    expect([again.status, await again.json()]).toEqual([
      409,
      { detail: "Only a pending order can be paid.", code: "not_payable" },
    ]);
  });
});

describe("refunding", () => {
  test("a part, then the rest: ledger, order and Stripe agree to the cent", async () => {
    const { id, payment_intent_id } = await paid();
    expect(await refund(id, { amount: "15.50", reason: "A chip" })).toMatchObject({
      status: 200,
      body: { order: id, amount: "15.50", status: "succeeded", reason: "A chip" },
    });
    expect(await orderOf(id)).toMatchObject({ status: "paid", refunded_amount: "15.50" });
    expect(await refund(id)).toMatchObject({ status: 200, body: { amount: "24.50" } });
    expect(await orderOf(id)).toMatchObject({ status: "refunded", refunded_amount: "40.00" });
    expect((await ledgerOf(id)).map(({ amount }) => amount)).toEqual(["40.00", "-15.50", "-24.50"]);
    const made = await stripe().refunds.list({ payment_intent: payment_intent_id });
    expect(made.data.map(({ amount }) => amount)).toEqual([2450, 1550]);
    expect(await db().select().from(outbox).where(eq(outbox.topic, "order_refunded"))).toMatchObject([{}, {}]);
  });

  test("is never more than was received, also when ten ask at once", async () => {
    const { id } = await paid();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(id, { amount: "15.00" })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      200,
      ...Array.from({ length: 8 }, () => 409),
    ]);
    expect(await refund(id, { amount: "10.01" })).toMatchObject({
      status: 409,
      body: { code: "not_refundable", detail: "Only $10.00 of this payment is left." },
    });
    expect(await orderOf(id)).toMatchObject({ refunded_amount: "30.00" });
  });

  test("pressed twice under one key gives back once", async () => {
    const { id } = await paid();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const press = () => send("POST /payment/{id}/refund/", { token: admin, id, body: { amount: 5 }, headers });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await orderOf(id)).toMatchObject({ refunded_amount: "5.00" });
  });

  test("cut off after it was opened and sent again under its key, is the same refund", async () => {
    const { id } = await paid();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const press = () => send("POST /payment/{id}/refund/", { token: admin, id, body: { amount: 5 }, headers });
    await press();
    // As after a crash: the deed is done, its answer was never written down.
    await db().delete(idempotency_keys);
    expect((await press()).status).toBe(200);
    expect(await orderOf(id)).toMatchObject({ refunded_amount: "5.00" });
    expect(await db().select().from(refunds).where(eq(refunds.order_id, id))).toHaveLength(1);
  });

  test("that Stripe refuses may be asked for again under its key", async () => {
    const { id, payment_intent_id } = await paid();
    await addFault({ kind: "drop" });
    await stripe().refunds.create({ payment_intent: payment_intent_id });
    await clearFaults();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const ask = () => send("POST /payment/{id}/refund/", { token: admin, id, body: {}, headers });
    expect((await ask()).status).toBe(502);
    await reconcile(publicContext());
    expect((await ask()).status).toBe(409);
  });

  test("puts the goods back on the shelf only when asked, and only as a whole", async () => {
    const { id, product } = await paid();
    const pool = async () =>
      one(
        await db()
          .select()
          .from(inventory_pools)
          .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0)),
      );
    expect(await refund(id, { amount: 5, restock: true })).toMatchObject({
      status: 400,
      body: { restock: [expect.any(String)] },
    });
    expect(await pool()).toMatchObject({ on_hand: 3, reserved: 0 });
    await refund(id, { restock: true });
    expect(await pool()).toMatchObject({ on_hand: 5, reserved: 0 });
  });

  test("is refused for what was not paid, is disputed, or is not an amount", async () => {
    const { id } = await pending();
    expect(await refund(id)).toMatchObject({ status: 409, body: { code: "not_refundable" } });
    const made = await paid();
    expect(await refund(made.id, { amount: "0.00" })).toMatchObject({ status: 400 });
    expect(await refund(made.id, { amount: "x" })).toMatchObject({
      status: 400,
      body: { amount: ["A valid number is required."] },
    });
    await db().update(orders).set({ disputed: true }).where(eq(orders.id, made.id));
    expect(await refund(made.id)).toMatchObject({ status: 409 });
    const customer = await send("POST /payment/{id}/refund/", { token: made.token, id: made.id, body: {} });
    expect(customer.status).toBe(403);
  });

  test("made at Stripe itself is taken over when its event comes", async () => {
    const { id, payment_intent_id } = await paid();
    await stripe().refunds.create({ payment_intent: payment_intent_id, amount: 1000 });
    expect(
      await until(
        () => orderOf(id),
        ({ refunded_amount }) => refunded_amount !== "0.00",
      ),
    ).toMatchObject({ refunded_amount: "10.00", status: "paid" });
  });

  test("whose answer was lost is asked for again, and is still one", async () => {
    const { id, payment_intent_id } = await paid();
    await refund(id, { amount: 5 });
    const [row] = await db().select().from(refunds).where(eq(refunds.order_id, id));
    await db()
      .update(refunds)
      .set({ status: "pending", refund_id: null, created_at: new Date(0) })
      .where(eq(refunds.id, row?.id ?? 0));
    await resumeRefunds(publicContext());
    expect((await stripe().refunds.list({ payment_intent: payment_intent_id })).data).toHaveLength(1);
    expect((await ledgerOf(id)).map(({ amount }) => amount)).toEqual(["40.00", "-5.00"]);
  });
});
