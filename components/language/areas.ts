/** The messages that components in the browser say begin with one of these words. */
export const BROWSER_AREAS: readonly string[] = [
  "ui",
  "layout",
  "search",
  "catalog",
  "cart",
  "wishlist",
  "reviews",
  "recent",
  "checkout",
  "account",
  "assistant",
];
