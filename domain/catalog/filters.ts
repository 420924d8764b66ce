import { type SQL, and, eq, exists, gt, gte, isNull, lte, sql } from "drizzle-orm";
import type { z } from "zod";

import { categories, inventory_pools, products, variants } from "@/db/schema";
import type { ProductQuery } from "@/model/catalog";
import { greatestPriceTo, leastPriceFrom } from "@/model/markets";

import type { Context } from "../operation";
import type { Search } from "../search/read-search";

/** What narrows a list; what is searched for has been read already. */
export type Filters = Partial<Omit<z.output<typeof ProductQuery>, "search">> & { search?: Search | undefined };

/** An admin sees products that are hidden from shoppers. */
export const seesHidden = ({ user }: Context) => user?.role === "admin";

export const visible = (context: Context) =>
  and(isNull(products.deleted_at), seesHidden(context) ? undefined : eq(products.is_active, true));

const isInStock = gt(inventory_pools.on_hand, inventory_pools.reserved);

/** What one variant of a product must meet, all of it together. */
export const variantConditions = ({ size, color, in_stock }: Filters): SQL[] =>
  [
    // What a product no longer comes in stays for the orders that have it.
    size === undefined && color === undefined ? undefined : eq(variants.is_listed, true),
    size === undefined ? undefined : eq(variants.size, size),
    color === undefined ? undefined : eq(variants.color, color),
    in_stock ? isInStock : undefined,
  ].filter((condition) => condition !== undefined);

/** The conditions of a list of products, as it joins products and categories. */
export function filters(context: Context, query: Filters): (SQL | undefined)[] {
  const anyVariant = (...conditions: SQL[]) =>
    exists(
      context.db
        .select({ one: sql`1` })
        .from(variants)
        .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
        .where(and(eq(variants.product_id, products.id), ...conditions)),
    );
  const ofVariant = variantConditions(query);
  return [
    ...productConditions(context, query),
    query.in_stock === false ? sql`not ${anyVariant(isInStock)}` : undefined,
    ofVariant.length > 0 ? anyVariant(...ofVariant) : undefined,
  ];
}

/** Those of the conditions that a product's category meets. */
export const categoryConditions = (query: Filters): (SQL | undefined)[] => [
  query.category === undefined ? undefined : eq(categories.id, query.category),
  query.category__slug === undefined ? undefined : eq(categories.slug, query.category__slug),
];

/** What a product cost before is told, and counts, where it was more. */
const isReduced = gt(products.compare_at_price, products.price);

/** Those of the conditions that a product meets by itself; prices are bounds in the caller's market. */
export const productConditions = ({ market }: Context, query: Filters): (SQL | undefined)[] => [
  ...categoryConditions(query),
  query.price__gte === undefined ? undefined : gte(products.price, leastPriceFrom(market, query.price__gte)),
  query.price__lte === undefined ? undefined : lte(products.price, greatestPriceTo(market, query.price__lte)),
  query.is_featured === undefined ? undefined : eq(products.is_featured, query.is_featured),
  query.rating__gte === undefined ? undefined : gte(products.rating, String(query.rating__gte)),
  query.on_sale === undefined ? undefined : query.on_sale ? isReduced : sql`${isReduced} is not true`,
  query.search?.matches,
];
