import { isOrderKey, orderKey } from "@/domain/orders/order-links";

import { cookieName, cookieOptions } from "./session";

const MOST = 10;
/** The orders whose mailed link this browser has opened, until it is closed: so that no address need carry the key. */
export const linkCookie = () => cookieName("orders");

const pairsOf = (cookie = "") =>
  cookie.split("~").flatMap((pair) => {
    const [number = "", key = ""] = pair.split(".");
    return isOrderKey(number, key) ? [number] : [];
  });

export const linksOf = (cookie: string | undefined): string[] => pairsOf(cookie).slice(0, MOST);

/** The cookie with one order more; undefined for a key that is none. */
export function withLink(cookie: string | undefined, number: string, key: string) {
  if (!isOrderKey(number, key)) return undefined;
  const numbers = [number, ...linksOf(cookie).filter((known) => known !== number)].slice(0, MOST);
  const { maxAge: _, ...options } = cookieOptions(0);
  return { name: linkCookie(), value: numbers.map((known) => `${known}.${orderKey(known)}`).join("~"), ...options };
}
