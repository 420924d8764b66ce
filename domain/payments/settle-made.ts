import type Stripe from "stripe";

import type { Context } from "../operation";
import { paymentOf } from "./facts";
import { type Source, settle, settleDispute, settleRefund } from "./settle";
import { disputeSnapshotOf, refundSnapshotOf } from "./snapshot";
import { readIntent } from "./stripe";

/** Brings in a refund as Stripe tells of it, after the payment that it gives back. */
export async function settleMadeRefund(context: Context, made: Stripe.Refund, source: Source) {
  const snapshot = refundSnapshotOf(made);
  await settlePaymentFirst(context, snapshot.intentId, source);
  return settleRefund(context, snapshot, source);
}

/** The same for a dispute. */
export async function settleMadeDispute(context: Context, made: Stripe.Dispute, source: Source) {
  const snapshot = disputeSnapshotOf(made);
  await settlePaymentFirst(context, snapshot.intentId, source);
  return settleDispute(context, snapshot, source);
}

/** Money that goes back has come before: told of the first alone, the books would miss what was received. */
async function settlePaymentFirst(context: Context, intentId: string | null, source: Source): Promise<void> {
  const payment = await paymentOf(context, intentId);
  if (payment?.intent_id && payment.status !== "succeeded")
    await settle(context, await readIntent(payment.intent_id), source);
}
