import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { orders, outbox, return_requests } from "@/db/schema";
import { confirmIntent, newGuest, newProduct, newUser, one, until } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { findViolations } from "../invariants";
import type { Context, UserContext } from "../operation";
import { changeOrder } from "../orders/change-order";
import { placeOrder } from "../orders/place-order";
import { readOrderTimeline } from "../orders/timeline";
import { getPaymentState } from "../payments/payment-state";
import { startPayment } from "../payments/start-payment";
import { changeReturn, refundReturn } from "./judge-returns";
import { getReturn, listReturns, readReturnEligibility, requestReturn } from "./returns";
import { withdrawReturn } from "./withdraw-return";

const DAY_MS = 86_400_000;

async function paid(shopper: Context, quantity = 3) {
  const product = await newProduct({ price: "10.00", stock: 9 });
  await addToCart(shopper, { product_id: product.id, quantity });
  const order = await placeOrder(shopper, { email: "robin@shop.test", shipping_address: "214 Alder St, Portland" });
  const { client_secret } = await startPayment(shopper, { order_id: order.id });
  await confirmIntent(client_secret);
  await getPaymentState(shopper, { id: order.id });
  return { ...order, line: one(order.items).id, product };
}

async function shipped(shopper: Context, quantity = 3) {
  const order = await paid(shopper, quantity);
  await changeOrder(await newUser("admin"), { id: order.id, status: "shipped" });
  return order;
}

const ask = (shopper: Context, order: { id: number; line: number }, quantity?: number) =>
  requestReturn(shopper, {
    id: order.id,
    lines: [{ id: order.line, ...(quantity !== undefined && { quantity }) }],
    reason: "changed_mind",
  });
const mailsOf = async (orderId: number) =>
  (await db().select().from(outbox)).filter(({ payload }) => payload["order_id"] === orderId).map(({ topic }) => topic);

describe("what may come back", () => {
  test("is what was sent and has not come back, for thirty days from its arrival", async () => {
    const shopper = await newUser();
    const order = await shipped(shopper);
    const delivered = new Date(Date.now() - 29 * DAY_MS);
    await db().update(orders).set({ delivered_at: delivered, status: "delivered" }).where(eq(orders.id, order.id));
    expect(await readReturnEligibility(shopper, { id: order.id })).toMatchObject({
      is_eligible: true,
      why_not: null,
      until: new Date(delivered.getTime() + 30 * DAY_MS).toISOString(),
      lines: [{ id: order.line, quantity: 3, available: 3 }],
    });
    await db()
      .update(orders)
      .set({ delivered_at: new Date(Date.now() - 31 * DAY_MS) })
      .where(eq(orders.id, order.id));
    expect(await readReturnEligibility(shopper, { id: order.id })).toMatchObject({ why_not: "window_closed" });
    await expect(ask(shopper, order)).rejects.toMatchObject({ code: "not_returnable" });
  });

  test("is nothing of an order that has not left, or is disputed", async () => {
    const shopper = await newUser();
    const order = await paid(shopper);
    await expect(ask(shopper, order)).rejects.toMatchObject({
      code: "not_returnable",
      details: { why_not: "not_shipped" },
    });
    await changeOrder(await newUser("admin"), { id: order.id, status: "shipped" });
    await db().update(orders).set({ disputed: true }).where(eq(orders.id, order.id));
    await expect(ask(shopper, order)).rejects.toMatchObject({ details: { why_not: "not_possible" } });
  });

  test("is never more than was bought, however often and at once it is asked for", async () => {
    const guest = newGuest();
    const order = await shipped(guest, 3);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => ask(guest, order, 1)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "not_returnable" });
    expect(await readReturnEligibility(guest, { id: order.id })).toMatchObject({ why_not: "nothing_left" });
  });

  test("is a line of that order, named once", async () => {
    const [shopper, other] = [await newUser(), await newUser()];
    const [order, another] = [await shipped(shopper), await shipped(other)];
    const lines = (ids: number[]) =>
      requestReturn(shopper, { id: order.id, lines: ids.map((id) => ({ id, quantity: 1 })), reason: "damaged" });
    await expect(lines([another.line])).rejects.toMatchObject({ status: 400 });
    await expect(lines([order.line, order.line])).rejects.toMatchObject({ status: 400 });
    await expect(ask(shopper, order, 4)).rejects.toThrow("No more than 3 of");
  });

  test("is nobody else's business", async () => {
    const [shopper, stranger] = [await newUser(), await newUser()];
    const order = await shipped(shopper);
    const { id } = await ask(shopper, order);
    await expect(ask(stranger, order)).rejects.toMatchObject({ status: 404 });
    await expect(getReturn(stranger, { id })).rejects.toMatchObject({ status: 404 });
    expect((await listReturns(stranger, {})).results).toEqual([]);
    expect((await listReturns(shopper, {})).results).toMatchObject([{ id }]);
  });
});

