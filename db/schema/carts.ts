import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";

import type { CheckoutDraft } from "@/model/checkout";

import { variants } from "./catalog";
import { at, created_at, id, money, ref, updated_at } from "./columns";
import { users } from "./users";

/** One per user, and one per guest, who is known by the SHA-256 of a cookie. */
export const carts = pgTable(
  "carts",
  {
    id: id(),
    user_id: ref()
      .unique()
      .references(() => users.id, { onDelete: "cascade" }),
    guest_hash: text().unique(),
    discount_code: text(),
    /** Where it is to go, as far as the shopper said. */
    country: text(),
    /** What was typed on the way to an order. */
    checkout: jsonb().$type<CheckoutDraft>(),
    expires_at: at(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    check("carts_owner_check", sql`num_nonnulls(${table.user_id}, ${table.guest_hash}) = 1`),
    index().on(table.expires_at),
  ],
);

export const cart_items = pgTable(
  "cart_items",
  {
    id: id(),
    cart_id: ref()
      .notNull()
      .references(() => carts.id, { onDelete: "cascade" }),
    variant_id: ref()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" }),
    quantity: integer().notNull(),
    /** What it cost when it was added, to tell the shopper that it changed. */
    /** In the shop's own currency, whatever the market. */
    price_seen: money().notNull(),
    created_at: created_at(),
  },
  (table) => [
    unique().on(table.cart_id, table.variant_id),
    check("cart_items_quantity_check", sql`${table.quantity} between 1 and 99`),
  ],
);
