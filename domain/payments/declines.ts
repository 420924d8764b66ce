import { eq } from "drizzle-orm";

import { orders, payments } from "@/db/schema";

import { DomainError } from "../errors";
import { consume, principalOf } from "../limits";
import type { Context } from "../operation";
import { endPayment, isFinal } from "./end-payment";

/** Whose order it is, named as who asks to pay it; one that is nobody's any more counts by itself. */
const payerOf = ({ number, user_id, guest_hash: guest }: typeof orders.$inferSelect) =>
  principalOf({ user: user_id === null ? null : { id: user_id }, guest, address: number });

/**
 * A card that is declined costs nothing, so a payment is a place to try stolen ones: after the last decline that a payer
 * has in an hour the payment is cancelled at Stripe, and start_payment begins no other until the hour is over.
 */
export async function countDecline(context: Context, intentId: string): Promise<void> {
  const [found] = await context.db
    .select({ order: orders, payment: payments })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.order_id))
    .where(eq(payments.intent_id, intentId));
  if (!found) return;
  const isLast = await consume("declines", payerOf(found.order)).then(
    ({ remaining }) => remaining === 0,
    (error: unknown) => {
      if (error instanceof DomainError && error.status === 429) return true;
      throw error;
    },
  );
  if (isLast && !isFinal(found.payment)) await endPayment(context, found.payment, "webhook");
}
