import { type SQL, and, asc, count, countDistinct, eq, max, min, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";

import { categories, inventory_pools, products, variants } from "@/db/schema";
import type { Facets } from "@/model/catalog";

import type { Context } from "../operation";
import { countProducts } from "./count-products";
import { type Filters, filters, productConditions, variantConditions, visible } from "./filters";

const without = (query: Filters, ...names: (keyof Filters)[]): Filters => {
  const rest = { ...query };
  for (const name of names) delete rest[name];
  return rest;
};

/** How many products each value of a filter would leave, with the other filters as they are. */
export async function countFacets(context: Context, query: Filters): Promise<z.input<typeof Facets>> {
  const [inCategories, sizes, colors, price, ratings, in_stock, on_sale] = await Promise.all([
    countCategories(context, without(query, "category", "category__slug")),
    countValues(context, without(query, "size"), variants.size),
    countValues(context, without(query, "color"), variants.color),
    findPrices(context, without(query, "price__gte", "price__lte")),
    countRatings(context, without(query, "rating__gte")),
    countProducts(context, { ...query, in_stock: true }),
    countProducts(context, { ...query, on_sale: true }),
  ]);
  return { categories: inCategories, sizes, colors, price, ratings, in_stock, on_sale };
}

const conditions = (context: Context, query: Filters) => and(visible(context), ...filters(context.db, query));

const countCategories = (context: Context, query: Filters) =>
  context.db
    .select({ id: categories.id, slug: categories.slug, name: categories.name, count: count() })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, query))
    .groupBy(categories.id)
    .orderBy(asc(categories.position), asc(categories.id));

/** By a property of variants: what else is asked of a variant must be met by the same one. */
function countValues(context: Context, query: Filters, column: AnyPgColumn) {
  const value = sql<string>`${column}`;
  return context.db
    .select({ value, count: countDistinct(products.id) })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .innerJoin(variants, eq(variants.product_id, products.id))
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(and(visible(context), ...productConditions(query), ...variantConditions(query), outOfStock(context, query), ne(column, "")))
    .groupBy(column)
    .orderBy(asc(min(variants.id)));
}

const outOfStock = (context: Context, query: Filters): SQL | undefined =>
  query.in_stock === false ? and(...filters(context.db, { in_stock: false })) : undefined;

async function findPrices(context: Context, query: Filters) {
  const [row] = await context.db
    .select({ min: min(products.price), max: max(products.price) })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, query));
  return { min: row?.min ?? null, max: row?.max ?? null };
}

async function countRatings(context: Context, query: Filters) {
  const atLeast = (stars: number) => sql<number>`count(*) filter (where ${products.rating} >= ${stars})`.mapWith(Number);
  const [row] = await context.db
    .select({ 4: atLeast(4), 3: atLeast(3), 2: atLeast(2), 1: atLeast(1) })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, query));
  return ([4, 3, 2, 1] as const).map((value) => ({ value, count: row?.[value] ?? 0 }));
}
