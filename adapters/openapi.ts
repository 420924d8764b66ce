import { z } from "zod";
import { type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject, createDocument } from "zod-openapi";

import { STORE } from "@/model/store";

import type { Endpoint, Method } from "./endpoint";
import { links } from "./pages";

/** An endpoint and where it is served; path as OpenAPI writes it, such as /api/v1/products/{id}/. */
export type Route = { path: string; method: Method; endpoint: Endpoint };
/** A route, and whether its address can be read: only then is there something to compare If-Match with. */
type Placed = Route & { isReadable: boolean };

const Detail = z
  .looseObject({
    detail: z.string().meta({ description: "A sentence for people." }),
    code: z.string().meta({ description: "A word for programs.", example: "not_found" }),
  })
  .meta({ id: "Detail" });
const FieldErrors = z.record(z.string(), z.unknown()).meta({
  id: "FieldErrors",
  description: "Messages by field; those of no one field under non_field_errors. Lists and objects nest.",
  example: { quantity: ["A valid integer is required."] },
});
const Problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457, for those who accept application/problem+json." });

const named = (id: string, description: string, example: string) =>
  z.string().meta({ description, example, header: { id } });
const COMMON = {
  "X-Request-Id": named("XRequestId", "Names this request in the shop's log.", "0198f0c2-7d3e-7c1a-9a53-0c8b5f2f9d11"),
};
const LIMITED = {
  "RateLimit-Policy": named(
    "RateLimitPolicy",
    "The limit that counts here (draft 10 of RateLimit header fields for HTTP).",
    '"writes";q=120;w=60',
  ),
  RateLimit: named("RateLimit", "What is left of it.", '"writes";r=119;t=60'),
};
const RETRY = { "Retry-After": named("RetryAfter", "Seconds to wait.", "30") };
const TAG = '"mB0y1Rr9c3XcZ8m7nQw2vK5tLpA"';
const ETAG = { ETag: named("ETag", "Names this state of the object, for If-None-Match and If-Match.", TAG) };

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
type More = { id?: string; headers?: z.ZodRawShape; schema?: z.ZodType };
const refusal = (description: string, { id, headers = {}, schema = Detail }: More = {}) => ({
  ...(id && { id }),
  description,
  headers: z.object({ ...COMMON, ...headers }),
  content: { ...json(schema), "application/problem+json": { schema: Problem } },
});

/** The refusals that are the same wherever they come. */
const REFUSED = {
  invalid: refusal("The input is not valid, or the body could not be read.", {
    id: "Invalid",
    schema: z.union([Detail, FieldErrors]),
  }),
  unauthenticated: refusal("No credentials, or not valid ones.", {
    id: "Unauthenticated",
    headers: { "WWW-Authenticate": named("WWWAuthenticate", "Always Token.", "Token") },
  }),
  forbidden: refusal("Not allowed to this user, or sent by a page of another site.", { id: "Forbidden" }),
  noPage: refusal("There is no such page.", { id: "NoPage" }),
  notFound: refusal("Not found: missing, or another's.", { id: "NotFound" }),
  notAcceptable: refusal("Nothing that the Accept header names is spoken here.", { id: "NotAcceptable" }),
  changed: refusal("The object has changed since it was read (If-Match).", { id: "Changed" }),
  tooLarge: refusal("The body is too large.", { id: "TooLarge" }),
  unsupported: refusal("The body is of a type that is not taken.", { id: "Unsupported" }),
  keyReused: refusal("The Idempotency-Key was used for another request.", { id: "KeyReused" }),
  throttled: refusal("Asked too often.", { id: "Throttled", headers: RETRY }),
  broken: refusal("Something broke on our side; the request id names it.", { id: "Broken" }),
};

const takesBody = (method: Method) => method === "POST" || method === "PUT" || method === "PATCH";

function success({ method, endpoint: { spec, status } }: Placed): ZodOpenApiResponsesObject {
  const output = spec.paginated && spec.output instanceof z.ZodObject ? spec.output.extend(links) : spec.output;
  const isRead = method === "GET";
  const headers = z.object({ ...COMMON, ...LIMITED, ...(status !== 204 && ETAG) });
  return {
    [`${status}`]: { description: spec.summary, headers, ...(status !== 204 && { content: json(output) }) },
    ...(isRead && { 304: { description: "The copy that If-None-Match names is still good.", headers } }),
  };
}

