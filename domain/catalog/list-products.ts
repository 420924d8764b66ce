import { type SQL, and, count, desc, eq, exists, gt, gte, ilike, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { z } from "zod";

import type { Db } from "@/db";
import { categories, inventory_pools, products, variants } from "@/db/schema";
import { Product, type ProductOrdering, ProductQuery } from "@/model/catalog";
import { pageOf } from "@/model/fields";

import { type Context, operation } from "../operation";
import { containing, pageOffset, pageSize } from "../paging";
import { readProducts } from "./read-products";

/** What a shopper may see; an admin sees hidden products as well. */
export const visible = (context: Context) =>
  and(isNull(products.deleted_at), context.user?.role === "admin" ? undefined : eq(products.is_active, true));

const ORDERINGS: Record<ProductOrdering, SQL[]> = {
  featured: [desc(products.is_featured), desc(products.created_at)],
  price: [sql`${products.price}`],
  "-price": [desc(products.price)],
  created_at: [sql`${products.created_at}`],
  "-created_at": [desc(products.created_at)],
  name: [sql`lower(${products.name})`],
  "-name": [sql`lower(${products.name}) desc`],
  rating: [sql`${products.rating} asc nulls first`],
  "-rating": [sql`${products.rating} desc nulls last`, desc(products.review_count)],
};

export const listProducts = operation({
  name: "list_products",
  summary: "Products, filtered, searched and ordered.",
  access: "public",
  paginated: true,
  input: ProductQuery,
  output: pageOf(Product),
  async run(context, query) {
    const where = and(visible(context), ...filters(context.db, query));
    const [total] = await context.db
      .select({ count: count() })
      .from(products)
      .innerJoin(categories, eq(categories.id, products.category_id))
      .where(where);
    const found = total?.count ?? 0;
    const results = await readProducts(context.db, {
      where,
      orderBy: ORDERINGS[query.ordering ?? (query.search ? "-rating" : "featured")],
      limit: pageSize(query),
      offset: pageOffset(query, found),
    });
    return { count: found, results };
  },
});

function filters(db: Db, query: z.output<typeof ProductQuery>): (SQL | undefined)[] {
  const { size, color } = query;
  const variantWhere = [
    size === undefined ? undefined : eq(variants.size, size),
    color === undefined ? undefined : eq(variants.color, color),
    query.in_stock ? gt(inventory_pools.on_hand, inventory_pools.reserved) : undefined,
  ].filter((condition) => condition !== undefined);
  const anyVariant = (...conditions: SQL[]) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(variants)
        .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
        .where(and(eq(variants.product_id, products.id), ...conditions)),
    );
  return [
    query.category === undefined ? undefined : eq(products.category_id, query.category),
    query.category__slug === undefined ? undefined : eq(categories.slug, query.category__slug),
    query.price__gte === undefined ? undefined : gte(products.price, query.price__gte),
    query.price__lte === undefined ? undefined : lte(products.price, query.price__lte),
    query.is_featured === undefined ? undefined : eq(products.is_featured, query.is_featured),
    query.rating__gte === undefined ? undefined : gte(products.rating, String(query.rating__gte)),
    query.on_sale === undefined
      ? undefined
      : query.on_sale
        ? isNotNull(products.compare_at_price)
        : isNull(products.compare_at_price),
    query.in_stock === false
      ? sql`not ${anyVariant(gt(inventory_pools.on_hand, inventory_pools.reserved))}`
      : undefined,
    variantWhere.length > 0 ? anyVariant(...variantWhere) : undefined,
    ...(query.search ?? "").split(/\s+/).filter(Boolean).map(matching),
  ];
}

/** Every word of the search must appear somewhere in what the product says of itself. */
const matching = (word: string) =>
  or(
    ilike(products.name, containing(word)),
    ilike(products.tagline, containing(word)),
    ilike(products.description, containing(word)),
    ilike(categories.name, containing(word)),
    ilike(sql`array_to_string(${products.tags}, ' ')`, containing(word)),
  );
