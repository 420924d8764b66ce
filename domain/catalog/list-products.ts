import { type SQL, and, count, desc, eq, sql } from "drizzle-orm";

import { categories, products } from "@/db/schema";
import { Facets, Product, type ProductOrdering, ProductQuery } from "@/model/catalog";
import { pageOf } from "@/model/fields";

import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";
import { countFacets } from "./count-facets";
import { filters, visible } from "./filters";
import { readProducts } from "./read-products";

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
  output: pageOf(Product).extend({ facets: Facets.optional() }),
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
    return { count: found, results, ...(query.facets && { facets: await countFacets(context, query) }) };
  },
});
