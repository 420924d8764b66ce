import { cookies, headers } from "next/headers";

import type { Context } from "@/domain/operation";
import { randomSecret, sha256 } from "@/domain/secrets";
import { logOut } from "@/domain/users/log-out";
import { CART_LIFETIME_DAYS } from "@/model/cart";

import { publicContext } from "./context";
import { cookieName, cookieOptions, openSession, readSession, sessionCookie, sessionCookieOptions } from "./session";

const guestCookie = () => cookieName("guest");

/** The caller of a page or a server action: the session's user, or the guest of the cart cookie. */
export async function storefrontContext(): Promise<Context> {
  const jar = await cookies();
  const session = await readSession(jar.get(sessionCookie())?.value);
  const guest = jar.get(guestCookie())?.value;
  const sent = await headers();
  const requestId = sent.get("x-request-id") ?? crypto.randomUUID();
  const address = sent.get("x-forwarded-for") ?? "";
  return { ...publicContext(), requestId, address, ...session, guest: guest ? sha256(guest) : null };
}

/** The same for an action that may write: someone without an account is given a guest's cookie. */
export async function shopperContext(): Promise<Context> {
  const context = await storefrontContext();
  if (context.user || context.guest) return context;
  const secret = randomSecret();
  (await cookies()).set(guestCookie(), secret, cookieOptions(CART_LIFETIME_DAYS * 86_400));
  return { ...context, guest: sha256(secret) };
}

/** Signs a browser in; what the guest's cookie was good for is over. */
export async function startSession(userId: number): Promise<void> {
  const jar = await cookies();
  const agent = (await headers()).get("user-agent") ?? "";
  jar.set(sessionCookie(), await openSession(userId, agent), sessionCookieOptions());
  jar.delete(guestCookie());
}

/** Signs a browser out: its session is dead at once, also for copies of the cookie, and the next guest starts empty. */
export async function stopSession(): Promise<void> {
  const jar = await cookies();
  const context = await storefrontContext();
  if (context.user) await logOut(context, {});
  jar.delete(sessionCookie());
  jar.delete(guestCookie());
}
