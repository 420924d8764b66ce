import { type SQL, and, asc, countDistinct, desc, eq, max, min, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";

import { categories, inventory_pools, products, variants } from "@/db/schema";
import type { Facets } from "@/model/catalog";
import { priceIn } from "@/model/markets";
import { compare } from "@/model/money";

import type { Context } from "../operation";
import { renamed } from "../translations/read-texts";
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

const only = (query: Filters, ...names: (keyof Filters)[]): Filters =>
  Object.fromEntries(Object.entries(query).filter(([name]) => names.some((one) => one === name)));

type Counts = { count: number; facets: z.input<typeof Facets> };

/** How many products a list has, and how many each value of a filter would leave, with the other filters as they are. */
export async function countFacets(context: Context, query: Filters): Promise<Counts> {
  const [counted, sizes, colors] = await Promise.all([
    countByCategory(context, query),
    countValues(context, without(query, "size"), variants.size),
    countColors(context, without(query, "color")),
  ]);
  const total = (of: (row: Counted) => number) => counted.reduce((sum, row) => sum + of(row), 0);
  const prices = counted.flatMap(({ min, max }) => (min === null || max === null ? [] : [min, max])).toSorted(compare);
  const told = (price: string | undefined) => (price === undefined ? null : priceIn(context.market, price));
  const named = counted.map(({ id, slug, name, count }) => ({ id, slug, name, count }));
  const facets = {
    categories: await renamed(context, "category", named, ({ id }) => id),
    sizes,
    colors,
    price: { min: told(prices[0]), max: told(prices.at(-1)) },
    ratings: STARS.map((value, place) => ({ value, count: total(({ rated }) => rated[place] ?? 0) })),
    in_stock: total((row) => row.in_stock),
    on_sale: total((row) => row.on_sale),
  };
  return { count: total(({ found }) => found), facets };
}

const STARS = [4, 3, 2, 1] as const;
type Counted = {
  id: number;
  slug: string;
  name: string;
  /** With all filters. */
  found: number;
  /** With all filters but that of the category. */
  count: number;
  min: string | null;
  max: string | null;
  /** With at least so many stars as STARS says. */
  rated: number[];
  in_stock: number;
  on_sale: number;
};

/** What products are as a whole, in one look at all of them: how many of a category each filter would leave. */
async function countByCategory(context: Context, query: Filters): Promise<Counted[]> {
  const meets = (some: Filters) => and(...filters(context, some)) ?? sql`true`;
  const ofVariant = only(query, "size", "color", "in_stock");
  const stars = STARS.map(
    (least) => sql`count(*) filter (where of_category and of_price and of_sale and of_variant and rating >= ${least})`,
  );
  const rows = await context.db.execute<Omit<Counted, "id"> & { id: string }>(sql`
    with found as materialized (
      select ${categories.id}, ${categories.slug}, ${categories.name}, ${categories.position}, ${products.price}, ${products.rating},
        ${meets({ on_sale: true })} as is_reduced, ${meets({ ...ofVariant, in_stock: true })} as is_stocked,
        ${meets(only(query, "category", "category__slug"))} as of_category,
        ${meets(only(query, "price__gte", "price__lte"))} as of_price,
        ${meets(only(query, "rating__gte"))} as of_rating,
        ${meets(only(query, "on_sale"))} as of_sale,
        ${meets(ofVariant)} as of_variant
      from ${products} join ${categories} on ${eq(categories.id, products.category_id)}
      where ${and(visible(context), meets(only(query, "is_featured", "search")))})
    select id, slug, name,
      (count(*) filter (where of_category and of_price and of_rating and of_sale and of_variant))::int as found,
      (count(*) filter (where of_price and of_rating and of_sale and of_variant))::int as count,
      min(price) filter (where of_category and of_rating and of_sale and of_variant) as min,
      max(price) filter (where of_category and of_rating and of_sale and of_variant) as max,
      to_json(array[${sql.join(stars, sql`, `)}]) as rated,
      (count(*) filter (where of_category and of_price and of_rating and of_sale and is_stocked))::int as in_stock,
      (count(*) filter (where of_category and of_price and of_rating and of_variant and is_reduced))::int as on_sale
    from found group by id, slug, name, position order by position, id`);
  return rows.map(({ id, ...row }) => ({ ...row, id: Number(id) }));
}

const conditions = (context: Context, query: Filters) => and(visible(context), ...filters(context, query));

const countWhere = (what: SQL, wanted: SQL | undefined) =>
  sql<number>`count(${what}) filter (where ${wanted ?? sql`true`})`.mapWith(Number);

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
