import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { products } from "@/db/schema";
import { Product } from "@/model/catalog";
import { Key, Term } from "@/model/fields";

import { notFound } from "../errors";
import { type Context, operation } from "../operation";
import { visible } from "./filters";
import { readProducts } from "./read-products";

/** A product that the caller may see; throws 404 for any other. */
export async function getVisible(context: Context, condition: ReturnType<typeof eq>) {
  const [product] = await readProducts(context, { where: and(visible(context), condition), limit: 1 });
  if (!product) throw notFound();
  return product;
}

export const getProduct = operation({
  name: "get_product",
  summary: "One product with its variants, stock and pictures.",
  access: "public",
  input: Key,
  output: Product,
  find: (context, id) => getVisible(context, eq(products.id, id)),
  run: async (_context, _input, product) => product,
});

export const getProductBySlug = operation({
  name: "get_product_by_slug",
  summary: "One product by the name in its address.",
  access: "public",
  input: z.object({ slug: Term(200) }),
  output: Product,
  run: (context, { slug }) => getVisible(context, eq(products.slug, slug)),
});
