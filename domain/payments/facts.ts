import { and, asc, desc, eq, isNull, or } from "drizzle-orm";

import { disputes, type orders, payments, refunds, reservations } from "@/db/schema";
import { fromMinorUnits, toMinorUnits } from "@/model/money";
import type { DisputeStatus, PaymentStatus, RefundStatus } from "@/model/payments";

import { audit } from "../audit";
import type { Context } from "../operation";
import type { Facts } from "./derive-status";
import type { DisputeSnapshot, RefundSnapshot, Snapshot } from "./snapshot";
import { isLive } from "./stripe";

type OrderRow = typeof orders.$inferSelect;
type PaymentRow = typeof payments.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;

/** How final a status is; a fact is only ever replaced by one as final or more. */
const PAYMENT_RANK: Record<PaymentStatus, number> = {
  creating: 0,
  requires_payment_method: 1,
  requires_confirmation: 1,
  requires_action: 1,
  requires_capture: 1,
  processing: 1,
  canceled: 2,
  succeeded: 3,
};
const REFUND_RANK: Record<RefundStatus, number> = { pending: 0, succeeded: 1, failed: 2, canceled: 2 };
const DISPUTE_RANK: Record<DisputeStatus, number> = {
  warning_needs_response: 0,
  warning_under_review: 1,
  warning_closed: 2,
  needs_response: 3,
  under_review: 4,
  appeal_needs_response: 5,
  appeal_under_review: 6,
  prevented: 7,
  won: 7,
  lost: 7,
};

/** The row of this intent, or the one that was committed before Stripe's answer could be saved. */
async function findPayment(tx: Context, orderId: number, { intentId }: Snapshot): Promise<PaymentRow | undefined> {
  const [payment] = await tx.db
    .select()
    .from(payments)
    .where(and(eq(payments.order_id, orderId), or(eq(payments.intent_id, intentId), isNull(payments.intent_id))))
    .orderBy(payments.intent_id, desc(payments.attempt))
    .limit(1);
  return payment;
}

/** Money is only accepted when it is the right sum, in the right currency, real or not as our keys are, for this order. */
const matches = (order: OrderRow, snapshot: Snapshot) =>
  snapshot.amount === toMinorUnits(order.total_price, order.currency) &&
  snapshot.currency.toLowerCase() === order.currency.toLowerCase() &&
  snapshot.livemode === isLive() &&
  (snapshot.orderId === null || snapshot.orderId === order.id);

/** Of two facts that are as final, the one that Stripe was asked for later is the newer. */
function isNews(payment: PaymentRow, { status, observedAt }: Snapshot): boolean {
  const [now, before] = [PAYMENT_RANK[status], PAYMENT_RANK[payment.status]];
  return now > before || (now === before && (!payment.observed_at || observedAt >= payment.observed_at));
}

/** Writes what Stripe says of an intent; answers nothing when it belongs to no attempt of this order. */
export async function recordPayment(tx: Context, order: OrderRow, snapshot: Snapshot): Promise<string | undefined> {
  const payment = await findPayment(tx, order.id, snapshot);
  if (!payment) return undefined;
  if (payment.status === "succeeded" && snapshot.status === "canceled")
    await audit(tx, { action: "payment_contradicted", object_type: "payment", object_id: payment.id, after: snapshot });
  if (!isNews(payment, snapshot)) return `already ${payment.status}`;
  const { intentId, status, chargeId, amount, currency, error } = snapshot;
  const hasArrived = status === "succeeded";
  await tx.db
    .update(payments)
    .set({
      intent_id: intentId,
      status,
      charge_id: chargeId ?? payment.charge_id,
      received: hasArrived ? fromMinorUnits(amount, currency) : null,
      matches: !hasArrived || matches(order, snapshot),
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
      stripe_created_at: snapshot.createdAt,
      observed_at: snapshot.observedAt,
    })
    .where(eq(payments.id, payment.id));
  return status;
}

/** The payment that an intent of Stripe's belongs to. */
export async function paymentOf(tx: Context, intentId: string | null): Promise<PaymentRow | undefined> {
  if (intentId === null) return undefined;
  const [payment] = await tx.db.select().from(payments).where(eq(payments.intent_id, intentId));
  return payment;
}

/** Writes what Stripe says of a refund: into the row that asked for it, or a new one for what was made at Stripe itself. */
export async function recordRefund(tx: Context, payment: PaymentRow, snapshot: RefundSnapshot): Promise<RefundRow> {
  const { refundId, ownId, status, amount } = snapshot;
  const ours = and(eq(refunds.payment_id, payment.id), ownId === null ? undefined : eq(refunds.id, ownId));
  const [known] = await tx.db
    .select()
    .from(refunds)
    .where(or(eq(refunds.refund_id, refundId), ownId === null ? undefined : ours));
  if (known && known.refund_id !== null && REFUND_RANK[status] <= REFUND_RANK[known.status]) return known;
  const values = { order_id: payment.order_id, payment_id: payment.id, currency: payment.currency, amount };
  const [row] = known
    ? await tx.db.update(refunds).set({ status, refund_id: refundId }).where(eq(refunds.id, known.id)).returning()
    : await tx.db
        .insert(refunds)
        .values({ ...values, status, refund_id: refundId, reason: "Made at Stripe", created_at: snapshot.createdAt })
        .returning();
  if (!row) throw new Error("a refund could not be written");
  return row;
}

/** Writes what Stripe says of a dispute. */
export async function recordDispute(tx: Context, payment: PaymentRow, snapshot: DisputeSnapshot): Promise<void> {
  const { disputeId: dispute_id, status, amount, currency, reason } = snapshot;
  const [known] = await tx.db.select().from(disputes).where(eq(disputes.dispute_id, dispute_id));
  if (known && DISPUTE_RANK[status] <= DISPUTE_RANK[known.status]) return;
  const { order_id, id: payment_id } = payment;
  await tx.db
    .insert(disputes)
    .values({ order_id, payment_id, dispute_id, status, amount, currency, reason })
    .onConflictDoUpdate({ target: disputes.dispute_id, set: { status, amount } });
}

export type OrderFacts = Omit<Facts, "payments" | "refunds" | "disputes"> & {
  payments: PaymentRow[];
  refunds: RefundRow[];
  disputes: (typeof disputes.$inferSelect)[];
};

/** All that is known of an order, read under its lock. */
export async function readFacts({ db }: Context, order: OrderRow): Promise<OrderFacts> {
  const { id, status, shipped_at, delivered_at } = order;
  const isFree = order.total_price === "0.00";
  const [paid, given, contested, released] = await Promise.all([
    db.select().from(payments).where(eq(payments.order_id, id)).orderBy(asc(payments.id)),
    db.select().from(refunds).where(eq(refunds.order_id, id)).orderBy(asc(refunds.created_at), asc(refunds.id)),
    db.select().from(disputes).where(eq(disputes.order_id, id)).orderBy(asc(disputes.id)),
    db
      .select({ id: reservations.id })
      .from(reservations)
      .where(and(eq(reservations.order_id, id), eq(reservations.state, "released")))
      .limit(1),
  ]);
  const isReleased = released.length > 0;
  return { status, shipped_at, delivered_at, isFree, isReleased, payments: paid, refunds: given, disputes: contested };
}
