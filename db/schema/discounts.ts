import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text } from "drizzle-orm/pg-core";

import { DISCOUNT_KINDS } from "@/model/discounts";

import { at, created_at, id, money, ref, updated_at } from "./columns";
import { orders } from "./orders";

export const discounts = pgTable(
  "discounts",
  {
    id: id(),
    /** In capitals, so that two codes cannot differ only in those. */
    code: text().notNull().unique(),
    kind: text({ enum: DISCOUNT_KINDS }).notNull(),
    /** A percentage, or an amount of money. */
    value: money().notNull().default("0.00"),
    minimum_subtotal: money().notNull().default("0.00"),
    starts_at: at(),
    ends_at: at(),
    total_limit: integer(),
    per_person_limit: integer(),
    used: integer().notNull().default(0),
    is_active: boolean().notNull().default(true),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    check("discounts_code_check", sql`${table.code} = upper(${table.code})`),
    check("discounts_used_check", sql`${table.used} >= 0`),
    check(
      "discounts_value_check",
      sql`case ${table.kind} when 'percent' then ${table.value} > 0 and ${table.value} <= 100 when 'amount' then ${table.value} > 0 else ${table.value} = 0 end`,
    ),
  ],
);

/** Which order used a code, at the terms of that day; whose use it was, the order says. */
export const discount_uses = pgTable(
  "discount_uses",
  {
    order_id: ref()
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    discount_id: ref().references(() => discounts.id, { onDelete: "set null" }),
    kind: text({ enum: DISCOUNT_KINDS }).notNull(),
    value: money().notNull(),
    created_at: created_at(),
    /** When the order was cancelled and its use given back. */
    released_at: at(),
  },
  (table) => [index().on(table.discount_id)],
);
