import { compare, subtract, sum } from "@/model/money";
import type { OrderStatus } from "@/model/orders";
import type { DisputeStatus, PaymentStatus, RefundStatus } from "@/model/payments";

type PaymentFact = {
  id: number;
  status: PaymentStatus;
  received: string | null;
  matches: boolean;
  stripe_created_at: Date | null;
};
type RefundFact = { id: number; payment_id: number; refund_id: string | null; status: RefundStatus; amount: string };

/** All that decides where an order stands: what Stripe says, one row an object of its, and what was done with the order. */
export type Facts = {
  /** Where it stood, which remembers that its end was asked for. */
  status: OrderStatus;
  shipped_at: Date | null;
  delivered_at: Date | null;
  /** Its total is nothing: no payment is waited for. */
  isFree: boolean;
  /** Its goods were for sale again before its money came. */
  isReleased: boolean;
  payments: readonly PaymentFact[];
  /** The newest last. */
  refunds: readonly RefundFact[];
  disputes: readonly { status: DisputeStatus }[];
};

const CONTESTED = new Set<DisputeStatus>([
  "needs_response",
  "under_review",
  "appeal_needs_response",
  "appeal_under_review",
]);
export const isDisputed = ({ disputes }: Facts) => disputes.some(({ status }) => CONTESTED.has(status));

const ageOf = ({ stripe_created_at, id }: PaymentFact) => [stripe_created_at?.getTime() ?? 0, id] as const;
/** The payments whose money came, by Stripe's own order: the first is kept, others were paid by mistake. */
export const succeededOf = <P extends PaymentFact>({ payments }: { payments: readonly P[] }): P[] =>
  payments
    .filter(({ status }) => status === "succeeded")
    .toSorted((left, right) => ageOf(left)[0] - ageOf(right)[0] || ageOf(left)[1] - ageOf(right)[1]);

/** What of a payment was given back, or, with pending ones, is promised to be. */
export const refundedOf = ({ refunds }: Facts, payment: PaymentFact, counted: readonly RefundStatus[]): string =>
  sum(
    refunds
      .filter(({ payment_id, status }) => payment_id === payment.id && counted.includes(status))
      .map(({ amount }) => amount),
  );
const leftOf = (facts: Facts, payment: PaymentFact) =>
  subtract(payment.received ?? "0.00", refundedOf(facts, payment, ["succeeded"]));

/** The last word of a payment's refunds is that Stripe could not give the money back: someone has to look. */
const isRefundStuck = ({ refunds }: Facts, payment: PaymentFact) => {
  const last = refunds.filter(({ payment_id, refund_id }) => payment_id === payment.id && refund_id !== null).at(-1);
  return last?.status === "failed";
};

/** Where the facts put an order, in whatever order they became known (MONEY, table of transitions). */
export function deriveStatus(facts: Facts): OrderStatus {
  const [kept, ...others] = succeededOf(facts);
  if (kept) return paidStatus(facts, kept, others);
  return facts.isFree && facts.status !== "cancelled" ? sentStatus(facts) : unpaidStatus(facts);
}

/** How far an order is that nothing is owed for. */
function sentStatus({ delivered_at, shipped_at }: Facts): OrderStatus {
  if (delivered_at) return "delivered";
  return shipped_at ? "shipped" : "paid";
}

function paidStatus(facts: Facts, kept: PaymentFact, others: PaymentFact[]): OrderStatus {
  if (facts.disputes.some(({ status }) => status === "lost")) return "charged_back";
  const isOwed = (payment: PaymentFact) => compare(leftOf(facts, payment), "0.00") > 0;
  if (![kept, ...others].some(isOwed)) return "refunded";
  if (!kept.matches || others.some(isOwed) || isRefundStuck(facts, kept)) return "review";
  return facts.isReleased ? "refund_pending" : sentStatus(facts);
}

/** Nothing was received: the attempts decide, and whether the order's end was asked for. */
function unpaidStatus({ status, payments }: Facts): OrderStatus {
  if (status === "cancelled") return status;
  if (payments.some((payment) => payment.status === "processing")) return "processing";
  if (status === "cancelling") return payments.every((payment) => payment.status === "canceled") ? "cancelled" : status;
  return "pending";
}
