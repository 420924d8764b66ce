import type Stripe from "stripe";

import type { PaymentStatus } from "@/model/payments";

/** What Stripe says of a PaymentIntent at one moment: all that settling needs. */
export type Snapshot = {
  intentId: string;
  status: PaymentStatus;
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
  livemode: boolean;
  chargeId: string | null;
  orderId: number | null;
  error: { code: string; message: string } | null;
};

export function snapshotOf(intent: Stripe.PaymentIntent): Snapshot {
  const { last_payment_error: error, latest_charge: charge } = intent;
  const orderId = Number(intent.metadata["order_id"]);
  return {
    intentId: intent.id,
    status: intent.status as PaymentStatus,
    amount: intent.status === "succeeded" ? intent.amount_received : intent.amount,
    currency: intent.currency,
    livemode: intent.livemode,
    chargeId: typeof charge === "string" ? charge : (charge?.id ?? null),
    orderId: Number.isSafeInteger(orderId) && orderId > 0 ? orderId : null,
    error: error
      ? {
          code: error.decline_code ?? error.code ?? error.type,
          message: error.message ?? "The payment failed.",
        }
      : null,
  };
}
