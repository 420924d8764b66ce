import { randomSecret, sha256 } from "@/domain/secrets";
import { CART_LIFETIME_DAYS } from "@/model/cart";

import { cookieName, cookieOptions } from "./session";

/** Someone without an account: what belongs to them is kept under the hash of a cookie. */
export const guestCookie = () => cookieName("guest");
export const guestCookieOptions = () => cookieOptions(CART_LIFETIME_DAYS * 86_400);
export const guestOf = (secret: string | undefined) => (secret ? sha256(secret) : null);

/** A guest's new cookie, and who they are by it. */
export function newGuest() {
  const secret = randomSecret();
  return { secret, guest: sha256(secret) };
}
