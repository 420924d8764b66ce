import { and, eq } from "drizzle-orm";

import { order_items, orders, payments, products, refunds } from "@/db/schema";
import { env } from "@/env";
import { compare, subtract } from "@/model/money";
import type { OrderStatus } from "@/model/orders";

import { audit } from "../audit";
import { touchProducts } from "../catalog/touch";
import { enqueue } from "../jobs";
import { alertAdmins } from "../mail/alert-admins";
import { queueMail } from "../mail/outbox";
import { type Context, transaction } from "../operation";
import { commitReservations, releaseReservations, reserveAgain, restock } from "../orders/stock";
import { keepBooks } from "./books";
import { deriveStatus, isDisputed, refundedOf, succeededOf } from "./derive-status";
import { type OrderFacts, paymentOf, readFacts, recordDispute, recordPayment, recordRefund } from "./facts";
import { makeRoom } from "./make-room";
import type { DisputeSnapshot, RefundSnapshot, Snapshot } from "./snapshot";

type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;
/** Who noticed: for the audit, never for the outcome. */
export type Source = "webhook" | "return" | "poll" | "sweeper" | "reconciler" | "admin";

/** Brings an order to where Stripe's answer puts it. Every way in calls this, and calling it again changes nothing. */
export function settle(context: Context, snapshot: Snapshot, source: Source): Promise<string> {
  return transaction(context, async (tx) => {
    const order = await lockOrder(tx, await orderIdOf(tx, snapshot));
    const recorded = order && (await recordPayment(tx, order, snapshot));
    if (!order || !recorded) return "no order of ours";
    return advance(tx, order, source);
  });
}

/** The same for a refund; answers its row, or nothing for one that is not ours. */
export function settleRefund(context: Context, made: RefundSnapshot, source: Source): Promise<RefundRow | undefined> {
  return transaction(context, async (tx) => {
    const payment = await paymentOf(tx, made.intentId);
    const order = payment && (await lockOrder(tx, payment.order_id));
    if (!order) return undefined;
    const known = await recordRefund(tx, payment, made);
    const row = known.status === "pending" || known.status === "succeeded" ? await makeRoom(tx, known) : known;
    await advance(tx, order, source);
    if (row.status !== "succeeded") return row;
    if (row.restock && (await restock(tx, order.id))) await touchOrder(tx, order.id);
    const { id: once, amount } = row;
    await queueMail(tx, { topic: "order_refunded", order_id: order.id, to: order.email, once, amount });
    return row;
  });
}

/** The same for a dispute. */
export function settleDispute(context: Context, made: DisputeSnapshot, source: Source): Promise<string> {
  return transaction(context, async (tx) => {
    const payment = await paymentOf(tx, made.intentId);
    const order = payment && (await lockOrder(tx, payment.order_id));
    if (!order) return "no order of ours";
    await recordDispute(tx, payment, made);
    return advance(tx, order, source);
  });
}

/** What is known of an order already may be enough: one whose end was asked for and that never had an intent is cancelled. */
export function settleKnown(context: Context, orderId: number, source: Source): Promise<string> {
  return transaction(context, async (tx) => {
    const order = await lockOrder(tx, orderId);
    return order ? advance(tx, order, source) : "no order of ours";
  });
}

/** The order comes first: what is read of its facts under its lock cannot be older than it. */
async function lockOrder(tx: Context, id: number | null): Promise<OrderRow | undefined> {
  if (id === null) return undefined;
  const [order] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
  return order;
}

/** The order that we know this intent of, or the one that it names itself, by its id and its number. */
async function orderIdOf(tx: Context, { intentId, orderId, orderNumber }: Snapshot): Promise<number | null> {
  const [known] = await tx.db
    .select({ order_id: payments.order_id })
    .from(payments)
    .where(eq(payments.intent_id, intentId));
  if (known || orderId === null || orderNumber === null) return known?.order_id ?? null;
  const [named] = await tx.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.number, orderNumber)));
  return named?.id ?? null;
}

