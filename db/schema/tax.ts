import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";

import { rate } from "./columns";

/** The standard rate of each country; none: no tax is told there. */
export const tax_rates = pgTable(
  "tax_rates",
  {
    country: text().primaryKey(),
    name: text().notNull(),
    rate: rate().notNull(),
  },
  (table) => [check("tax_rates_rate_check", sql`${table.rate} between 0 and 1`)],
);
