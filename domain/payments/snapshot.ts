import type Stripe from "stripe";

import { fromMinorUnits } from "@/model/money";
import type { DisputeStatus, PaymentStatus, RefundStatus } from "@/model/payments";

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
  /** Names the order for certain: ids begin anew with a new database. */
  orderNumber: string | null;
  createdAt: Date;
  /** When Stripe was asked. */
  observedAt: Date;
  error: { code: string; message: string } | null;
};

const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
const wholeNumber = (text: string | undefined) => {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
};

export function snapshotOf(intent: Stripe.PaymentIntent, observedAt = new Date()): Snapshot {
  const { last_payment_error: error, metadata } = intent;
  return {
    intentId: intent.id,
    status: intent.status as PaymentStatus,
    amount: intent.status === "succeeded" ? intent.amount_received : intent.amount,
    currency: intent.currency,
    livemode: intent.livemode,
    chargeId: idOf(intent.latest_charge),
    orderId: wholeNumber(metadata["order_id"]),
    orderNumber: metadata["order_number"] ?? null,
    createdAt: new Date(intent.created * 1000),
    observedAt,
    error: error
      ? {
          code: error.decline_code ?? error.code ?? error.type,
          message: error.message ?? "The payment failed.",
        }
      : null,
  };
}

export type RefundSnapshot = {
  refundId: string;
  intentId: string | null;
  status: RefundStatus;
  /** Decimal text. */
  amount: string;
  currency: string;
  /** Our row that asked for it; none when it was made at Stripe itself. */
  ownId: number | null;
  createdAt: Date;
};

const REFUND_STATUS: Record<string, RefundStatus> = { succeeded: "succeeded", failed: "failed", canceled: "canceled" };

export const refundSnapshotOf = ({
  id,
  payment_intent,
  status,
  amount,
  currency,
  metadata,
  created,
}: Stripe.Refund) => ({
  refundId: id,
  intentId: idOf(payment_intent),
  status: REFUND_STATUS[status ?? ""] ?? ("pending" as const),
  amount: fromMinorUnits(amount, currency),
  currency,
  ownId: wholeNumber(metadata?.["refund_id"]),
  createdAt: new Date(created * 1000),
});

export type DisputeSnapshot = {
  disputeId: string;
  intentId: string | null;
  status: DisputeStatus;
  /** Decimal text. */
  amount: string;
  currency: string;
  reason: string;
};

export const disputeSnapshotOf = ({ id, payment_intent, status, amount, currency, reason }: Stripe.Dispute) => ({
  disputeId: id,
  intentId: idOf(payment_intent),
  status: status as DisputeStatus,
  amount: fromMinorUnits(amount, currency),
  currency,
  reason,
});
