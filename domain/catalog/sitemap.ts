import { asc, count } from "drizzle-orm";
import { z } from "zod";

import { categories, products } from "@/db/schema";
import { Integer, Timestamp } from "@/model/fields";
import { PAGE_SLUGS } from "@/model/pages";

import { operation } from "../operation";
import { visible } from "./filters";

/** In every language that is well below the 50,000 addresses and 50 MB that sitemaps.org allows a file. */
const PRODUCTS_A_PART = 10_000;

const Entry = z.object({ path: z.string(), changed_at: Timestamp.nullable() });

export const readSitemap = operation({
  name: "read_sitemap",
  summary: "The addresses that search engines should know: the first part has all that is not a product.",
  access: "public",
  input: z.object({ part: Integer(1).optional() }),
  output: z.object({ parts: z.int(), entries: z.array(Entry) }),
  async run(context, { part = 1 }) {
    const { db } = context;
    const shown = visible({ ...context, user: null });
    const [[total], rows, groups] = await Promise.all([
      db.select({ count: count() }).from(products).where(shown),
      db
        .select({ slug: products.slug, updated_at: products.updated_at })
        .from(products)
        .where(shown)
        .orderBy(asc(products.id))
        .limit(PRODUCTS_A_PART)
        .offset((part - 1) * PRODUCTS_A_PART),
      part === 1 ? db.select().from(categories).orderBy(asc(categories.position), asc(categories.id)) : [],
    ]);
    const plain = part === 1 ? ["/", "/products", ...PAGE_SLUGS.map((slug) => `/${slug}`)] : [];
    return {
      parts: Math.max(1, Math.ceil((total?.count ?? 0) / PRODUCTS_A_PART)),
      entries: [
        ...plain.map((path) => ({ path, changed_at: null })),
        ...groups.map(({ slug, updated_at }) => ({ path: `/categories/${slug}`, changed_at: updated_at })),
        ...rows.map(({ slug, updated_at }) => ({ path: `/products/${slug}`, changed_at: updated_at })),
      ],
    };
  },
});
