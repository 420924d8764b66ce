import { eq } from "drizzle-orm";
import { z } from "zod";

import { orders } from "@/db/schema";
import { Id } from "@/model/fields";
import { PaymentState } from "@/model/payments";

import { DomainError, notFound } from "../errors";
import { type Context, operation } from "../operation";
import { getOwnOrder } from "../orders/read-order";
import { findPayment } from "./end-payment";
import { settle } from "./settle";
import { snapshotOf } from "./snapshot";
import { askStripe } from "./stripe";

const FINAL = new Set(["succeeded", "canceled"]);

export const getPaymentState = operation({
  name: "get_payment_state",
  summary: "How the payment of an order stands, asked of Stripe: never taken from the address a browser comes back to.",
  access: "shopper",
  input: z.object({ id: Id }),
  output: PaymentState,
  find: getOwnOrder,
  async run(context, { id }) {
    const before = await findPayment(context, id);
    if (before?.intent_id && !FINAL.has(before.status)) await sync(context, before.intent_id);
    const payment = await findPayment(context, id);
    const [order] = await context.db.select({ status: orders.status }).from(orders).where(eq(orders.id, id));
    if (!order) throw notFound();
    return {
      order_id: id,
      status: order.status,
      payment_status: payment?.status ?? null,
      error: payment?.error_message ?? null,
    };
  },
});

/** Out of reach, Stripe is asked again later; what is known already is still an answer. */
async function sync(context: Context, intentId: string): Promise<void> {
  try {
    const intent = await askStripe((stripe) => stripe.paymentIntents.retrieve(intentId));
    await settle(context, snapshotOf(intent), "return");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
