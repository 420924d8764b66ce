import { and, desc, eq, isNull, ne, or } from "drizzle-orm";

import { ledger, order_items, orders, payments, products } from "@/db/schema";
import { env } from "@/env";
import { toMinorUnits } from "@/model/money";
import type { OrderStatus } from "@/model/orders";
import type { PaymentStatus } from "@/model/payments";

import { audit } from "../audit";
import { touchProducts } from "../catalog/touch";
import { queueMail } from "../mail/outbox";
import { type Context, transaction } from "../operation";
import { commitReservations, releaseReservations } from "../orders/stock";
import type { Snapshot } from "./snapshot";
import { isLive } from "./stripe";

type OrderRow = typeof orders.$inferSelect;
type PaymentRow = typeof payments.$inferSelect;
/** Who noticed: for the audit, never for the outcome. */
export type Source = "webhook" | "return" | "poll" | "sweeper" | "reconciler" | "admin";

/** How final a status is; a fact is only ever replaced by one as final or more. */
const RANK: Record<PaymentStatus, number> = {
  creating: 0,
  requires_payment_method: 1,
  requires_confirmation: 1,
  requires_action: 1,
  requires_capture: 1,
  processing: 1,
  canceled: 2,
  succeeded: 3,
};

/** Brings an order to where Stripe's answer puts it. Every way in calls this, and calling it again changes nothing. */
export function settle(context: Context, snapshot: Snapshot, source: Source): Promise<string> {
  return transaction(context, async (tx) => {
    const order = await lockOrder(tx, snapshot);
    const payment = order && (await findPayment(tx, order.id, snapshot));
    if (!order || !payment) return "no order of ours";
    if (RANK[snapshot.status] < RANK[payment.status]) return `already ${payment.status}`;
    await recordFact(tx, payment, snapshot);
    const next = await nextStatus(tx, order, snapshot);
    if (next === order.status) return `stays ${order.status}`;
    await moveOrder(tx, order, next, snapshot, source);
    return `${order.status} to ${next}`;
  });
}

/** The order comes first: what is read of its payments under its lock cannot be older than it. */
async function lockOrder(tx: Context, { intentId, orderId }: Snapshot): Promise<OrderRow | undefined> {
  const [known] = await tx.db
    .select({ order_id: payments.order_id })
    .from(payments)
    .where(eq(payments.intent_id, intentId));
  const id = known?.order_id ?? orderId;
  if (id === null) return undefined;
  const [order] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
  return order;
}

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

const recordFact = (tx: Context, payment: PaymentRow, snapshot: Snapshot) =>
  tx.db
    .update(payments)
    .set({
      intent_id: snapshot.intentId,
      status: snapshot.status,
      charge_id: snapshot.chargeId ?? payment.charge_id,
      error_code: snapshot.error?.code ?? null,
      error_message: snapshot.error?.message ?? null,
    })
    .where(eq(payments.id, payment.id));

const OPEN = new Set<OrderStatus>(["pending", "processing", "cancelling"]);

/** The table of MONEY: where this fact takes an order that stands where it stands. */
async function nextStatus(tx: Context, order: OrderRow, snapshot: Snapshot): Promise<OrderStatus> {
  const { status } = order;
  switch (snapshot.status) {
    case "succeeded":
      if (OPEN.has(status)) return (await matches(tx, order, snapshot)) ? "paid" : "review";
      return status === "cancelled" || (await isSecondCharge(tx, order, snapshot)) ? "review" : status;
    case "processing":
      return status === "pending" || status === "cancelling" ? "processing" : status;
    case "canceled":
      return status === "cancelling" ? "cancelled" : status;
    default:
      return status === "processing" ? "pending" : status;
  }
}

/** Money is only accepted when it is the right sum, in the right currency, real or not as our keys are, and once. */
async function matches(tx: Context, order: OrderRow, snapshot: Snapshot): Promise<boolean> {
  return (
    snapshot.amount === toMinorUnits(order.total_price, order.currency) &&
    snapshot.currency.toLowerCase() === order.currency.toLowerCase() &&
    snapshot.livemode === isLive() &&
    (snapshot.orderId === null || snapshot.orderId === order.id) &&
    !(await isSecondCharge(tx, order, snapshot))
  );
}

async function isSecondCharge(tx: Context, order: OrderRow, { intentId }: Snapshot): Promise<boolean> {
  const others = await tx.db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.order_id, order.id), eq(payments.status, "succeeded"), ne(payments.intent_id, intentId)));
  return others.length > 0;
}

async function moveOrder(tx: Context, order: OrderRow, status: OrderStatus, snapshot: Snapshot, source: Source) {
  await tx.db
    .update(orders)
    .set({ status, ...times(status) })
    .where(eq(orders.id, order.id));
  if (status === "paid") await pay(tx, order, snapshot);
  if (status === "cancelled") {
    await releaseReservations(tx.db, order.id);
    await touchOrder(tx, order.id);
  }
  await audit(tx, {
    action: `order_${status}`,
    object_type: "order",
    object_id: order.id,
    source,
    before: { status: order.status },
    after: { status, intent: snapshot.intentId },
  });
}

function times(status: OrderStatus): Partial<OrderRow> {
  const now = new Date();
  if (status === "paid") return { paid_at: now, expires_at: null };
  if (status === "cancelled") return { cancelled_at: now, expires_at: null };
  if (status === "processing" || status === "review") return { expires_at: null };
  if (status === "pending") return { expires_at: new Date(now.getTime() + env().ORDER_HOLD_SECONDS * 1000) };
  return {};
}

async function pay(tx: Context, order: OrderRow, snapshot: Snapshot): Promise<void> {
  await commitReservations(tx.db, order.id);
  await tx.db
    .insert(ledger)
    .values({
      order_id: order.id,
      kind: "charge",
      stripe_id: snapshot.chargeId ?? snapshot.intentId,
      amount: order.total_price,
      currency: order.currency,
    })
    .onConflictDoNothing();
  await queueMail(tx, { topic: "order_paid", order_id: order.id, to: order.email });
}

/** Its goods are for sale again: their pages are stale. */
export async function touchOrder(tx: Context, orderId: number): Promise<void> {
  const slugs = await tx.db
    .select({ slug: products.slug })
    .from(order_items)
    .innerJoin(products, eq(products.id, order_items.product_id))
    .where(eq(order_items.order_id, orderId));
  touchProducts(
    tx,
    slugs.map(({ slug }) => slug),
  );
}
