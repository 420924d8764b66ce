import { sql } from "drizzle-orm";
import { check, integer, pgTable, unique } from "drizzle-orm/pg-core";

import { at, created_at, ref } from "./columns";
import { orders } from "./orders";

/** The last number that was given out in a year: whoever takes the next one waits here for the one before. */
export const invoice_series = pgTable(
  "invoice_series",
  { year: integer().primaryKey(), last: integer().notNull() },
  (table) => [check("invoice_series_last_check", sql`${table.last} >= 1`)],
);

/** A paid order's invoice, which is the order itself under a number without gaps. */
export const invoices = pgTable(
  "invoices",
  {
    order_id: ref()
      .primaryKey()
      .references(() => orders.id),
    year: integer().notNull(),
    number: integer().notNull(),
    issued_at: at().notNull(),
    created_at: created_at(),
  },
  (table) => [unique().on(table.year, table.number)],
);
