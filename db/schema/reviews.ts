import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";

import { REVIEW_STATUSES } from "@/model/reviews";

import { products } from "./catalog";
import { created_at, id, ref, updated_at } from "./columns";
import { users } from "./users";

/** What buyers say; the rating and the number on their product are those of the published ones. */
export const reviews = pgTable(
  "reviews",
  {
    id: id(),
    product_id: ref()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    user_id: ref().references(() => users.id, { onDelete: "set null" }),
    author: text().notNull(),
    rating: integer().notNull(),
    title: text().notNull().default(""),
    body: text().notNull().default(""),
    is_verified: boolean().notNull().default(false),
    status: text({ enum: REVIEW_STATUSES }).notNull().default("pending"),
    /** How many found it helpful: as many as it has votes. */
    helpful_count: integer().notNull().default(0),
    /** How many reported it since an admin last looked at it. */
    report_count: integer().notNull().default(0),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    index().on(table.product_id, table.status),
    index().on(table.status, table.id),
    index().on(table.user_id),
    uniqueIndex("reviews_product_user_key")
      .on(table.product_id, table.user_id)
      .where(sql`${table.user_id} is not null`),
    check("reviews_rating_check", sql`${table.rating} between 1 and 5`),
  ],
);

/** Who found which review helpful. */
export const review_votes = pgTable(
  "review_votes",
  {
    review_id: ref()
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    user_id: ref()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    created_at: created_at(),
  },
  (table) => [primaryKey({ columns: [table.review_id, table.user_id] }), index().on(table.user_id)],
);

/** Who thinks that which review should not be there, and why. */
export const review_reports = pgTable(
  "review_reports",
  {
    review_id: ref()
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    user_id: ref()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reason: text().notNull().default(""),
    created_at: created_at(),
  },
  (table) => [primaryKey({ columns: [table.review_id, table.user_id] }), index().on(table.user_id)],
);
