import { and, eq } from "drizzle-orm";
import type { z } from "zod";

import { ledger, refunds, return_requests } from "@/db/schema";
import { Key } from "@/model/fields";
import { type OrderEvent, OrderTimeline } from "@/model/orders";
import type { ReturnStatus } from "@/model/returns";

import { operation } from "../operation";
import { getOwnRow } from "./read-order";

type Event = z.input<typeof OrderEvent>;

const event = (type: Event["type"], at: Date | null, amount: string | null = null): Event[] =>
  at ? [{ type, at, amount }] : [];

/** What became of a return that did not go on. */
const DECIDED: Partial<Record<ReturnStatus, Event["type"]>> = {
  refused: "return_refused",
  withdrawn: "return_withdrawn",
};

export const readOrderTimeline = operation({
  name: "read_order_timeline",
  summary: "What has happened to an order, the oldest first.",
  access: "shopper",
  input: Key,
  output: OrderTimeline,
  find: getOwnRow,
  async run({ db }, { id }, order) {
    const [given, returns] = await Promise.all([
      db
        .select({ at: ledger.created_at, amount: refunds.amount })
        .from(refunds)
        .innerJoin(ledger, and(eq(ledger.stripe_id, refunds.refund_id), eq(ledger.kind, "refund")))
        .where(and(eq(refunds.order_id, id), eq(refunds.status, "succeeded"))),
      db.select().from(return_requests).where(eq(return_requests.order_id, id)),
    ]);
    const events = [
      ...event("placed", order.created_at),
      ...event("paid", order.paid_at, order.total_price),
      ...event("packed", order.packed_at),
      ...event("shipped", order.shipped_at),
      ...event("delivered", order.delivered_at),
      ...event("cancelled", order.cancelled_at),
      ...given.flatMap(({ at, amount }) => event("refunded", at, amount)),
      ...returns.flatMap(({ status, created_at, decided_at, received_at }) => [
        ...event("return_requested", created_at),
        ...event(DECIDED[status] ?? "return_approved", decided_at),
        ...event("return_received", received_at),
      ]),
    ];
    return { order: id, events: events.toSorted((left, right) => left.at.getTime() - right.at.getTime()) };
  },
});
