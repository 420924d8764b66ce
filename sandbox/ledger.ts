import type { Store } from "./store.ts";
import type { Charge, Dispute, Intent } from "./stripe/objects.ts";

const NOTHING = { received: 0, refunded: 0, lost: 0, withheld: 0 };
type Sums = typeof NOTHING;

const sum = (rows: Sums[]): Sums =>
  rows.reduce(
    (total, { received, refunded, lost, withheld }) => ({
      received: total.received + received,
      refunded: total.refunded + refunded,
      lost: total.lost + lost,
      withheld: total.withheld + withheld,
    }),
    NOTHING,
  );

/** What moved in minor units, by payment, by order and in all: what a shop's own books must say. */
export function ledgerOf(store: Store) {
  const disputes = new Map((store.all("disputes") as Dispute[]).map((dispute) => [dispute.charge, dispute]));
  const charges = (store.all("charges") as Charge[]).filter(({ amount_captured }) => amount_captured > 0);
  const payments = charges.map((charge) => {
    const { metadata } = store.get("payment_intents", charge.payment_intent) as Intent;
    return {
      payment_intent: charge.payment_intent,
      order_id: metadata["order_id"] ?? null,
      currency: charge.currency,
      received: charge.amount_captured,
      refunded: charge.amount_refunded,
      ...takenBack(disputes.get(charge.id)),
    };
  });
  const orders = Map.groupBy(payments, ({ order_id, currency }) => `${currency} ${order_id}`);
  const currencies = Map.groupBy(payments, ({ currency }) => currency);
  return {
    totals: [...currencies].map(([currency, rows]) => ({ currency, ...sum(rows) })),
    orders: [...orders.values()].map((rows) => ({
      order_id: rows[0]?.order_id,
      currency: rows[0]?.currency,
      payments: rows.length,
      ...sum(rows),
    })),
    payments,
  };
}

/** What the bank took for a dispute: for good, or until it is decided. */
const takenBack = (dispute?: Dispute) => ({
  lost: dispute?.status === "lost" ? dispute.amount : 0,
  withheld: dispute?.status === "needs_response" || dispute?.status === "under_review" ? dispute.amount : 0,
});
