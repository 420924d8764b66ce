import { type SQL, and, desc, sql } from "drizzle-orm";
import { z } from "zod";

import { products } from "@/db/schema";
import { Facets, Product, type ProductOrdering, ProductQuery } from "@/model/catalog";
import { pageOf } from "@/model/fields";

import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";
import { type Search, readSearch } from "../search/read-search";
import { countFacets } from "./count-facets";
import { countProducts } from "./count-products";
import { filters, visible } from "./filters";
import { readProducts } from "./read-products";

const ORDERINGS: Record<Exclude<ProductOrdering, "relevance">, SQL[]> = {
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

/** By relevance where something is searched for, unless told otherwise. */
function orderOf(ordering: ProductOrdering | undefined, search: Search | undefined): SQL[] {
  if (ordering !== undefined && ordering !== "relevance") return ORDERINGS[ordering];
  return search ? [desc(search.rank)] : ORDERINGS.featured;
}

export const listProducts = operation({
  name: "list_products",
  summary: "Products, filtered, searched and ordered.",
  access: "public",
  paginated: true,
  isOutward: true,
  input: ProductQuery,
  output: pageOf(Product).extend({
    facets: Facets.optional(),
    corrected: z
      .string()
      .optional()
      .meta({ description: "What was searched for instead, where no product has a word that was typed." }),
  }),
  async run(context, { search: text, as_typed, ...query }) {
    const search = text?.trim() ? await readSearch(context, { text, as_typed }) : undefined;
    const narrowed = { ...query, search };
    const counting = query.facets
      ? countFacets(context, narrowed)
      : countProducts(context, narrowed).then((count) => ({ count, facets: undefined }));
    // The first page is there however many there are.
    const offset = query.page === "1" ? 0 : pageOffset(query, (await counting).count);
    const [{ count, facets }, results] = await Promise.all([
      counting,
      readProducts(context, {
        where: and(visible(context), ...filters(context, narrowed)),
        orderBy: orderOf(query.ordering, search),
        limit: pageSize(query),
        offset,
      }),
    ]);
    return {
      count,
      results,
      ...(facets && { facets }),
      ...(search?.corrected !== undefined && count > 0 && { corrected: search.corrected }),
    };
  },
});
