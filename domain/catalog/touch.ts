import type { Context } from "../operation";

export const CATALOG = "catalog";
export const productTag = (slug: string) => `product:${slug}`;

/** Marks the pages of these products, and the lists that show their stock, as stale. */
export function touchProducts(context: Context, slugs: readonly string[]): void {
  context.touched.add(CATALOG);
  for (const slug of slugs) context.touched.add(productTag(slug));
}
