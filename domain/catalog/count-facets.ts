import { type SQL, and, eq, sql } from "drizzle-orm";
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
  const [counted, { sizes, colors }] = await Promise.all([
    countByCategory(context, query),
    countByVariant(context, query),
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

type Value = { facet: "size" | "color"; value: string; count: number; hex: string | null };

/**
 * Sizes in the order in which products came to have them; colors, the usual ones first, with how the newest product that
 * comes in one shows it. What else is asked of a variant must be met by the same one.
 */
async function countByVariant(context: Context, query: Filters) {
  const wanted = (...but: (keyof Filters)[]) => {
    const rest = beyondScope(without(query, ...but));
    return and(...productConditions(context, rest), ...variantConditions(rest), outOfStock(context, rest)) ?? sql`true`;
  };
  const values = await context.db.execute<Value>(sql`
    with offered as materialized (
      select ${variants.id}, ${variants.product_id}, ${variants.size}, ${variants.color},
        ${wanted("size")} as for_sizes, ${wanted("color")} as for_colors
      from ${products} join ${categories} on ${eq(categories.id, products.category_id)}
        join ${variants} on ${eq(variants.product_id, products.id)}
        join ${inventory_pools} on ${eq(inventory_pools.id, variants.pool_id)}
      where ${and(visible(context), ...filters(context, scopeOf(query)), eq(variants.is_listed, true))}),
    sizes as (
      select size, bool_or(for_sizes) as is_wanted, min(id) as first from offered where size <> '' group by size, product_id),
    colors as (
      select color, product_id, bool_or(for_colors) as is_wanted from offered where color <> '' group by color, product_id)
    select 'size' as facet, size as value, (count(*) filter (where is_wanted))::int as count, null as hex, min(first) as place
    from sizes group by size
    union all
    select 'color', color, (count(*) filter (where is_wanted))::int,
      (select shown ->> 'hex' from ${products}, jsonb_array_elements(${products.colors}) as shown
        where ${eq(products.id, sql`max(colors.product_id)`)} and shown ->> 'name' = colors.color limit 1),
      -count(*)
    from colors group by color
    order by place, value`);
  const of = (facet: Value["facet"]) => values.filter((row) => row.facet === facet);
  return {
    sizes: of("size").map(({ value, count }) => ({ value, count })),
    colors: of("color").map(({ value, count, hex }) => ({ value, count, hex })),
  };
}

const outOfStock = (context: Context, query: Filters): SQL | undefined =>
  query.in_stock === false ? and(...filters(context, { in_stock: false })) : undefined;
