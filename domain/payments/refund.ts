import { and, eq, inArray, isNull, lt, sql, sum as total } from "drizzle-orm";
import Stripe from "stripe";
import type { z } from "zod";

import { ledger, orders, payments, refunds } from "@/db/schema";
import { compare, formatMoney, fromMinorUnits, subtract, toMinorUnits } from "@/model/money";
import type { OrderStatus } from "@/model/orders";
import { Refund, RefundOrder } from "@/model/payments";

import { audit } from "../audit";
import { DomainError, conflict, invalid, notFound } from "../errors";
import { queueMail } from "../mail/outbox";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { getOwnOrder } from "../orders/read-order";
import { restock } from "../orders/stock";
import { touchOrder } from "./settle";
import { stripe } from "./stripe";

type Row = typeof refunds.$inferSelect;
type Asked = Omit<z.output<typeof RefundOrder>, "id">;

const BATCH = 20;
const REFUNDABLE = new Set<OrderStatus>(["paid", "review", "shipped", "delivered", "refund_pending"]);
const shape = ({ order_id, ...row }: Row): z.input<typeof Refund> => ({ ...row, order: order_id });

export const refundOrder = operation({
  name: "refund_order",
  summary: "Give back what was paid for an order, or a part of it.",
  access: "admin",
  isOutward: true,
  input: RefundOrder,
  output: Refund,
  find: getOwnOrder,
  refusals: { 409: "not_refundable: not paid, disputed, or more than is left.", 502: "upstream_failed" },
  async run(context, { id, ...asked }) {
    const row = await open(context, id, asked);
    return shape(await send(context, row));
  },
});

/** T11: refunds that succeeded, are pending, and this one are at most what was received; committed before Stripe hears. */
function open(
  context: UserContext,
  orderId: number,
  { amount, reason = "", restock: back = false }: Asked,
): Promise<Row> {
  return transaction(context, async (tx) => {
    const [order] = await tx.db.select().from(orders).where(eq(orders.id, orderId)).for("update");
    if (!order) throw notFound();
    const refusal = (message: string) => conflict("not_refundable", message);
    if (!REFUNDABLE.has(order.status)) throw refusal("Only an order that was paid can be refunded.");
    if (order.disputed) throw refusal("This payment is disputed. The bank decides on it.");
    const paid = and(eq(payments.order_id, orderId), eq(payments.status, "succeeded"));
    const [payment] = await tx.db.select().from(payments).where(paid).orderBy(payments.id).limit(1);
    if (!payment) throw refusal("There is no payment to give back.");
    const left = subtract(payment.amount, await promised(tx, orderId));
    const wanted = amount ?? left;
    if (compare(wanted, "0.00") <= 0)
      throw amount
        ? invalid({ amount: ["Ensure this value is greater than or equal to 0.01."] })
        : refusal("Everything was given back already.");
    if (compare(wanted, left) > 0) throw refusal(`Only ${formatMoney(left, order.currency)} of this payment is left.`);
    if (back && compare(wanted, left) < 0)
      throw invalid({ restock: ["Only a full refund puts everything back on the shelf."] });
    const values = {
      order_id: orderId,
      payment_id: payment.id,
      amount: wanted,
      currency: order.currency,
      reason,
      restock: back,
    };
    const [row] = await tx.db
      .insert(refunds)
      .values({ ...values, requested_by: tx.user.id })
      .returning();
    if (!row) throw new Error("insert into refunds returned no row");
    await audit(tx, {
      action: "refund",
      object_type: "order",
      object_id: orderId,
      after: { amount: wanted, reason, restock: back },
    });
    return row;
  });
}

async function promised({ db }: Context, orderId: number): Promise<string> {
  const [row] = await db
    .select({ amount: total(refunds.amount) })
    .from(refunds)
    .where(and(eq(refunds.order_id, orderId), inArray(refunds.status, ["pending", "succeeded"])));
  return row?.amount ?? "0.00";
}

/** Asks Stripe under the row's own key; out of reach, it stays pending and is asked for again. */
async function send(context: Context, row: Row): Promise<Row> {
  const [payment] = await context.db.select().from(payments).where(eq(payments.id, row.payment_id));
  if (!payment?.intent_id) return row;
  try {
    const made = await stripe().refunds.create(
      {
        payment_intent: payment.intent_id,
        amount: toMinorUnits(row.amount, row.currency),
        metadata: { order_id: String(row.order_id), refund_id: String(row.id) },
      },
      { idempotencyKey: `re:${payment.intent_id}:${row.id}` },
    );
    return (await settleRefund(context, made)) ?? row;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) {
      if (error instanceof Stripe.errors.StripeError) return row;
      throw error;
    }
    await context.db.update(refunds).set({ status: "failed" }).where(eq(refunds.id, row.id));
    throw new DomainError(502, "upstream_failed", `The payment provider refused the refund: ${error.message}`);
  }
}

