import { cookies, headers } from "next/headers";

import type { Context } from "@/domain/operation";
import { logOut } from "@/domain/users/log-out";

import { publicContext } from "./context";
import { guestCookie, guestCookieOptions, guestOf, newGuest } from "./guest";
import { requestLocale } from "./language";
import { linkCookie, linksOf } from "./order-links";
import { openSession, readSession, sessionCookie, sessionCookieOptions } from "./session";

/** The caller of a page or a server action: the session's user, or the guest of the cart cookie. */
export async function storefrontContext(): Promise<Context> {
  const jar = await cookies();
  const session = await readSession(jar.get(sessionCookie())?.value);
  const guest = guestOf(jar.get(guestCookie())?.value);
  const sent = await headers();
  const requestId = sent.get("x-request-id") ?? crypto.randomUUID();
  const address = sent.get("x-forwarded-for") ?? "";
  const links = linksOf(jar.get(linkCookie())?.value);
  return { ...publicContext(await requestLocale()), requestId, address, ...session, guest, links };
}

/** The same for an action that may write: someone without an account is given a guest's cookie. */
export async function shopperContext(): Promise<Context> {
  const context = await storefrontContext();
  if (context.user || context.guest) return context;
  const { secret, guest } = newGuest();
  (await cookies()).set(guestCookie(), secret, guestCookieOptions());
  return { ...context, guest };
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
  jar.delete(linkCookie());
  jar.delete(guestCookie());
}
