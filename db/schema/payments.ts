import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";

import { DISPUTE_STATUSES, EVENT_STATES, PAYMENT_STATUSES, REFUND_STATUSES } from "@/model/payments";

import { at, created_at, id, money, ref, updated_at } from "./columns";
import { orders } from "./orders";

/** One row a PaymentIntent, committed before Stripe is asked, so that a lost answer is found again. */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id),
    attempt: integer().notNull(),
    intent_id: text().unique(),
    status: text({ enum: PAYMENT_STATUSES }).notNull().default("creating"),
    amount: money().notNull(),
    currency: text().notNull(),
    charge_id: text(),
    /** What arrived; null until it has. */
    received: money(),
    /** Sum, currency, mode and order are the right ones, judged when it succeeded. */
    matches: boolean().notNull().default(true),
    error_code: text(),
    error_message: text(),
    /** When Stripe made it: of two that succeeded the first is kept. */
    stripe_created_at: at(),
    /** When Stripe was asked for what is written here. */
    observed_at: at(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [unique().on(table.order_id, table.attempt), index().on(table.status, table.updated_at)],
);

export const refunds = pgTable(
  "refunds",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id),
    payment_id: ref()
      .notNull()
      .references(() => payments.id),
    refund_id: text().unique(),
    status: text({ enum: REFUND_STATUSES }).notNull().default("pending"),
    amount: money().notNull(),
    currency: text().notNull(),
    reason: text().notNull().default(""),
    restock: boolean().notNull().default(false),
    requested_by: ref(),
    /** The request that asked for it: sent again under its Idempotency-Key, it finds this row. */
    request_key: text().unique(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [index().on(table.order_id), check("refunds_amount_check", sql`${table.amount} > 0`)],
);

export const disputes = pgTable(
  "disputes",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id),
    payment_id: ref()
      .notNull()
      .references(() => payments.id),
    dispute_id: text().notNull().unique(),
    status: text({ enum: DISPUTE_STATUSES }).notNull(),
    amount: money().notNull(),
    currency: text().notNull(),
    reason: text().notNull().default(""),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [index().on(table.order_id)],
);

/** Money that moved, one line a Stripe object: charges positive, refunds negative. */
export const ledger = pgTable(
  "ledger",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id),
    kind: text({ enum: ["charge", "refund", "dispute"] }).notNull(),
    stripe_id: text().notNull().unique(),
    amount: money().notNull(),
    currency: text().notNull(),
    created_at: created_at(),
  },
  (table) => [index().on(table.order_id)],
);

/** Stripe's events as they came: stored and committed before they are answered with 200. */
export const webhook_events = pgTable(
  "webhook_events",
  {
    id: id(),
    event_id: text().notNull().unique(),
    type: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: EVENT_STATES }).notNull().default("received"),
    /** What came of it, or why nothing did. */
    outcome: text(),
    attempts: integer().notNull().default(0),
    next_attempt_at: at().notNull().defaultNow(),
    last_error: text(),
    received_at: created_at(),
    processed_at: at(),
  },
  (table) => [index().on(table.state, table.next_attempt_at)],
);

/** What is to be told to the outside once the transaction that wrote it is committed. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    topic: text().notNull(),
    dedupe_key: text().notNull().unique(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    attempts: integer().notNull().default(0),
    next_attempt_at: at().notNull().defaultNow(),
    last_error: text(),
    created_at: created_at(),
    sent_at: at(),
  },
  (table) => [
    index()
      .on(table.next_attempt_at)
      .where(sql`${table.sent_at} is null`),
  ],
);

/** The first answer to a request that named an Idempotency-Key. */
export const idempotency_keys = pgTable(
  "idempotency_keys",
  {
    principal: text().notNull(),
    key: text().notNull(),
    path: text().notNull(),
    body_hash: text().notNull(),
    status: integer(),
    response: text(),
    created_at: created_at(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.key, table.path] }), index().on(table.created_at)],
);
