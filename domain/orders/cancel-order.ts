import { and, eq, lte, or, sql } from "drizzle-orm";
import { z } from "zod";

import { orders } from "@/db/schema";
import { Key } from "@/model/fields";

import { audit } from "../audit";
import { DomainError, conflict, notFound } from "../errors";
import { alertAdmins } from "../mail/alert-admins";
import { queueMail } from "../mail/outbox";
import { type Context, operation, transaction } from "../operation";
import { endPayment, findPayment } from "../payments/end-payment";
import { type Source, settleKnown, touchOrder } from "../payments/settle";
import { getOwnOrder } from "./read-order";
import { takeBack } from "./stock";

const BATCH = 50;
/** T8: who waits for Stripe longer than this needs a person. */
const PATIENCE = sql`interval '30 minutes'`;

export const cancelOrder = operation({
  name: "cancel_order",
  summary: "Cancel an order that is not paid; the record stays, its stock is free again.",
  access: "user",
  isOutward: true,
  input: Key,
  output: z.null(),
  find: getOwnOrder,
  refusals: { 409: "invalid_transition" },
  async run(context, { id }) {
    await cancel(context, id);
    return null;
  },
});

/** Asks for the end of an order and goes as far towards it as Stripe allows now; throws 409 for one that is not pending. */
export async function cancel(context: Context, id: number): Promise<void> {
  await askToCancel(context, id);
  await finishCancelling(context, id, "return");
  const [order] = await context.db.select({ status: orders.status }).from(orders).where(eq(orders.id, id));
  if (order && order.status !== "cancelled" && order.status !== "cancelling")
    throw conflict("invalid_transition", `This order is ${order.status} meanwhile and cannot be cancelled.`);
}

/** T7: only the state. The stock stays held until it is certain that no payment can arrive. */
function askToCancel(context: Context, id: number): Promise<void> {
  return transaction(context, async (tx) => {
    const [order] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
    if (!order) throw notFound();
    await tx.assertUnchanged?.(tx);
    if (order.status === "cancelled" || order.status === "cancelling") return;
    if (isFreeAndHere(order)) return giveUp(tx, order);
    if (order.status !== "pending") throw conflict("invalid_transition", "Only a pending order can be cancelled.");
    await tx.db.update(orders).set({ status: "cancelling", cancel_asked_at: new Date() }).where(eq(orders.id, id));
    await audit(tx, {
      action: "order_cancelling",
      object_type: "order",
      object_id: id,
      before: { status: order.status },
      after: { status: "cancelling" },
    });
  });
}

type Row = typeof orders.$inferSelect;

/** Nothing was paid for it, and it has not left: nobody has to be asked. */
export const isFreeAndHere = ({ status, total_price }: Pick<Row, "status" | "total_price">) =>
  status === "paid" && total_price === "0.00";

async function giveUp(tx: Context, { id, status, email }: Row): Promise<void> {
  const now = new Date();
  await tx.db
    .update(orders)
    .set({ status: "cancelled", cancel_asked_at: now, cancelled_at: now })
    .where(eq(orders.id, id));
  await takeBack(tx.db, id);
  await touchOrder(tx, id);
  await queueMail(tx, { topic: "order_cancelled", order_id: id, to: email });
  await audit(tx, {
    action: "order_cancelled",
    object_type: "order",
    object_id: id,
    before: { status },
    after: { status: "cancelled" },
  });
}

/** T8 and T9: cancels the intent at Stripe; what Stripe says then decides. Out of reach, the order waits. */
async function finishCancelling(context: Context, orderId: number, source: Source): Promise<void> {
  const payment = await findPayment(context, orderId);
  try {
    if (!payment) return void (await settleKnown(context, orderId, source));
    await endPayment(context, payment, source);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  return undefined;
}

/**
 * Cancels the orders whose hold has ended, and goes on with cancellations that wait for Stripe; what then still waits goes
 * to the end of the queue.
 */
export async function sweepOrders(context: Context): Promise<number> {
  const due = await context.db
    .select({ id: orders.id, status: orders.status })
    .from(orders)
    .where(or(eq(orders.status, "cancelling"), and(eq(orders.status, "pending"), lte(orders.expires_at, sql`now()`))))
    .orderBy(orders.updated_at)
    .limit(BATCH);
  const failures: unknown[] = [];
  for (const { id, status } of due) {
    try {
      if (status === "pending") await askToCancel(context, id);
      await finishCancelling(context, id, "sweeper");
      await context.db
        .update(orders)
        .set({ updated_at: new Date() })
        .where(and(eq(orders.id, id), eq(orders.status, "cancelling")));
    } catch (error) {
      // Settled between the look and the lock, it is no longer one to cancel.
      if (error instanceof DomainError && error.status === 409) continue;
      // One order that cannot be cancelled keeps no other from it: it goes to the end of the queue.
      failures.push(error);
      await context.db.update(orders).set({ updated_at: new Date() }).where(eq(orders.id, id));
    }
  }
  await alertStuck(context);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} orders could not be cancelled`);
  return due.length;
}

/** Tells the admins, once for each time that its end was asked for, of every order that cannot be cancelled. */
async function alertStuck(context: Context): Promise<void> {
  const stuck = await context.db
    .select({ id: orders.id, since: orders.cancel_asked_at })
    .from(orders)
    .where(and(eq(orders.status, "cancelling"), lte(orders.cancel_asked_at, sql`now() - ${PATIENCE}`)));
  for (const { id, since } of stuck)
    await transaction(context, (tx) =>
      alertAdmins(tx, id, "its payment could not be cancelled for half an hour", since ?? undefined),
    );
}
