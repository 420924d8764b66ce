import { and, desc, eq } from "drizzle-orm";

import { orders, payments } from "@/db/schema";
import { env } from "@/env";
import { StartPayment, StartedPayment } from "@/model/payments";

import { conflict, notFound } from "../errors";
import { principalOf, refuseUsedUp } from "../limits";
import { type Context, operation, transaction } from "../operation";
import { placedBy } from "../orders/read-order";
import { settle } from "./settle";
import { snapshotOf } from "./snapshot";
import { askStripe, createIntent } from "./stripe";

const MAX_ATTEMPTS = 5;
/** An intent begun in the last minute of a hold would outlive it. */
const lastCallMs = () => Math.min(60_000, env().ORDER_HOLD_SECONDS * 500);
const notPayable = (message = "Only a pending order can be paid.") => conflict("not_payable", message);

export const startPayment = operation({
  name: "start_payment",
  summary: "Begin paying a pending order, or go on with the payment that was begun: answers Stripe's client secret.",
  access: "shopper",
  isOutward: true,
  limit: "payment",
  input: StartPayment,
  output: StartedPayment,
  refusals: {
    404: "Not found: missing, or another's.",
    409: "not_payable",
    502: "upstream_failed",
    503: "payment_unavailable",
  },
  async run(context, { order_id }) {
    await refuseUsedUp("declines", principalOf(context));
    const { order, payment } = await openAttempt(context, order_id);
    const intent = payment.intent_id
      ? await askStripe((stripe) => stripe.paymentIntents.retrieve(payment.intent_id ?? ""))
      : await createIntent(order, payment.attempt);
    await settle(context, snapshotOf(intent), "poll");
    if (intent.status === "succeeded" || intent.status === "processing" || intent.status === "canceled")
      throw notPayable(`This payment is already ${intent.status}.`);
    return {
      client_secret: intent.client_secret ?? "",
      payment_intent_id: intent.id,
      amount: intent.amount,
      currency: intent.currency,
      publishable_key: env().STRIPE_PUBLISHABLE_KEY,
    };
  },
});

/** Commits the attempt before Stripe hears of it: whatever is lost after this is found again by its key. */
function openAttempt(context: Context, orderId: number) {
  return transaction(context, async (tx) => {
    const [order] = await tx.db
      .select()
      .from(orders)
      .where(and(eq(orders.id, orderId), placedBy(tx)))
      .for("update");
    if (!order) throw notFound();
    if (order.status !== "pending") throw notPayable();
    if (order.expires_at && order.expires_at.getTime() - Date.now() < lastCallMs())
      throw notPayable("The time to pay this order is over. Place it again.");
    const [latest] = await tx.db
      .select()
      .from(payments)
      .where(eq(payments.order_id, order.id))
      .orderBy(desc(payments.attempt))
      .limit(1);
    if (latest && latest.status !== "canceled") return { order, payment: latest };
    const attempt = (latest?.attempt ?? 0) + 1;
    if (attempt > MAX_ATTEMPTS) throw notPayable("Too many attempts to pay this order. Place it again.");
    const [payment] = await tx.db
      .insert(payments)
      .values({ order_id: order.id, attempt, amount: order.total_price, currency: order.currency })
      .returning();
    if (!payment) throw new Error("insert into payments returned no row");
    return { order, payment };
  });
}
