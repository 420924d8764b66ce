import { db } from "@/db";
import { authenticationFailed, forbidden } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { userOfToken } from "@/domain/users/credentials";
import { env } from "@/env";

import { cookieOf } from "./cookies";
import { guestCookie, guestOf } from "./guest";
import { readSession, sessionCookie } from "./session";

/** Nobody in particular: what cached pages and jobs act as. */
export const publicContext = (): Context => ({
  db: db(),
  user: null,
  credential: null,
  guest: null,
  requestId: crypto.randomUUID(),
  address: "",
  touched: new Set(),
});

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const OWN_TOKEN = /^cw_/;

export const requestIdOf = (request: Request) => {
  const given = request.headers.get("x-request-id") ?? "";
  return /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
};

/** The token of the Authorization header: Token as clients of Django know it, Bearer when it is one of ours. */
function tokenOf(request: Request): string | null {
  const [scheme = "", token, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/\s+/);
  const kind = scheme.toLowerCase();
  if (kind === "bearer") return token && OWN_TOKEN.test(token) ? token : null;
  if (kind !== "token") return null;
  if (!token) throw authenticationFailed("Invalid token header. No credentials provided.");
  if (rest.length > 0) throw authenticationFailed("Invalid token header. Token string should not contain spaces.");
  return token;
}

/** Whether one of our own pages sent the request, as browsers say. */
export function isFromOwnPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site ? site === "same-origin" : request.headers.get("origin") === env().APP_URL;
}

/** A cookie acts for its owner only when one of our own pages sent the request. */
function refuseCrossSite(request: Request): void {
  if (!SAFE.has(request.method) && !isFromOwnPage(request)) throw forbidden("This request came from another site.");
}

/** A caller that only a token makes anyone: cookies count for nothing. Throws 401. */
export async function tokenContext(request: Request, requestId = requestIdOf(request)): Promise<Context> {
  const address = request.headers.get("x-forwarded-for") ?? "";
  const context = { ...publicContext(), requestId, address, signal: request.signal };
  const token = tokenOf(request);
  return token ? { ...context, ...(await userOfToken(context.db, token)) } : context;
}

/**
 * The caller of a REST request: a token, or the session of one of the storefront's own pages. Throws 401, 403. The
 * guest's cookie of those pages counts only where an endpoint says so.
 */
export async function requestContext(
  request: Request,
  requestId = requestIdOf(request),
  takesGuests = false,
): Promise<Context> {
  const context = await tokenContext(request, requestId);
  if (context.user) return context;
  const session = await readSession(cookieOf(request, sessionCookie()));
  const guest = takesGuests ? guestOf(cookieOf(request, guestCookie())) : null;
  if (session || guest) refuseCrossSite(request);
  return { ...context, ...session, guest };
}
