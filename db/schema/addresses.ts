import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, uniqueIndex } from "drizzle-orm/pg-core";

import type { Address } from "@/model/orders";

import { created_at, id, ref, updated_at } from "./columns";
import { users } from "./users";

/** An account's address book: of each kind at most one address is the default. */
export const addresses = pgTable(
  "addresses",
  {
    id: id(),
    user_id: ref()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** In the form in which orders keep theirs. */
    address: jsonb().$type<Address>().notNull(),
    is_default_shipping: boolean().notNull().default(false),
    is_default_billing: boolean().notNull().default(false),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    index().on(table.user_id),
    uniqueIndex("addresses_default_shipping_key")
      .on(table.user_id)
      .where(sql`${table.is_default_shipping}`),
    uniqueIndex("addresses_default_billing_key")
      .on(table.user_id)
      .where(sql`${table.is_default_billing}`),
  ],
);
