import type { Context } from "../operation";

export const CATALOG = "catalog";
/** The names and addresses of categories, which every page of a product shows. */
export const CATEGORIES = "categories";
export const productTag = (slug: string) => `product:${slug}`;
/** What its published reviews say, and how many found them helpful. */
export const reviewsTag = (productId: number) => `reviews:${productId}`;

/** Marks the pages of these products, and the lists that show their stock, as stale. */
export function touchProducts(context: Context, slugs: readonly string[]): void {
  context.touched.add(CATALOG);
  for (const slug of slugs) context.touched.add(productTag(slug));
}

export function touchCategories(context: Context): void {
  context.touched.add(CATALOG);
  context.touched.add(CATEGORIES);
}

/** Marks what is shown of a product's reviews as stale. */
export function touchReviews(context: Context, productId: number): void {
  context.touched.add(reviewsTag(productId));
}