/** Goes where the facts put the order and does what that calls for; called again, it finds nothing to do. */
async function advance(tx: Context, order: OrderRow, source: Source): Promise<string> {
  const facts = await readFacts(tx, order);
  await keepBooks(tx, order.id, facts);
  const status = await nextStatus(tx, order, facts);
  await oweBack(tx, order, facts, status);
  const [kept] = succeededOf(facts);
  const attributes = {
    disputed: isDisputed(facts),
    refunded_amount: kept ? refundedOf(facts, kept, ["succeeded"]) : "0.00",
  };
  const isSame = attributes.disputed === order.disputed && attributes.refunded_amount === order.refunded_amount;
  if (status === order.status && isSame) return `stays ${status}`;
  // What ended a paid order may be known before its payment is: it was paid first all the same.
  const wasPaid = AFTER_PAID.has(status) && kept?.matches && !order.paid_at && !facts.isReleased;
  if (wasPaid) await ENTERING.paid?.(tx, order);
  const moved =
    status === order.status ? {} : { status, ...(wasPaid && times(order, "paid")), ...times(order, status) };
  await tx.db
    .update(orders)
    .set({ ...attributes, ...moved })
    .where(eq(orders.id, order.id));
  const before = { status: order.status, disputed: order.disputed, refunded_amount: order.refunded_amount };
  const after = { status, ...attributes };
  await audit(tx, { action: `order_${status}`, object_type: "order", object_id: order.id, source, before, after });
  if (attributes.disputed && !order.disputed) await alertAdmins(tx, order.id, "its payment is disputed");
  if (status === order.status) return `stays ${status}`;
  await ENTERING[status]?.(tx, order);
  return `${order.status} to ${status}`;
}

const AFTER_PAID = new Set<OrderStatus>(["refunded", "charged_back"]);

/** T12: money that came after its goods were given up is kept only when they can be had again. */
async function nextStatus(tx: Context, order: OrderRow, facts: OrderFacts): Promise<OrderStatus> {
  const status = deriveStatus(facts);
  const isLate = status === "refund_pending" && order.status !== "refund_pending";
  return isLate && (await reserveAgain(tx.db, order.id)) ? deriveStatus({ ...facts, isReleased: false }) : status;
}

/**
 * T12 and T15: money without goods, and what was paid twice, goes back whole, without anyone's asking. The rows are
 * written here and sent when they are committed; what failed once waits for a person.
 */
async function oweBack(tx: Context, order: OrderRow, facts: OrderFacts, status: OrderStatus): Promise<void> {
  const [kept, ...others] = succeededOf(facts);
  const owed = status === "refund_pending" && kept ? [kept, ...others] : others;
  for (const payment of owed) {
    const amount = subtract(payment.received ?? "0.00", refundedOf(facts, payment, ["pending", "succeeded", "failed"]));
    if (compare(amount, "0.00") <= 0) continue;
    const reason = payment === kept ? "Nothing left to send" : "Paid twice";
    const [row] = await tx.db
      .insert(refunds)
      .values({ order_id: order.id, payment_id: payment.id, amount, currency: order.currency, reason })
      .returning({ id: refunds.id });
    await audit(tx, {
      action: "refund",
      object_type: "order",
      object_id: order.id,
      after: { refund: row?.id, amount, reason },
    });
    await enqueue(tx.db, "resume_refunds");
  }
}

function times(order: OrderRow, status: OrderStatus): Partial<OrderRow> {
  const now = new Date();
  if (status === "paid") return { paid_at: order.paid_at ?? now, expires_at: null };
  if (status === "cancelled") return { cancelled_at: now, expires_at: null };
  if (status === "processing" || status === "review" || status === "refund_pending") return { expires_at: null };
  if (status === "pending")
    return { expires_at: new Date(now.getTime() + env().ORDER_HOLD_SECONDS * 1000), cancel_asked_at: null };
  return {};
}

const mail = (topic: "order_paid" | "order_cancelled" | "order_refund_pending") => (tx: Context, order: OrderRow) =>
  queueMail(tx, { topic, order_id: order.id, to: order.email });

/** What entering a status calls for, in the transaction that enters it. */
const ENTERING: Partial<Record<OrderStatus, (tx: Context, order: OrderRow) => Promise<void>>> = {
  async paid(tx, order) {
    await commitReservations(tx.db, order.id);
    await mail("order_paid")(tx, order);
  },
  async cancelled(tx, order) {
    await releaseReservations(tx.db, order.id);
    await touchOrder(tx, order.id);
    await mail("order_cancelled")(tx, order);
  },
  async refund_pending(tx, order) {
    await mail("order_refund_pending")(tx, order);
    await alertAdmins(tx, order.id, "it was paid after its goods were sold to others");
  },
  async review(tx, order) {
    await alertAdmins(tx, order.id, "its payments do not match it");
  },
  async refunded(tx, order) {
    // Goods that were never committed were never to be shipped.
    await releaseReservations(tx.db, order.id);
    await touchOrder(tx, order.id);
  },
  async charged_back(tx, order) {
    await commitReservations(tx.db, order.id);
    await alertAdmins(tx, order.id, "its dispute is lost");
  },
};

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