describe("a return", () => {
  const judged = async (admin: UserContext, id: number, status: "approved" | "refused" | "received") =>
    changeReturn(admin, { id, status, answer: "With the label." });

  test("is approved, received and refunded less the label, and its shopper hears of each", async () => {
    const [shopper, admin] = [await newUser(), await newUser("admin")];
    const order = await shipped(shopper);
    const { id } = await ask(shopper, order, 2);
    await expect(judged(admin, id, "received")).rejects.toMatchObject({ code: "invalid_transition" });
    await judged(admin, id, "approved");
    await expect(refundReturn(admin, { id })).rejects.toMatchObject({ code: "invalid_transition" });
    await judged(admin, id, "received");
    const done = await refundReturn(admin, { id });
    expect(done).toMatchObject({ status: "refunded", goods_value: "20.00", label_price: "6.00" });
    const read = async () => one(await db().select().from(orders).where(eq(orders.id, order.id)));
    expect(await until(read, ({ refunded_amount }) => refunded_amount !== "0.00")).toMatchObject({
      refunded_amount: "14.00",
      status: "shipped",
    });
    expect(await mailsOf(order.id)).toEqual(
      expect.arrayContaining(["return_requested", "return_approved", "return_received", "order_refunded"]),
    );
    const { events } = await readOrderTimeline(shopper, { id: order.id });
    expect(events.map(({ type }) => type)).toEqual([
      "placed",
      "paid",
      "shipped",
      "return_requested",
      "return_approved",
      "return_received",
      "refunded",
    ]);
    expect(events.at(-1)).toMatchObject({ amount: "14.00" });
    expect(await findViolations(db())).toEqual([]);
  });

  test("is refunded once, however often and at once that is asked for", async () => {
    const [shopper, admin] = [await newUser(), await newUser("admin")];
    const order = await shipped(shopper);
    const { id } = await ask(shopper, order, 1);
    await judged(admin, id, "approved");
    await judged(admin, id, "received");
    const made = await Promise.all(Array.from({ length: 5 }, () => refundReturn(admin, { id })));
    expect(new Set(made.map(({ refund }) => refund)).size).toBe(1);
    expect(one(await db().select().from(orders).where(eq(orders.id, order.id))).refunded_amount).toBe("4.00");
  });

  test("that is refused lets its goods be asked for again", async () => {
    const [shopper, admin] = [await newUser(), await newUser("admin")];
    const order = await shipped(shopper, 1);
    const { id } = await ask(shopper, order);
    await expect(ask(shopper, order)).rejects.toMatchObject({ details: { why_not: "nothing_left" } });
    await judged(admin, id, "refused");
    await expect(judged(admin, id, "approved")).rejects.toMatchObject({ code: "invalid_transition" });
    expect(await ask(shopper, order)).toMatchObject({ status: "requested" });
    expect(await db().select().from(return_requests).where(eq(return_requests.order_id, order.id))).toHaveLength(2);
  });
});

describe("taking a return back", () => {
  test("is possible until someone has decided, frees its goods to be asked for again, and is told in the order's way", async () => {
    const shopper = await newUser();
    const order = await shipped(shopper, 2);
    const { id } = await ask(shopper, order);
    expect(await withdrawReturn(shopper, { id })).toMatchObject({ status: "withdrawn" });
    expect(await withdrawReturn(shopper, { id })).toMatchObject({ status: "withdrawn" });
    expect(await readReturnEligibility(shopper, { id: order.id })).toMatchObject({ lines: [{ available: 2 }] });
    const types = (await readOrderTimeline(shopper, { id: order.id })).events.map(({ type }) => type);
    expect(types.slice(-2)).toEqual(["return_requested", "return_withdrawn"]);
    const again = await ask(shopper, order, 2);
    await changeReturn(await newUser("admin"), { id: again.id, status: "approved" });
    await expect(withdrawReturn(shopper, { id: again.id })).rejects.toMatchObject({ code: "invalid_transition" });
    await expect(changeReturn(await newUser("admin"), { id, status: "approved" })).rejects.toMatchObject({
      code: "invalid_transition",
    });
  });

  test("is for its shopper alone, a guest too", async () => {
    const guest = newGuest();
    const { id } = await ask(guest, await shipped(guest));
    await expect(withdrawReturn(newGuest(), { id })).rejects.toMatchObject({ status: 404 });
    await expect(withdrawReturn(await newUser(), { id })).rejects.toMatchObject({ status: 404 });
    expect(await withdrawReturn(guest, { id })).toMatchObject({ status: "withdrawn" });
  });

  test("at the very moment at which it is approved, one of the two is done", async () => {
    const [shopper, admin] = [await newUser(), await newUser("admin")];
    for (let round = 0; round < 5; round++) {
      const { id } = await ask(shopper, await shipped(shopper));
      const both = await Promise.allSettled([
        withdrawReturn(shopper, { id }),
        changeReturn(admin, { id, status: "approved" }),
      ]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });
});