/** Every refusal that an endpoint can give, in the order in which they are found. */
function refusals({ path, method, endpoint, isReadable }: Placed): ZodOpenApiResponsesObject {
  const { spec } = endpoint;
  const isUnsafe = method !== "GET";
  const isChange = isUnsafe && method !== "POST";
  const hasFields = isUnsafe || Object.keys(spec.input.shape).length > 0;
  const conflicts = [
    spec.refusals?.[409],
    method === "POST" && "idempotency_in_flight: a request with this key is under way.",
  ];
  const conflict = conflicts.filter(Boolean).join(" Or ");
  return {
    ...(hasFields && { 400: REFUSED.invalid }),
    401: REFUSED.unauthenticated,
    ...((isUnsafe || spec.access === "admin") && { 403: REFUSED.forbidden }),
    ...((path.includes("{") || spec.refusals?.[404]) && { 404: REFUSED.notFound }),
    ...(spec.paginated && { 404: REFUSED.noPage }),
    406: REFUSED.notAcceptable,
    ...(conflict && { 409: refusal(conflict, method === "POST" ? { headers: RETRY } : {}) }),
    ...(isChange && isReadable && { 412: REFUSED.changed }),
    ...(takesBody(method) && { 413: REFUSED.tooLarge, 415: REFUSED.unsupported }),
    ...(method === "POST" && { 422: REFUSED.keyReused }),
    429: REFUSED.throttled,
    ...Object.fromEntries(
      Object.entries(spec.refusals ?? {})
        .filter(([code]) => code !== "404" && code !== "409")
        .map(([code, words]) => [code, refusal(words, code === "503" ? { headers: RETRY } : {})]),
    ),
    500: REFUSED.broken,
  };
}

const condition = (id: string, description: string, example: string) =>
  z.string().optional().meta({ description, example, param: { id } });
const IF_NONE_MATCH = { "If-None-Match": condition("If-None-Match", "An ETag that the caller has a copy of.", TAG) };
const IF_MATCH = {
  "If-Match": condition("If-Match", "The ETag that was read: a change made meanwhile is refused.", TAG),
};
const KEY = {
  "Idempotency-Key": condition(
    "Idempotency-Key",
    "Sent again with the same body within 48 hours, the first answer comes again.",
    "0198f0c2-7d3e",
  ),
};

function describe(route: Placed): ZodOpenApiOperationObject {
  const { path, method, endpoint, isReadable } = route;
  const { spec, forms, operationId } = endpoint;
  const hasId = path.includes("{id}");
  const fields = spec.input.omit("id" in spec.input.shape ? { id: true } : {});
  const isEmpty = Object.keys(fields.shape).length === 0;
  const content = forms ? { ...json(fields), "application/x-www-form-urlencoded": { schema: fields } } : json(fields);
  const conditions = method === "GET" ? IF_NONE_MATCH : method === "POST" ? KEY : isReadable ? IF_MATCH : {};
  return {
    operationId,
    summary: spec.summary,
    tags: [tagOf(path)],
    ...(spec.access === "public" && { security: [{}, { token: [] }] }),
    requestParams: {
      ...(hasId && { path: z.object({ id: z.int().min(1).meta({ example: 1 }) }) }),
      ...(!takesBody(method) && !isEmpty && { query: fields }),
      header: z.object(conditions),
    },
    ...(takesBody(method) && !isEmpty && { requestBody: { required: method !== "PATCH", content } }),
    responses: { ...success(route), ...refusals(route) },
  };
}

const TAGS: Record<string, string> = {
  api: "What there is, and this document.",
  cart: "The caller's cart.",
  categories: "The categories of the shop.",
  "order-items": "The lines of orders.",
  orders: "Orders: placed from the cart, paid, shipped, cancelled.",
  payment: "Paying for an order, and giving money back.",
  products: "What the shop sells.",
  token: "A token for a name and a password.",
  tokens: "The caller's tokens, by name: made, listed, ended.",
  users: "Accounts.",
};
const tagOf = (path: string) => {
  const name = path.split("/")[3] ?? "";
  return name in TAGS ? name : "api";
};

const INTRODUCTION = `The shop over REST, in the manners of Django REST framework. Paths work with and without the slash at their end.

Send \`Authorization: Token <key>\` with the key that \`POST /api/v1/token/\` answers. Money is text with two digits, times are ISO 8601 in UTC.
Lists come in pages: \`page\` from 1, \`page_size\` at most 100. Errors are \`{"detail", "code"}\` or messages by field; accept
\`application/problem+json\` to get RFC 9457 instead.`;

/** Describes the API from the same objects that serve it: OpenAPI 3.1. */
export function openapi(routes: readonly Route[]) {
  const readable = new Set(routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const described = describe({ ...route, isReadable: readable.has(route.path) });
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: described };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: `${STORE.name} API`,
      version: "1.0.0",
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: STORE.name, url: "https://kiln-and-loom.example/about" },
    },
    servers: [{ url: "http://localhost:3000", description: "The shop that serves this document." }],
    security: [{ token: [] }, { session: [] }],
    tags: Object.entries(TAGS)
      .filter(([name]) => routes.some(({ path }) => tagOf(path) === name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "`Token <key>` (or `Bearer <key>`), with the key that `POST /api/v1/token/` answers.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "session",
          description: "The storefront's own sign-in, from its own pages only.",
        },
      },
    },
  });
}
