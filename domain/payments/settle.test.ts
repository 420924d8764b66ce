import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, inventory_pools, ledger, orders, outbox, payments, refunds } from "@/db/schema";
import { env } from "@/env";
import { fromMinorUnits } from "@/model/money";
import { confirmIntent, newProduct, newUser, one, until } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { deliverMail } from "../mail/deliver";
import { cancelOrder, sweepOrders } from "../orders/cancel-order";
import { changeOrder } from "../orders/change-order";
import { placeOrder } from "../orders/place-order";
import { getPaymentState } from "./payment-state";
import { refundOrder, resumeRefunds } from "./refund";
import { settle } from "./settle";
import { type Snapshot, snapshotOf } from "./snapshot";
import { startPayment } from "./start-payment";
import { stripe } from "./stripe";

async function pendingOrder(quantity = 1) {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 10, price: "20.00" })];
  await addToCart(shopper, { product_id: product.id, quantity });
  const order = await placeOrder(shopper, { shipping_address: "214 Alder St" });
  const payment = await startPayment(shopper, { order_id: order.id });
  return { shopper, product, order, payment };
}
type Pending = Awaited<ReturnType<typeof pendingOrder>>;

const statusOf = async ({ order }: Pending) =>
  one(await db().select().from(orders).where(eq(orders.id, order.id))).status;
const poolOf = async ({ product }: Pending) =>
  one(
    await db()
      .select()
      .from(inventory_pools)
      .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0)),
  );
const ledgerOf = ({ order }: Pending) => db().select().from(ledger).where(eq(ledger.order_id, order.id));
const mailsOf = ({ order }: Pending) =>
  db()
    .select()
    .from(outbox)
    .where(eq(outbox.dedupe_key, `order_paid:${order.id}`));
const asked = async ({ payment }: Pending) =>
  snapshotOf(await stripe().paymentIntents.retrieve(payment.payment_intent_id));

describe("a payment that succeeds", () => {
  test("makes the order paid by the webhook alone: stock sold, one ledger line, one mail", async () => {
    const pending = await pendingOrder(2);
    await confirmIntent(pending.payment.client_secret);
    expect(
      await until(
        () => statusOf(pending),
        (status) => status === "paid",
      ),
    ).toBe("paid");
    expect(await poolOf(pending)).toMatchObject({ on_hand: 8, reserved: 0 });
    expect(await ledgerOf(pending)).toMatchObject([{ kind: "charge", amount: "40.00" }]);
    expect(await mailsOf(pending)).toHaveLength(1);
  });

  test("settled five times at once has the effects of one", async () => {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret);
    const snapshot = await asked(pending);
    await Promise.all(Array.from({ length: 5 }, () => settle(pending.shopper, snapshot, "return")));
    expect(await statusOf(pending)).toBe("paid");
    expect(await poolOf(pending)).toMatchObject({ on_hand: 9, reserved: 0 });
    expect(await ledgerOf(pending)).toHaveLength(1);
    expect(await mailsOf(pending)).toHaveLength(1);
  });

  test("is found out by asking Stripe when no event has come", async () => {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret);
    const state = await getPaymentState(pending.shopper, { id: pending.order.id });
    expect(state).toMatchObject({ status: "paid", payment_status: "succeeded" });
  });

  test("is mailed, with a link that shows the order to its reader", async () => {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret);
    await until(
      () => statusOf(pending),
      (status) => status === "paid",
    );
    await deliverMail(pending.shopper);
    const answer = await fetch(`${env().SANDBOX_ORIGIN}/mail.json?to=${pending.shopper.user.email}`);
    const [mail] = (await answer.json()) as { subject: string; text: string }[];
    expect(mail?.subject).toBe(`Your order ${pending.order.number} is confirmed`);
    expect(mail?.text).toContain(`http://shop.test/orders/${pending.order.number}?key=`);
    await deliverMail(pending.shopper);
    expect((await mailsOf(pending))[0]?.sent_at).not.toBeNull();
  });
});

