import { and, asc, eq, isNull, min } from "drizzle-orm";
import { z } from "zod";

import { categories, products, variants } from "@/db/schema";
import { Term } from "@/model/fields";

import { operation } from "../operation";

export const getFacets = operation({
  name: "get_facets",
  summary: "The sizes and colors that the products of a category, or of the whole shop, come in.",
  access: "public",
  input: z.object({ category__slug: Term(140).optional() }),
  output: z.object({ sizes: z.array(z.string()), colors: z.array(z.string()) }),
  async run({ db }, { category__slug }) {
    const rows = await db
      .select({ size: variants.size, color: variants.color, first: min(variants.id) })
      .from(variants)
      .innerJoin(products, eq(products.id, variants.product_id))
      .innerJoin(categories, eq(categories.id, products.category_id))
      .where(
        and(
          eq(variants.is_listed, true),
          eq(products.is_active, true),
          isNull(products.deleted_at),
          category__slug === undefined ? undefined : eq(categories.slug, category__slug),
        ),
      )
      .groupBy(variants.size, variants.color)
      .orderBy(asc(min(variants.id)));
    const unique = (values: string[]) => [...new Set(values)].filter(Boolean);
    return {
      sizes: unique(rows.map(({ size }) => size)),
      colors: unique(rows.map(({ color }) => color)).toSorted((a, b) => a.localeCompare(b, "en")),
    };
  },
});
