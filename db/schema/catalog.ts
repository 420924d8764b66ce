import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

import type { Variant } from "@/model/catalog";

import { at, created_at, id, money, ref, updated_at } from "./columns";

/** A picture of our own and the widths made of it; url is what products and categories name. */
export const media = pgTable("media", {
  url: text().primaryKey(),
  width: integer().notNull(),
  height: integer().notNull(),
  widths: integer().array().notNull(),
  color: text(),
  created_at: created_at(),
});

export const categories = pgTable("categories", {
  id: id(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  description: text().notNull().default(""),
  image: text().notNull().default(""),
  position: integer().notNull().default(0),
  created_at: created_at(),
  updated_at: updated_at(),
});

export const products = pgTable(
  "products",
  {
    id: id(),
    slug: text().notNull(),
    name: text().notNull(),
    tagline: text().notNull().default(""),
    description: text().notNull().default(""),
    details: jsonb().$type<{ label: string; text: string }[]>().notNull().default([]),
    price: money().notNull(),
    compare_at_price: money(),
    category_id: ref()
      .notNull()
      .references(() => categories.id),
    sizes: text().array().notNull().default([]),
    colors: jsonb().$type<{ name: string; hex: string }[]>().notNull().default([]),
    tags: text().array().notNull().default([]),
    /** The average of the published reviews as it is told: a product told 4.0 is among those with 4 and more. */
    rating: numeric({ precision: 2, scale: 1 }),
    review_count: integer().notNull().default(0),
    is_active: boolean().notNull().default(true),
    is_featured: boolean().notNull().default(false),
    /** Hidden for ever; orders and carts that name it keep their lines. */
    deleted_at: at(),
    version: integer().notNull().default(1),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    uniqueIndex("products_slug_key")
      .on(table.slug)
      .where(sql`${table.deleted_at} is null`),
    index().on(table.category_id),
    index().using("gin", table.tags),
    // One for each order that a list can have, so that its first pages are read and not sorted out of all.
    index().on(table.is_featured, table.created_at),
    index().on(table.created_at),
    index().on(table.price),
    index("products_lower_name_index").on(sql`lower(${table.name})`),
    index().on(table.rating.nullsFirst(), table.review_count),
    check("products_price_check", sql`${table.price} between 0 and 99999999.99`),
  ],
);

/** How many products that were not deleted a category has: kept by triggers on products, since counting reads them all. */
export const product_counts = pgTable(
  "product_counts",
  {
    category_id: ref()
      .notNull()
      .references(() => categories.id, { onDelete: "cascade" }),
    is_active: boolean().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.category_id, table.is_active] })],
);

/** Stock: variants that draw from the same goods share one pool. */
export const inventory_pools = pgTable(
  "inventory_pools",
  {
    id: id(),
    on_hand: integer().notNull().default(0),
    reserved: integer().notNull().default(0),
    /** When more is expected, while none is left: new goods end it. */
    restock_on: date(),
    updated_at: updated_at(),
  },
  (table) => [check("inventory_pools_reserved_check", sql`${table.reserved} between 0 and ${table.on_hand}`)],
);

export const product_images = pgTable(
  "product_images",
  {
    id: id(),
    product_id: ref()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    position: integer().notNull().default(0),
    url: text().notNull(),
    alt: text().notNull().default(""),
  },
  (table) => [index().on(table.product_id, table.position)],
);

export const variants = pgTable(
  "variants",
  {
    id: id(),
    product_id: ref()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    sku: text().notNull().unique(),
    size: text().notNull().default(""),
    color: text().notNull().default(""),
    /** Null: the product's own price. */
    price: money(),
    pool_id: ref()
      .notNull()
      .references(() => inventory_pools.id),
    image: text(),
    /** How much of what is in it, where its price is told for one of that as well. */
    content: jsonb().$type<NonNullable<Variant["content"]>>(),
    position: integer().notNull().default(0),
    /** False for the line without a size that a product with a shared pool accepts beside its sizes. */
    is_listed: boolean().notNull().default(true),
  },
  (table) => [
    unique().on(table.product_id, table.size, table.color),
    index().on(table.pool_id),
    // For a part of a SKU.
    index().using("gin", table.sku.op("gin_trgm_ops")),
  ],
);

/** Every change of on_hand with its reason: their sum is on_hand. */
export const stock_movements = pgTable(
  "stock_movements",
  {
    id: id(),
    pool_id: ref()
      .notNull()
      .references(() => inventory_pools.id, { onDelete: "cascade" }),
    delta: integer().notNull(),
    reason: text({ enum: ["initial", "adjustment", "sale", "restock"] }).notNull(),
    order_id: ref(),
    actor_id: ref(),
    note: text().notNull().default(""),
    created_at: created_at(),
  },
  (table) => [index().on(table.pool_id), index().on(table.order_id)],
);
