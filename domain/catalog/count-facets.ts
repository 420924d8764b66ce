import { type SQL, and, asc, countDistinct, desc, eq, max, min, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";

import { categories, inventory_pools, products, variants } from "@/db/schema";
import type { Facets } from "@/model/catalog";
import { priceIn } from "@/model/markets";

import type { Context } from "../operation";
import { renamed } from "../translations/read-texts";
import { countProducts } from "./count-products";
import { type Filters, filters, productConditions, variantConditions, visible } from "./filters";

const without = (query: Filters, ...names: (keyof Filters)[]): Filters => {
  const rest = { ...query };
  for (const name of names) delete rest[name];
  return rest;
};

/** What a list is of, before someone narrows it: values that it has are told even where the filters leave none. */
const scopeOf = ({ category, category__slug, is_featured, search }: Filters): Filters => ({
  ...(category !== undefined && { category }),
  ...(category__slug !== undefined && { category__slug }),
  ...(is_featured !== undefined && { is_featured }),
  ...(search !== undefined && { search }),
});
const beyondScope = (query: Filters) => without(query, "category", "category__slug", "is_featured", "search");

/** How many products each value of a filter would leave, with the other filters as they are. */
export async function countFacets(context: Context, query: Filters): Promise<z.input<typeof Facets>> {
  const [inCategories, sizes, colors, price, ratings, in_stock, on_sale] = await Promise.all([
    countCategories(context, without(query, "category", "category__slug")),
    countValues(context, without(query, "size"), variants.size),
    countColors(context, without(query, "color")),
    findPrices(context, without(query, "price__gte", "price__lte")),
    countRatings(context, without(query, "rating__gte")),
    countProducts(context, { ...query, in_stock: true }),
    countProducts(context, { ...query, on_sale: true }),
  ]);
  return { categories: inCategories, sizes, colors, price, ratings, in_stock, on_sale };
}

const conditions = (context: Context, query: Filters) => and(visible(context), ...filters(context, query));

const countWhere = (what: SQL, wanted: SQL | undefined) =>
  sql<number>`count(${what}) filter (where ${wanted ?? sql`true`})`.mapWith(Number);

async function countCategories(context: Context, query: Filters) {
  const counted = await context.db
    .select({
      id: categories.id,
      slug: categories.slug,
      name: categories.name,
      count: countWhere(sql`*`, and(...filters(context, beyondScope(query)))),
    })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, scopeOf(query)))
    .groupBy(categories.id)
    .orderBy(asc(categories.position), asc(categories.id));
  return renamed(context, "category", counted, ({ id }) => id);
}

/** By a property of variants: what else is asked of a variant must be met by the same one. */
function perValue(context: Context, query: Filters, column: AnyPgColumn) {
  const rest = beyondScope(query);
  const wanted = and(...productConditions(context, rest), ...variantConditions(rest), outOfStock(context, rest));
  return context.db
    .select({
      value: sql<string>`${column}`.as("facet_value"),
      count: countWhere(sql`distinct ${products.id}`, wanted).as("facet_count"),
      total: countDistinct(products.id).as("facet_total"),
      first: min(variants.id).as("facet_first"),
      product: max(products.id).as("facet_product"),
    })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .innerJoin(variants, eq(variants.product_id, products.id))
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(and(conditions(context, scopeOf(query)), eq(variants.is_listed, true), ne(column, "")))
    .groupBy(column)
    .as("counted");
}

function countValues(context: Context, query: Filters, column: AnyPgColumn) {
  const counted = perValue(context, query, column);
  return context.db.select({ value: counted.value, count: counted.count }).from(counted).orderBy(asc(counted.first));
}

/** The usual ones first, with how they look: as the newest product that comes in a color shows it. */
function countColors(context: Context, query: Filters) {
  const counted = perValue(context, query, variants.color);
  const hex = sql<string | null>`(
    select shown ->> 'hex' from ${products}, jsonb_array_elements(${products.colors}) as shown
    where ${eq(products.id, counted.product)} and shown ->> 'name' = ${counted.value} limit 1)`;
  return context.db
    .select({ value: counted.value, count: counted.count, hex })
    .from(counted)
    .orderBy(desc(counted.total), asc(counted.value));
}

const outOfStock = (context: Context, query: Filters): SQL | undefined =>
  query.in_stock === false ? and(...filters(context, { in_stock: false })) : undefined;

async function findPrices(context: Context, query: Filters) {
  const [row] = await context.db
    .select({ min: min(products.price), max: max(products.price) })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, query));
  const told = (price: string | null | undefined) => (price ? priceIn(context.market, price) : null);
  return { min: told(row?.min), max: told(row?.max) };
}

async function countRatings(context: Context, query: Filters) {
  const atLeast = (stars: number) =>
    sql<number>`count(*) filter (where ${products.rating} >= ${stars})`.mapWith(Number);
  const [row] = await context.db
    .select({ 4: atLeast(4), 3: atLeast(3), 2: atLeast(2), 1: atLeast(1) })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(conditions(context, query));
  return ([4, 3, 2, 1] as const).map((value) => ({ value, count: row?.[value] ?? 0 }));
}
