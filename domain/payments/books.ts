import { sql } from "drizzle-orm";

import { ledger } from "@/db/schema";

import type { Context } from "../operation";
import { succeededOf } from "./derive-status";
import type { OrderFacts } from "./facts";

type Line = Omit<typeof ledger.$inferInsert, "order_id">;

/** Every sum that moved, as a line named after the object of Stripe's that moved it. */
const linesOf = (facts: OrderFacts): Line[] => [
  ...succeededOf(facts).map(({ charge_id, intent_id, received, currency }) => ({
    kind: "charge" as const,
    stripe_id: charge_id ?? intent_id ?? "",
    amount: received ?? "0.00",
    currency,
  })),
  ...facts.refunds
    .filter(({ status }) => status === "succeeded")
    .map(({ refund_id, amount, currency }) => ({
      kind: "refund" as const,
      stripe_id: refund_id ?? "",
      amount: `-${amount}`,
      currency,
    })),
  ...facts.disputes
    .filter(({ status }) => status === "lost")
    .map(({ dispute_id, amount, currency }) => ({
      kind: "dispute" as const,
      stripe_id: dispute_id,
      amount: `-${amount}`,
      currency,
    })),
];

/** Writes into the ledger what the facts say has moved and is not there yet. */
export async function keepBooks(tx: Context, order_id: number, facts: OrderFacts): Promise<void> {
  const lines = linesOf(facts).map((line) => ({ ...line, order_id }));
  if (lines.length > 0) await tx.db.insert(ledger).values(lines).onConflictDoNothing();
  // Stripe may find out later that a refund did not reach the card: the money is here again.
  for (const { refund_id, status } of facts.refunds)
    if (status === "failed" && refund_id !== null)
      await tx.db.execute(sql`
        insert into ledger (order_id, kind, stripe_id, amount, currency)
        select order_id, kind, stripe_id || ':failed', -amount, currency from ledger where stripe_id = ${refund_id}
        on conflict do nothing`);
}