describe("facts only become more final", () => {
  const older = (snapshot: Snapshot, status: Snapshot["status"]): Snapshot => ({ ...snapshot, status, chargeId: null });

  test("what Stripe said before it succeeded changes nothing afterwards, whoever comes first", async () => {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret);
    const succeeded = await asked(pending);
    await Promise.all([
      settle(pending.shopper, succeeded, "webhook"),
      ...(["requires_action", "requires_payment_method", "processing", "canceled"] as const).map((status) =>
        settle(pending.shopper, older(succeeded, status), "webhook"),
      ),
    ]);
    await settle(pending.shopper, older(succeeded, "requires_payment_method"), "webhook");
    expect(await statusOf(pending)).toBe("paid");
    const [payment] = await db().select().from(payments).where(eq(payments.order_id, pending.order.id));
    expect(payment?.status).toBe("succeeded");
  });
});

describe("money that does not match", () => {
  test.each([
    ["another amount", { amount: 1999 }],
    ["another currency", { currency: "eur" }],
    ["real money in a test shop", { livemode: true }],
    ["another order's intent", { orderId: 999_999 }],
  ])("%s is put up for review and never paid, and what came is in the books", async (_what, wrong) => {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret, "pm_card_authenticationRequired");
    const snapshot = {
      ...(await asked(pending)),
      status: "succeeded" as const,
      chargeId: `ch_${crypto.randomUUID()}`,
      ...wrong,
    };
    await settle(pending.shopper, snapshot, "webhook");
    expect(await statusOf(pending)).toBe("review");
    expect(await mailsOf(pending)).toEqual([]);
    expect(await ledgerOf(pending)).toMatchObject([{ amount: fromMinorUnits(snapshot.amount, "usd") }]);
    expect(await poolOf(pending)).toMatchObject({ on_hand: 10, reserved: 1 });
  });
});

const topicsOf = async ({ order }: Pending) =>
  (
    await db()
      .select()
      .from(outbox)
      .where(sql`payload->>'order_id' = ${String(order.id)}`)
  ).map(({ topic }) => topic);

describe("money that comes after the goods were given up", () => {
  /** Cancelled, although a payment of it succeeds afterwards: what Stripe cannot do, and must not be trusted not to. */
  async function paidTooLate(stockLeft: number) {
    const pending = await pendingOrder(2);
    await cancelOrder(pending.shopper, { id: pending.order.id });
    expect(await statusOf(pending)).toBe("cancelled");
    const pool = pending.product.variants[0]?.pool.id ?? 0;
    await db().update(inventory_pools).set({ on_hand: stockLeft }).where(eq(inventory_pools.id, pool));
    const intent = await stripe().paymentIntents.create({ amount: 4000, currency: "usd" });
    await db().transaction(async (tx) => {
      // What Stripe still tells of the cancelled intent is written under this lock, and must not be written over this.
      await tx.select().from(orders).where(eq(orders.id, pending.order.id)).for("update");
      await tx.update(payments).set({ intent_id: intent.id }).where(eq(payments.order_id, pending.order.id));
    });
    await confirmIntent(intent.client_secret ?? "");
    await until(
      () => statusOf(pending),
      (status) => status !== "cancelled",
    );
    return pending;
  }

  test("is kept when they can be had again", async () => {
    const pending = await paidTooLate(5);
    expect(await statusOf(pending)).toBe("paid");
    expect(await poolOf(pending)).toMatchObject({ on_hand: 3, reserved: 0 });
  });

  test("goes back whole when they are sold, and shopper and admin are told", async () => {
    await newUser("admin");
    const pending = await paidTooLate(1);
    expect(await statusOf(pending)).toBe("refund_pending");
    expect(await poolOf(pending)).toMatchObject({ on_hand: 1, reserved: 0 });
    await resumeRefunds(pending.shopper);
    expect(await statusOf(pending)).toBe("refunded");
    expect((await ledgerOf(pending)).map(({ amount }) => amount)).toEqual(["40.00", "-40.00"]);
    expect(await topicsOf(pending)).toEqual(
      expect.arrayContaining(["order_refund_pending", "order_alert", "order_refunded"]),
    );
    await resumeRefunds(pending.shopper);
    expect(await db().select().from(refunds).where(eq(refunds.order_id, pending.order.id))).toHaveLength(1);
  });
});

