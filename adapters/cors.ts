import { env } from "@/env";

const EXPOSED = "ETag, Idempotent-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After, X-Error-Code, X-Request-Id";
const ACCEPTED =
  "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Market, X-Request-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name";

const isKnown = (request: Request) => env().CORS_ORIGINS.includes(request.headers.get("origin") ?? "");

/** Lets pages of the origins that the shop names read the answer; cookies are never asked for. */
export function allowOrigin(request: Request, headers: Headers): void {
  headers.append("Vary", "Origin");
  if (!isKnown(request)) return;
  headers.set("Access-Control-Allow-Origin", request.headers.get("origin") ?? "");
  headers.set("Access-Control-Expose-Headers", EXPOSED);
}

/** What may be done here, for people who ask and for browsers that ask on behalf of another site's page. */
export function preflight(request: Request, allow: string): Response {
  const headers = new Headers({ Allow: allow });
  if (isKnown(request)) {
    headers.set("Access-Control-Allow-Methods", allow);
    headers.set("Access-Control-Allow-Headers", ACCEPTED);
    headers.set("Access-Control-Max-Age", "600");
  }
  return new Response(null, { status: 204, headers });
}
