import { db } from "@/db";
import { authenticationFailed, forbidden } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { userOfToken } from "@/domain/users/credentials";
import { env } from "@/env";
import { DEFAULT_LOCALE, LOCALE_HEADER, type Locale, isLocale } from "@/model/locales";
import { HOME_MARKET, marketNamed, marketOfLocale } from "@/model/markets";

import { cookieOf } from "./cookies";
import { guestCookie, guestOf } from "./guest";
import { preferredLocale } from "./negotiate";
import { readSession, sessionCookie } from "./session";

/** Nobody in particular, on pages of a language: what kept pages and jobs act as. */
export const publicContext = (locale: Locale = DEFAULT_LOCALE): Context => ({
  db: db(),
  locale,
  market: marketOfLocale(locale),
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

/** By this header a client says in which market it shops; our own pages say their language instead. */
const MARKET_HEADER = "market";

/** The language and the market of a page of ours that asks, or those that a client names. */
function placeOf(request: Request): Pick<Context, "locale" | "market"> {
  const page = request.headers.get(LOCALE_HEADER) ?? "";
  if (isLocale(page)) return { locale: page, market: marketOfLocale(page) };
  return { locale: preferredLocale(request), market: marketNamed(request.headers.get(MARKET_HEADER)) };
}

/** A caller that only a token makes anyone: cookies count for nothing. Throws 401. */
export async function tokenContext(request: Request, requestId = requestIdOf(request)): Promise<Context> {
  const address = request.headers.get("x-forwarded-for") ?? "";
  const context = { ...publicContext(), ...placeOf(request), requestId, address, signal: request.signal };
  const token = tokenOf(request);
  return token ? atHome({ ...context, ...(await userOfToken(context.db, token)) }) : context;
}

/** An admin reads texts and prices as they are kept, since they may be written back. */
const atHome = (context: Context): Context =>
  context.user?.role === "admin" ? { ...context, locale: DEFAULT_LOCALE, market: HOME_MARKET } : context;

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
  return atHome({ ...context, ...session, guest });
}
