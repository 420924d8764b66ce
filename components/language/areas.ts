/** The messages that components in the browser say begin with one of these words. What only the server says begins with another. */
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
  "problems",
  "account",
  "assistant",
];
