import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgEnum, pgTable, text } from "drizzle-orm/pg-core";

import { DEFAULT_LOCALE, type Locale } from "@/model/locales";
import { type Address, ORDER_STATUSES } from "@/model/orders";

import { inventory_pools, products, variants } from "./catalog";
import { at, created_at, id, money, rate, ref, updated_at } from "./columns";
import { users } from "./users";

export const order_status = pgEnum("order_status", ORDER_STATUSES);

export const shipping_methods = pgTable("shipping_methods", {
  code: text().primaryKey(),
  name: text().notNull(),
  description: text().notNull().default(""),
  price: money().notNull(),
  /** Subtotal from which it costs nothing; null: never. */
  free_from: money(),
  /** ISO 3166 codes; none: everywhere. */
  countries: text().array().notNull().default([]),
  min_days: integer().notNull(),
  max_days: integer().notNull(),
  position: integer().notNull().default(0),
  is_active: boolean().notNull().default(true),
});

/** Lines, prices, shipping, currency and total are frozen when the order is placed. */
export const orders = pgTable(
  "orders",
  {
    id: id(),
    number: text().notNull().unique(),
    user_id: ref().references(() => users.id, { onDelete: "set null" }),
    /** SHA-256 of the guest's cookie: the browser that placed it may see it. */
    guest_hash: text(),
    email: text().notNull().default(""),
    status: order_status().notNull().default("pending"),
    currency: text().notNull(),
    /** Of the page that it was placed on: its mails and its invoice are written in it. */
    locale: text().$type<Locale>().notNull().default(DEFAULT_LOCALE),
    subtotal: money().notNull(),
    shipping_price: money().notNull().default("0.00"),
    /** Tax on top of the lines; 0.00 where prices include it. */
    tax_price: money().notNull().default("0.00"),
    discount_price: money().notNull().default("0.00"),
    total_price: money().notNull(),
    /** Tax that the total includes. */
    included_tax: money().notNull().default("0.00"),
    tax_name: text().notNull().default(""),
    tax_rate: rate().notNull().default("0.0000"),
    discount_code: text().notNull().default(""),
    refunded_amount: money().notNull().default("0.00"),
    disputed: boolean().notNull().default(false),
    shipping: jsonb().$type<Address>(),
    shipping_address: text().notNull().default(""),
    /** Whom the invoice is made out to; null: whom the parcel goes to. */
    billing: jsonb().$type<Address>(),
    shipping_method: text().notNull().default(""),
    shipping_method_name: text().notNull().default(""),
    /** The days between which it is expected. */
    delivery_from: date(),
    delivery_until: date(),
    /** One of model/carriers.ts; blank where it is not known who brings it. */
    carrier: text().notNull().default(""),
    tracking_number: text().notNull().default(""),
    note: text().notNull().default(""),
    /** End of the hold on its stock; null once a payment is under way or settled. */
    expires_at: at(),
    /** Its owner closed their account: who it was for is erased when it is done. */
    erase_when_done: boolean().notNull().default(false),
    /** When its end was asked for, or its hold ran out: it waits for Stripe since then. */
    cancel_asked_at: at(),
    paid_at: at(),
    packed_at: at(),
    shipped_at: at(),
    delivered_at: at(),
    cancelled_at: at(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    index().on(table.user_id, table.created_at),
    index("orders_email_index").on(sql`lower(${table.email})`),
    index().on(table.guest_hash),
    index().on(table.status, table.expires_at),
    index().on(table.created_at),
    check(
      "orders_total_check",
      sql`${table.total_price} = ${table.subtotal} + ${table.shipping_price} + ${table.tax_price} - ${table.discount_price}`,
    ),
  ],
);

export const order_items = pgTable(
  "order_items",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    product_id: ref().references(() => products.id, { onDelete: "set null" }),
    variant_id: ref().references(() => variants.id, { onDelete: "set null" }),
    product_name: text().notNull(),
    sku: text().notNull().default(""),
    size: text().notNull().default(""),
    color: text().notNull().default(""),
    image: text().notNull().default(""),
    quantity: integer().notNull(),
    price: money().notNull(),
  },
  (table) => [
    index().on(table.order_id),
    index().on(table.product_id),
    check("order_items_quantity_check", sql`${table.quantity} >= 1`),
  ],
);

/** Goods set aside for an order line; held becomes committed or released, once. */
export const reservations = pgTable(
  "reservations",
  {
    id: id(),
    order_id: ref()
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    order_item_id: ref()
      .notNull()
      .unique()
      .references(() => order_items.id, { onDelete: "cascade" }),
    pool_id: ref()
      .notNull()
      .references(() => inventory_pools.id),
    quantity: integer().notNull(),
    state: text({ enum: ["held", "committed", "released"] })
      .notNull()
      .default("held"),
    created_at: created_at(),
    settled_at: at(),
  },
  (table) => [index().on(table.order_id), index().on(table.pool_id, table.state)],
);
