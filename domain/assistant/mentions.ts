import { and, inArray } from "drizzle-orm";
import { z } from "zod";

import { products } from "@/db/schema";

import { visible } from "../catalog/filters";
import { type ProductInput, readProducts } from "../catalog/read-products";
import type { Context } from "../operation";

const MAX_PRODUCTS = 12;
const Product = z.object({ id: z.int(), name: z.string(), price: z.string() });

/** The ids of the products that a tool has shown, wherever in its output they stand. */
export function productIdsIn(output: unknown): number[] {
  if (typeof output !== "object" || output === null) return [];
  const { data } = Product.safeParse(output);
  return data ? [data.id] : Object.values(output).flatMap(productIdsIn);
}

/** Products by their ids, in that order, as the shop knows them now and as far as the caller may see them. */
export async function readByIds(context: Context, ids: readonly number[]): Promise<ProductInput[]> {
  if (ids.length === 0) return [];
  const where = and(visible(context), inArray(products.id, [...ids]));
  const found = new Map((await readProducts(context.db, { where, limit: ids.length })).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Which of the candidates a text names, in its order. A long name is looked for before one that is a part of it. */
export function mentionedIn<P extends { id: number; name: string }>(text: string, candidates: readonly P[]): P[] {
  let rest = text;
  const found: { at: number; product: P }[] = [];
  for (const product of candidates.toSorted((one, other) => other.name.length - one.name.length)) {
    const name = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(product.name)}(?![\\p{L}\\p{N}])`, "giu");
    const at = rest.search(name);
    if (at < 0) continue;
    found.push({ at, product });
    rest = rest.replace(name, (whole) => "\0".repeat(whole.length));
  }
  return found
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MAX_PRODUCTS)
    .map(({ product }) => product);
}
