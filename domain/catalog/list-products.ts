import { type SQL, and, desc, sql } from "drizzle-orm";

import { products } from "@/db/schema";
import { Facets, Product, type ProductOrdering, ProductQuery } from "@/model/catalog";
import { pageOf } from "@/model/fields";

import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";
import { countFacets } from "./count-facets";
import { countProducts } from "./count-products";
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
    const found = await countProducts(context, query);
    const results = await readProducts(context.db, {
      where: and(visible(context), ...filters(context.db, query)),
      orderBy: ORDERINGS[query.ordering ?? (query.search ? "-rating" : "featured")],
      limit: pageSize(query),
      offset: pageOffset(query, found),
    });
    return { count: found, results, ...(query.facets && { facets: await countFacets(context, query) }) };
  },
});
