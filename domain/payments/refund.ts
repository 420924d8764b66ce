import { and, eq, inArray, isNull, lt, or, sql, sum as total } from "drizzle-orm";
import Stripe from "stripe";
import type { z } from "zod";

import { orders, payments, refunds } from "@/db/schema";
import { compare, formatMoney, subtract, toMinorUnits } from "@/model/money";
import type { OrderStatus } from "@/model/orders";
import { Refund, RefundOrder } from "@/model/payments";

import { audit } from "../audit";
import { DomainError, conflict, invalid, notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { getOwnOrder } from "../orders/read-order";
import { settleRefund } from "./settle";
import { refundSnapshotOf } from "./snapshot";
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
    return shape(await giveMoneyBack(context, id, asked));
  },
});

/** Opens a refund and asks Stripe for it; check refuses under the order's lock. Under a known requestKey it finds the first. */
export async function giveMoneyBack(
  context: Context,
  orderId: number,
  asked: Asked,
  check?: (order: typeof orders.$inferSelect) => void,
): Promise<Row> {
  const row = await open(context, orderId, asked, check);
  return row.refund_id === null ? send(context, row) : row;
}

/** T11: refunds that succeeded, are pending, and this one are at most what was received; committed before Stripe hears. */
function open(
  context: Context,
  orderId: number,
  { amount, reason = "", restock: back = false }: Asked,
  check?: (order: typeof orders.$inferSelect) => void,
): Promise<Row> {
  return transaction(context, async (tx) => {
    const [order] = await tx.db.select().from(orders).where(eq(orders.id, orderId)).for("update");
    if (!order) throw notFound();
    const known = await findAsked(tx);
    if (known) return known;
    check?.(order);
    const refusal = (message: string) => conflict("not_refundable", message);
    if (!REFUNDABLE.has(order.status)) throw refusal("Only an order that was paid can be refunded.");
    if (order.disputed) throw refusal("This payment is disputed. The bank decides on it.");
    const paid = and(eq(payments.order_id, orderId), eq(payments.status, "succeeded"));
    const [payment] = await tx.db
      .select()
      .from(payments)
      .where(paid)
      .orderBy(payments.stripe_created_at, payments.id)
      .limit(1);
    if (!payment) throw refusal("There is no payment to give back.");
    const left = subtract(payment.received ?? "0.00", await promised(tx, payment.id));
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
      .values({ ...values, requested_by: tx.user?.id ?? null, request_key: tx.requestKey ?? null })
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

/** What this very request has opened before it was cut off. */
async function findAsked({ db, requestKey }: Context): Promise<Row | undefined> {
  if (requestKey === undefined) return undefined;
  const [row] = await db.select().from(refunds).where(eq(refunds.request_key, requestKey));
  return row;
}

async function promised({ db }: Context, paymentId: number): Promise<string> {
  const [row] = await db
    .select({ amount: total(refunds.amount) })
    .from(refunds)
    .where(and(eq(refunds.payment_id, paymentId), inArray(refunds.status, ["pending", "succeeded"])));
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
    return (await settleRefund(context, refundSnapshotOf(made), "admin")) ?? row;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) {
      if (error instanceof Stripe.errors.StripeError) return row;
      throw error;
    }
    // Asked for again under the same key, it is another one.
    await context.db.update(refunds).set({ status: "failed", request_key: null }).where(eq(refunds.id, row.id));
    throw new DomainError(502, "upstream_failed", `The payment provider refused the refund: ${error.message}`);
  }
}

/** Asks for what was decided without a person, and again for what was lost: Stripe's key makes them the same refunds. */
export async function resumeRefunds(context: Context): Promise<number> {
  const lost = await context.db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.status, "pending"),
        isNull(refunds.refund_id),
        or(isNull(refunds.requested_by), lt(refunds.created_at, sql`now() - interval '30 seconds'`)),
      ),
    )
    .orderBy(refunds.id)
    .limit(BATCH);
  for (const row of lost) await send(context, row).catch(() => undefined);
  return lost.length;
}
