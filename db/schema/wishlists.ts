import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

import { products } from "./catalog";
import { at, created_at, id, ref } from "./columns";
import { users } from "./users";

/** One per user, and one per guest, who is known by the SHA-256 of a cookie. */
export const wishlists = pgTable(
  "wishlists",
  {
    id: id(),
    user_id: ref()
      .unique()
      .references(() => users.id, { onDelete: "cascade" }),
    guest_hash: text().unique(),
    /** Who has it may look at the list; none: it is not shared. */
    share_id: uuid().unique(),
    expires_at: at(),
    created_at: created_at(),
  },
  (table) => [
    check("wishlists_owner_check", sql`num_nonnulls(${table.user_id}, ${table.guest_hash}) = 1`),
    index().on(table.expires_at),
  ],
);

export const wishlist_items = pgTable(
  "wishlist_items",
  {
    wishlist_id: ref()
      .notNull()
      .references(() => wishlists.id, { onDelete: "cascade" }),
    product_id: ref()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    created_at: created_at(),
  },
  (table) => [primaryKey({ columns: [table.wishlist_id, table.product_id] }), index().on(table.product_id)],
);
