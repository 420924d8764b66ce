import { hash } from "node:crypto";

import { preconditionFailed } from "@/domain/errors";
import { type AnyOperation, type Context, repeatableRead } from "@/domain/operation";
import { LOCALE_HEADER } from "@/model/locales";

type Shape = { spec: AnyOperation["spec"] };

const tagOf = (text: string, isList: boolean) =>
  `${isList ? "W/" : ""}"${hash("sha256", text, "base64url").slice(0, 27)}"`;

/** What says whether a copy is still good; what is personal is not to be kept by anyone in between. */
export function validators(text: string, isOpen: boolean, { spec }: Shape): Record<string, string> {
  return {
    ETag: tagOf(text, spec.paginated === true),
    ...(isOpen && {
      "Cache-Control": "public, no-cache",
      Vary: `Accept, Accept-Language, Authorization, Cookie, Market, ${LOCALE_HEADER}`,
    }),
  };
}

const names = (header: string, etag: string, isWeak: boolean) =>
  header.trim() === "*" ||
  header.split(",").some((candidate) => {
    const one = candidate.trim();
    return isWeak ? one.replace(/^W\//, "") === etag.replace(/^W\//, "") : one === etag;
  });

/** 304 when the caller's copy is still good. */
export function conditional(request: Request, response: Response): Response {
  const asked = request.headers.get("if-none-match");
  const etag = response.headers.get("etag");
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || asked === null || etag === null || !names(asked, etag, true)) return response;
  const headers = new Headers(response.headers);
  headers.delete("Content-Type");
  return new Response(null, { status: 304, headers });
}

type Target = Shape & { current: AnyOperation | undefined; path: object };

/**
 * Runs a change only if the object is still as the caller read it (If-Match), else throws 412. Comparing and changing
 * are one transaction that fails when someone else changes the row between them.
 */
export async function requireMatch(
  context: Context,
  request: Request,
  { spec, current, path }: Target,
  run: (context: Context) => Promise<Response>,
): Promise<Response> {
  const asked = request.headers.get("if-match");
  if (asked === null || !current) return run(context);
  const assertUnchanged = async (inside: Context) => {
    const body = await current.execute(inside, path, () => Promise.resolve({}));
    if (!names(asked, tagOf(JSON.stringify(body), false), false)) throw preconditionFailed();
  };
  const guarded = async (inside: Context) => {
    await assertUnchanged(inside);
    return run(inside);
  };
  // An operation that asks others while it runs cannot do so inside a transaction: it compares again under its own lock.
  return spec.isOutward ? guarded({ ...context, assertUnchanged }) : repeatableRead(context, guarded);
}
