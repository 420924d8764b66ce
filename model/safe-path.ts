/** Only a path of this shop: never another site. */
export const safePath = (path: unknown): string =>
  typeof path === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : "/account";
