import { z } from "zod";

import { BlankText, Id, Money, PageQuery, Price, Timestamp } from "./fields";
import { ORDER_STATUSES } from "./orders";

/** Stripe's own words for a PaymentIntent, and "creating" for one that we have asked for and not yet seen. */
export const PAYMENT_STATUSES = [
  "creating",
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const StartPayment = z.object({ order_id: Id.meta({ example: 1 }) });
export const StartedPayment = z
  .object({
    client_secret: z.string(),
    payment_intent_id: z.string(),
    amount: z.int().meta({ description: "In the smallest unit of the currency." }),
    currency: z.string(),
    publishable_key: z.string(),
  })
  .meta({ id: "StartedPayment" });
export type StartedPayment = z.output<typeof StartedPayment>;

export const PaymentState = z
  .object({
    order_id: z.int(),
    status: z.enum(ORDER_STATUSES),
    payment_status: z.enum(PAYMENT_STATUSES).nullable(),
    error: z.string().nullable().meta({ description: "Why the last attempt was declined, in words for the shopper." }),
  })
  .meta({ id: "PaymentState" });
export type PaymentState = z.output<typeof PaymentState>;

/** Stripe's own words for a dispute; the first three only ask a question and hold no money. */
export const DISPUTE_STATUSES = [
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
  "needs_response",
  "under_review",
  "appeal_needs_response",
  "appeal_under_review",
  "prevented",
  "won",
  "lost",
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

export const REFUND_STATUSES = ["pending", "succeeded", "failed", "canceled"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
export const RefundOrder = z.object({
  id: Id,
  amount: Price.optional().meta({ description: "All that is left when left out." }),
  reason: BlankText(500).optional().meta({ example: "It arrived broken." }),
  restock: z.boolean().optional().meta({ description: "Puts the goods of a full refund back on the shelf." }),
});
export const Refund = z
  .object({
    id: z.int(),
    order: z.int(),
    amount: Money,
    currency: z.string(),
    status: z.enum(REFUND_STATUSES),
    reason: z.string(),
    restock: z.boolean(),
    created_at: Timestamp,
  })
  .meta({ id: "Refund" });

export const EVENT_STATES = ["received", "processed", "ignored", "dead"] as const;
export const WebhookEventQuery = PageQuery.omit({ search: true }).extend({ state: z.enum(EVENT_STATES).optional() });
export const WebhookEvent = z
  .object({
    id: z.int(),
    event_id: z.string(),
    type: z.string(),
    state: z.enum(EVENT_STATES),
    outcome: z.string().nullable().meta({ description: "What came of it, or why nothing did." }),
    attempts: z.int(),
    last_error: z.string().nullable(),
    received_at: Timestamp,
    processed_at: Timestamp.nullable(),
    next_attempt_at: Timestamp,
  })
  .meta({ id: "WebhookEvent" });
