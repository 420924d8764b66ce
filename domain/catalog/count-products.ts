import { and, count, eq, sum } from "drizzle-orm";

import { categories, product_counts, products } from "@/db/schema";

import type { Context } from "../operation";
import { type Filters, categoryConditions, filters, seesHidden, visible } from "./filters";

/** How many products a list has. Where nothing but the category narrows it, that is known without looking at them. */
export async function countProducts(context: Context, query: Filters): Promise<number> {
  const { category: _, category__slug: __, ...others } = query;
  const isNarrowed = filters(context, others).some((condition) => condition !== undefined);
  const [row] = await (isNarrowed ? countRows(context, query) : readCounts(context, query));
  return row?.count ?? 0;
}

const countRows = (context: Context, query: Filters) =>
  context.db
    .select({ count: count() })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(and(visible(context), ...filters(context, query)));

const readCounts = (context: Context, query: Filters) =>
  context.db
    .select({ count: sum(product_counts.count).mapWith(Number) })
    .from(product_counts)
    .innerJoin(categories, eq(categories.id, product_counts.category_id))
    .where(and(...categoryConditions(query), seesHidden(context) ? undefined : eq(product_counts.is_active, true)));