describe("an order that was paid twice", () => {
  test("keeps the first payment by Stripe's clock, gives the other back by itself, and is paid", async () => {
    const pending = await pendingOrder();
    const metadata = { order_id: String(pending.order.id), order_number: pending.order.number };
    const second = await stripe().paymentIntents.create({ amount: 2000, currency: "usd", metadata });
    const values = { order_id: pending.order.id, attempt: 2, amount: "20.00", currency: "usd", intent_id: second.id };
    await db().insert(payments).values(values);
    await confirmIntent(second.client_secret ?? "");
    await confirmIntent(pending.payment.client_secret);
    await until(
      () => statusOf(pending),
      (status) => status === "review",
    );
    expect(await statusOf(pending)).toBe("review");
    await resumeRefunds(pending.shopper);
    expect(await statusOf(pending)).toBe("paid");
    const [first, other] = await db().select().from(payments).where(eq(payments.order_id, pending.order.id));
    const [refund] = await db().select().from(refunds).where(eq(refunds.order_id, pending.order.id));
    const isKept = (first?.stripe_created_at ?? 0) <= (other?.stripe_created_at ?? 0) ? first?.id : other?.id;
    expect(refund).toMatchObject({ status: "succeeded", amount: "20.00", reason: "Paid twice" });
    expect(refund?.payment_id).not.toBe(isKept);
    const order = one(await db().select().from(orders).where(eq(orders.id, pending.order.id)));
    expect(order).toMatchObject({ refunded_amount: "0.00" });
    expect((await ledgerOf(pending)).map(({ amount }) => amount)).toEqual(["20.00", "20.00", "-20.00"]);
  });
});

describe("a disputed payment", () => {
  async function disputedOrder() {
    const pending = await pendingOrder();
    await confirmIntent(pending.payment.client_secret, "pm_card_createDispute");
    await until(
      async () => one(await db().select().from(orders).where(eq(orders.id, pending.order.id))),
      ({ disputed, status }) => disputed && status === "paid",
    );
    const [dispute] = (await stripe().disputes.list({ payment_intent: pending.payment.payment_intent_id })).data;
    return { ...pending, dispute: dispute?.id ?? "" };
  }
  const isDisputed = async (pending: Pending) =>
    one(await db().select().from(orders).where(eq(orders.id, pending.order.id))).disputed;

  test("can be neither shipped nor refunded while the bank decides; won, it can", async () => {
    const [pending, admin] = [await disputedOrder(), await newUser("admin")];
    const { id } = pending.order;
    await expect(changeOrder(admin, { id, status: "shipped" })).rejects.toMatchObject({ code: "not_shippable" });
    await expect(refundOrder(admin, { id })).rejects.toMatchObject({ code: "not_refundable" });
    await stripe().disputes.update(pending.dispute, {
      evidence: { uncategorized_text: "winning_evidence" },
      submit: true,
    });
    await until(
      () => isDisputed(pending),
      (disputed) => !disputed,
    );
    expect(await changeOrder(admin, { id, status: "shipped" })).toMatchObject({ status: "shipped" });
  });

  test("that is lost is charged back, and in the books", async () => {
    const pending = await disputedOrder();
    await stripe().disputes.close(pending.dispute);
    await until(
      () => statusOf(pending),
      (status) => status === "charged_back",
    );
    expect(await statusOf(pending)).toBe("charged_back");
    expect(await isDisputed(pending)).toBe(false);
    expect((await ledgerOf(pending)).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["charge", "20.00"],
      ["dispute", "-20.00"],
    ]);
  });
});

