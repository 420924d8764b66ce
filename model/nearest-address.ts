import { DEFAULT_LOCALE, isLocale, localized, nearestLocale } from "./locales";
import { PAGE_SLUGS } from "./pages";

/** What the addresses of pages begin with. */
export const PLACES: readonly string[] = [
  ...PAGE_SLUGS,
  "account",
  "cart",
  "categories",
  "checkout",
  "find-order",
  "forgot-password",
  "orders",
  "products",
  "register",
  "reset-password",
  "search",
  "sign-in",
  "stock-alerts",
  "wishlist",
  "wishlists",
];
/** "it", "de-AT" or "gsw-CH"; three letters alone are a word. */
const TAG = String.raw`([a-z]{2}|[a-z]{3}(?=-))((?:-[a-z0-9]{2,8})*)`;
const ELSEWHERE = new RegExp(String.raw`^/${TAG}(/(?:${PLACES.join("|")})(?:[/?].*)?|/?(?:\?.*)?)$`, "i");

/** Where an address in a language that the shop does not speak leads: to the same page in the nearest that it does. */
export function nearestAddress(address: string): string | undefined {
  const [, language = "", region = "", rest = ""] = ELSEWHERE.exec(address) ?? [];
  if (!language || isLocale(language + region)) return undefined;
  const locale = nearestLocale(language) ?? DEFAULT_LOCALE;
  return localized(locale, rest.startsWith("/") ? rest : `/${rest}`);
}
