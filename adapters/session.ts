import { decode, encode } from "next-auth/jwt";

import { db } from "@/db";
import { createSession, userOfSession } from "@/domain/users/credentials";
import { env } from "@/env";

export const SESSION_MAX_AGE_S = 30 * 86_400;
const isSecure = () => env().APP_URL.startsWith("https:");
/** The prefix makes a browser refuse the cookie from anyone but this host over HTTPS. */
export const cookieName = (name: string) => (isSecure() ? `__Host-${name}` : name);
export const cookieOptions = (maxAgeS: number) => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: isSecure(),
  maxAge: maxAgeS,
});
export const sessionCookie = () => cookieName("session");

/** The value of a new session's cookie: a sealed token that names a row, and the row decides on every request. */
export async function openSession(userId: number, userAgent: string): Promise<string> {
  const sid = await createSession(db(), userId, userAgent);
  return encode({
    token: { sid, sub: String(userId) },
    secret: env().AUTH_SECRET,
    maxAge: SESSION_MAX_AGE_S,
  });
}
export const sessionCookieOptions = () => cookieOptions(SESSION_MAX_AGE_S);

async function sessionId(cookie: string): Promise<string | null> {
  try {
    const token = await decode({ token: cookie, secret: env().AUTH_SECRET });
    return typeof token?.["sid"] === "string" ? token["sid"] : null;
  } catch {
    return null;
  }
}

/** The user of the session that a cookie names, while both are alive. */
export async function readSession(cookie: string | undefined) {
  const sid = cookie ? await sessionId(cookie) : null;
  return sid ? userOfSession(db(), sid) : null;
}
