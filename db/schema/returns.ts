import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

import { RETURN_REASONS } from "@/model/return-reasons";
import { RETURN_STATUSES } from "@/model/returns";

import { at, created_at, id, ref, updated_at } from "./columns";
import { order_items, orders } from "./orders";
import { refunds } from "./payments";

/** A shopper's wish to send goods back, and what became of it. */
export const return_requests = pgTable(
  "return_requests",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    status: text({ enum: RETURN_STATUSES }).notNull().default("requested"),
    reason: text({ enum: RETURN_REASONS }).notNull(),
    note: text().notNull().default(""),
    answer: text().notNull().default(""),
    refund_id: ref().references(() => refunds.id),
    decided_at: at(),
    received_at: at(),
    refunded_at: at(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [index().on(table.order_id), index().on(table.status, table.id)],
);

export const return_lines = pgTable(
  "return_lines",
  {
    return_id: ref()
      .notNull()
      .references(() => return_requests.id, { onDelete: "cascade" }),
    order_item_id: ref()
      .notNull()
      .references(() => order_items.id, { onDelete: "cascade" }),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.return_id, table.order_item_id] }),
    index().on(table.order_item_id),
    check("return_lines_quantity_check", sql`${table.quantity} >= 1`),
  ],
);