/** Asks again for refunds whose answer was lost: Stripe's key makes them the same ones. */
export async function resumeRefunds(context: Context): Promise<number> {
  const lost = await context.db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.status, "pending"),
        isNull(refunds.refund_id),
        lt(refunds.created_at, sql`now() - interval '30 seconds'`),
      ),
    )
    .orderBy(refunds.id)
    .limit(BATCH);
  for (const row of lost) await send(context, row).catch(() => undefined);
  return lost.length;
}

type Status = Row["status"];
const RANK: Record<Status, number> = { pending: 0, succeeded: 1, failed: 2, canceled: 2 };
const statusOf = (status: string | null): Status =>
  status === "succeeded" || status === "failed" || status === "canceled" ? status : "pending";

/** Brings a refund and its order to where Stripe's answer puts them; calling it again changes nothing. */
export function settleRefund(context: Context, made: Stripe.Refund): Promise<Row | undefined> {
  return transaction(context, async (tx) => {
    const row = await lockRefund(tx, made);
    if (!row) return undefined;
    const status = statusOf(made.status);
    if (RANK[status] <= RANK[row.status] && row.refund_id !== null) return row;
    const [changed] = await tx.db
      .update(refunds)
      .set({ status, refund_id: made.id })
      .where(eq(refunds.id, row.id))
      .returning();
    if (!changed) throw notFound();
    if (status === "succeeded") await giveBack(tx, changed, made.id);
    if (row.status === "succeeded" && status === "failed") await takeBack(tx, changed, made.id);
    return changed;
  });
}

/** The row that asked for it, else one for a refund that was made at Stripe itself. The order is locked first. */
async function lockRefund(tx: Context, made: Stripe.Refund): Promise<Row | undefined> {
  const intent = typeof made.payment_intent === "string" ? made.payment_intent : made.payment_intent?.id;
  const [payment] = await tx.db
    .select()
    .from(payments)
    .where(eq(payments.intent_id, intent ?? ""));
  if (!payment) return undefined;
  await tx.db.select({ id: orders.id }).from(orders).where(eq(orders.id, payment.order_id)).for("update");
  const own = Number(made.metadata?.["refund_id"]);
  const [known] = await tx.db
    .select()
    .from(refunds)
    .where(Number.isSafeInteger(own) ? eq(refunds.id, own) : eq(refunds.refund_id, made.id));
  if (known && known.payment_id === payment.id) return known;
  const values = {
    order_id: payment.order_id,
    payment_id: payment.id,
    currency: payment.currency,
    reason: "Made at Stripe",
  };
  const amount = fromMinorUnits(made.amount, made.currency);
  const [row] = await tx.db
    .insert(refunds)
    .values({ ...values, amount })
    .returning();
  if (!row) throw new Error("insert into refunds returned no row");
  return row;
}

/** What was given back of an order is the sum of its refunds that succeeded. */
async function recompute(tx: Context, orderId: number) {
  const [row] = await tx.db
    .select({ amount: total(refunds.amount) })
    .from(refunds)
    .where(and(eq(refunds.order_id, orderId), eq(refunds.status, "succeeded")));
  const refunded_amount = row?.amount ?? "0.00";
  const [order] = await tx.db.update(orders).set({ refunded_amount }).where(eq(orders.id, orderId)).returning();
  if (!order) throw notFound();
  return { order, isWhole: compare(refunded_amount, order.total_price) >= 0 };
}

async function giveBack(tx: Context, row: Row, stripe_id: string): Promise<void> {
  const { order_id, currency } = row;
  await tx.db
    .insert(ledger)
    .values({ order_id, kind: "refund", stripe_id, amount: `-${row.amount}`, currency })
    .onConflictDoNothing();
  const { order, isWhole } = await recompute(tx, order_id);
  if (isWhole) await tx.db.update(orders).set({ status: "refunded" }).where(eq(orders.id, order_id));
  if (row.restock) {
    await restock(tx, order_id);
    await touchOrder(tx, order_id);
  }
  await queueMail(tx, { topic: "order_refunded", order_id, to: order.email, once: row.id, amount: row.amount });
  await audit(tx, {
    action: isWhole ? "order_refunded" : "order_part_refunded",
    object_type: "order",
    object_id: order_id,
    after: { amount: row.amount },
  });
}

/** Stripe may find out later that a refund did not reach the card: the money is here again. */
async function takeBack(tx: Context, { order_id, amount, currency }: Row, stripe_id: string): Promise<void> {
  await tx.db
    .insert(ledger)
    .values({ order_id, kind: "refund", stripe_id: `${stripe_id}:failed`, amount, currency })
    .onConflictDoNothing();
  const { order } = await recompute(tx, order_id);
  if (order.status === "refunded") await tx.db.update(orders).set({ status: "review" }).where(eq(orders.id, order_id));
  await audit(tx, { action: "refund_failed", object_type: "order", object_id: order_id, after: { amount } });
}
