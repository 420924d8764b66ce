import { desc, eq } from "drizzle-orm";

import { orders, payments } from "@/db/schema";

import { conflict, notFound } from "../errors";
import type { Context } from "../operation";
import { type Source, settle } from "./settle";
import { snapshotOf } from "./snapshot";
import { askStripe, createIntent } from "./stripe";

type Payment = typeof payments.$inferSelect;

/** The newest attempt to pay an order. */
export async function findPayment({ db }: Context, orderId: number): Promise<Payment | undefined> {
  const [payment] = await db
    .select()
    .from(payments)
    .where(eq(payments.order_id, orderId))
    .orderBy(desc(payments.attempt))
    .limit(1);
  return payment;
}

const FINAL = new Set<string>(["succeeded", "canceled", "processing"]);
export const isFinal = ({ status }: { status: string }) => FINAL.has(status);

/** Cancels a payment at Stripe and settles what Stripe then says of it. Throws 502, 503 when that cannot be known. */
export async function endPayment(context: Context, payment: Payment, source: Source): Promise<void> {
  const current = await intentOf(context, payment);
  const { id } = current;
  const intent = isFinal(current) ? current : await askStripe((stripe) => stripe.paymentIntents.cancel(id));
  await settle(context, snapshotOf(intent), source);
}

/** An intent that was asked for and never seen may exist: the same key answers the same one. */
async function intentOf(context: Context, payment: Payment) {
  const { intent_id } = payment;
  if (intent_id) return askStripe((stripe) => stripe.paymentIntents.retrieve(intent_id));
  const [order] = await context.db.select().from(orders).where(eq(orders.id, payment.order_id));
  if (!order) throw notFound();
  return createIntent(order, payment.attempt);
}

export const orderLocked = () =>
  conflict("order_locked", "Only an order that is pending and not being paid can be changed.");

/** Sees to it that nobody can pay the order as it stands; throws 409 when someone has. */
export async function endLivePayment(context: Context, orderId: number): Promise<void> {
  const [order] = await context.db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId));
  if (order?.status !== "pending") throw orderLocked();
  const payment = await findPayment(context, orderId);
  if (payment && payment.status !== "canceled") await endPayment(context, payment, "admin");
}