describe("beginning to pay", () => {
  test("asked for again, also in parallel, answers the same intent", async () => {
    const pending = await pendingOrder();
    const again = await Promise.all(
      Array.from({ length: 4 }, () => startPayment(pending.shopper, { order_id: pending.order.id })),
    );
    expect(new Set(again.map(({ payment_intent_id }) => payment_intent_id))).toEqual(
      new Set([pending.payment.payment_intent_id]),
    );
    expect(pending.payment).toMatchObject({ amount: 2000, currency: "usd" });
  });

  test("is refused for an order that is paid, cancelled, or another's", async () => {
    const pending = await pendingOrder();
    const stranger = await newUser();
    await expect(startPayment(stranger, { order_id: pending.order.id })).rejects.toMatchObject({ status: 404 });
    await cancelOrder(pending.shopper, { id: pending.order.id });
    await expect(startPayment(pending.shopper, { order_id: pending.order.id })).rejects.toMatchObject({
      code: "not_payable",
      message: "Only a pending order can be paid.",
    });
  });

  test("a declined card leaves the order payable with another", async () => {
    const pending = await pendingOrder();
    const declined = await confirmIntent(pending.payment.client_secret, "pm_card_chargeDeclined");
    expect(declined.error?.code).toBe("card_declined");
    const state = await getPaymentState(pending.shopper, { id: pending.order.id });
    expect(state).toMatchObject({ status: "pending", error: "Your card was declined." });
    await confirmIntent(pending.payment.client_secret);
    expect(await getPaymentState(pending.shopper, { id: pending.order.id })).toMatchObject({ status: "paid" });
  });
});

describe("cancelling while a payment is under way", () => {
  test("cancels the intent at Stripe before the stock is free", async () => {
    const pending = await pendingOrder(3);
    await cancelOrder(pending.shopper, { id: pending.order.id });
    expect(await statusOf(pending)).toBe("cancelled");
    expect(await asked(pending)).toMatchObject({ status: "canceled" });
    expect(await poolOf(pending)).toMatchObject({ on_hand: 10, reserved: 0 });
  });

  test("an order whose hold has ended is swept, and paid if the money came first", async () => {
    const [unpaid, paid] = [await pendingOrder(), await pendingOrder()];
    const intent = await stripe().paymentIntents.retrieve(paid.payment.payment_intent_id);
    await db()
      .update(orders)
      .set({ expires_at: new Date(0) })
      .where(eq(orders.id, unpaid.order.id));
    await db().update(orders).set({ status: "cancelling" }).where(eq(orders.id, paid.order.id));
    await confirmIntent(intent.client_secret ?? "");
    await sweepOrders(unpaid.shopper);
    expect(await statusOf(unpaid)).toBe("cancelled");
    expect(
      await until(
        () => statusOf(paid),
        (status) => status === "paid",
      ),
    ).toBe("paid");
  });

  test("an order that is paid between the sweep's look and its lock is left alone, and so are the others", async () => {
    const [late, unpaid] = [await pendingOrder(), await pendingOrder()];
    await db()
      .update(orders)
      .set({ expires_at: new Date(0) })
      .where(inArray(orders.id, [late.order.id, unpaid.order.id]));
    let sweep: Promise<number> | undefined;
    await db().transaction(async (tx) => {
      await tx.update(orders).set({ status: "paid", expires_at: null }).where(eq(orders.id, late.order.id));
      sweep = sweepOrders(unpaid.shopper);
      await until(
        () =>
          db().execute(
            sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          ),
        (waiting) => waiting.length > 0,
      );
    });
    await sweep;
    expect(await statusOf(late)).toBe("paid");
    expect(await statusOf(unpaid)).toBe("cancelled");
  });

  test("each change of an order's state is in the audit log", async () => {
    const pending = await pendingOrder();
    await cancelOrder(pending.shopper, { id: pending.order.id });
    const entries = await db()
      .select()
      .from(audit_log)
      .where(eq(audit_log.object_id, String(pending.order.id)));
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["place_order", "order_cancelling", "order_cancelled"]),
    );
  });
});
