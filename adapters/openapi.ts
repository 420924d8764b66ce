import { z } from "zod";
import {
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
  createDocument,
} from "zod-openapi";

import { HOME_MARKET, MARKETS } from "@/model/markets";
import { STORE } from "@/model/store";

import { codeSamples } from "./code-samples";
import { exampleOf, explain } from "./explain";
import { links } from "./pages";
import { COMMON, named, refusals, takesBody } from "./refusals";
import type { Placed, Route } from "./route";

/** Where the written document says the shop is; a shop that serves it puts its own address in. */
const EXAMPLE_ORIGIN = "http://localhost:3000";

const LIMITED = {
  "RateLimit-Policy": named(
    "RateLimitPolicy",
    "The limit that counts here (draft 10 of RateLimit header fields for HTTP).",
    '"writes";q=120;w=60',
  ),
  RateLimit: named("RateLimit", "What is left of it.", '"writes";r=119;t=60'),
};
const TAG = '"mB0y1Rr9c3XcZ8m7nQw2vK5tLpA"';
const ETAG = { ETag: named("ETag", "Names this state of the object, for If-None-Match and If-Match.", TAG) };

const EVENTS = z.string().meta({
  id: "EventStream",
  description:
    "The same as it comes, for those who accept it: delta events with a part of the text, then what else there is, then done; or error, as in the body of a refusal.",
  example: 'event: delta\ndata: {"text":"Hello!"}\n\nevent: done\ndata: {}\n\n',
});

const FILE = z.string().meta({ format: "binary", description: "The file." });

function success({ method, endpoint: { spec, status, file } }: Placed): ZodOpenApiResponsesObject {
  const output = spec.paginated && spec.output instanceof z.ZodObject ? spec.output.extend(links) : spec.output;
  const isRead = method === "GET";
  const headers = z.object({ ...COMMON, ...LIMITED, ...(status !== 204 && ETAG) });
  const content = file
    ? { [file.type]: { schema: FILE } }
    : {
        "application/json": { schema: output },
        ...(spec.events && { "text/event-stream": { schema: EVENTS } }),
      };
  return {
    [`${status}`]: { description: spec.summary, headers, ...(status !== 204 && { content }) },
    ...(isRead && { 304: { description: "The copy that If-None-Match names is still good.", headers } }),
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

const MARKET = {
  Market: condition(
    "Market",
    `In whose currency prices are told, and an order is placed: ${MARKETS.map(({ id, currency }) => `${id} (${currency})`).join(" or ")}; ${HOME_MARKET.id} for any other. An admin is always at home.`,
    "eu",
  ),
};
/** What has prices in it that depend on the market. */
const PRICED = new Set([
  "cart",
  "chat",
  "orders",
  "pages",
  "products",
  "search",
  "shipping-methods",
  "store",
  "wishlist",
  "wishlists",
]);

const A_UUID = "6f1c3a52-8d0e-4b7a-9c2f-1e5d7b9a3c40";
/** Most ids are numbers; some are UUIDs, or one of a few names. */
function pathIdOf({ shape: { id } }: z.ZodObject) {
  if (id instanceof z.ZodUUID) return { schema: z.uuid(), example: A_UUID };
  if (id instanceof z.ZodEnum) return { schema: id, example: String(id.options[0]) };
  return { schema: z.int().min(1), example: 1 };
}

function describe(route: Placed): ZodOpenApiOperationObject {
  const { path, method, endpoint, isReadable } = route;
  const { spec, forms, operationId, status, file } = endpoint;
  const hasId = path.includes("{id}");
  const fields = spec.input.omit("id" in spec.input.shape ? { id: true } : {});
  const isEmpty = Object.keys(fields.shape).length === 0;
  const { schema: idSchema, example: idExample } = pathIdOf(spec.input);
  const hasBody = takesBody(method) && !isEmpty;
  const body = hasBody ? exampleOf(fields) : undefined;
  const taken = { schema: fields, example: body };
  const content = { "application/json": taken, ...(forms && { "application/x-www-form-urlencoded": taken }) };
  const conditions = method === "GET" ? IF_NONE_MATCH : method === "POST" ? KEY : isReadable ? IF_MATCH : {};
  return {
    operationId,
    summary: spec.summary,
    description: explain(route),
    tags: [tagOf(path)],
    ...(spec.access === "public" && { security: [{}, { token: [] }] }),
    requestParams: {
      ...(hasId && { path: z.object({ id: idSchema.meta({ example: idExample }) }) }),
      ...(!takesBody(method) && !isEmpty && { query: fields }),
      header: z.object({ ...conditions, ...(PRICED.has(tagOf(path)) && MARKET) }),
    },
    ...(hasBody && { requestBody: { required: method !== "PATCH", content } }),
    responses: { ...success(route), ...refusals(route) },
    "x-codeSamples": codeSamples({
      method,
      url: EXAMPLE_ORIGIN + path.replace("{id}", String(idExample)),
      needsToken: spec.access !== "public",
      body,
      hasAnswer: status !== 204 && !file,
    }),
  };
}

const TAGS: Record<string, string> = {
  addresses: "The caller's address book.",
  api: "What there is, and this document.",
  cart: "The caller's cart.",
  chat: "The shop's assistant.",
  categories: "The categories of the shop.",
  discounts: "Discount codes.",
  pages: "The shop's own pages of text.",
  "order-items": "The lines of orders.",
  orders: "Orders: placed from the cart, paid, shipped, cancelled.",
  payment: "Paying for an order, and giving money back.",
  products: "What the shop sells.",
  search: "What someone who is typing may be after.",
  "search-synonyms": "What else shoppers mean by what they type.",
  returns: "What shoppers send back.",
  reviews: "What buyers say: their own reviews, votes and reports, and an admin's queue.",
  sessions: "The browsers in which the caller is signed in.",
  "shipping-methods": "How an order can be delivered.",
  "stock-alerts": "What the caller waits for: told by mail when it is in stock again.",
  "tax-rates": "Tax by country.",
  token: "A token for a name and a password.",
  tokens: "The caller's tokens, by name: made, listed, ended.",
  translations: "What the things of the catalog are called in other languages.",
  users: "Accounts.",
  wishlist: "The caller's wish list, and the link that shares it.",
  wishlists: "Wish lists that were shared.",
};
const tagOf = (path: string) => {
  const name = path.split("/")[3] ?? "";
  return name in TAGS ? name : "api";
};

const INTRODUCTION = `The shop over REST, in the manners of Django REST framework. Paths work with and without the slash at their end.

Send \`Authorization: Token <key>\` with the key that \`POST /api/v1/token/\` answers. Money is text with two digits, times are ISO 8601 in UTC.
Prices are in the currency of the market that the header \`Market\` names, texts of the catalog in the language that \`Accept-Language\` prefers.
Lists come in pages: \`page\` from 1, \`page_size\` at most 100. Errors are \`{"detail", "code"}\` or messages by field; accept
\`application/problem+json\` to get RFC 9457 instead.`;

/** zod gives every whole number the bounds of a double, which say nothing. */
const withoutBounds = ({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** Describes the API from the same objects that serve it: OpenAPI 3.1. */
export function openapi(routes: readonly Route[]) {
  const readable = new Set(routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const described = describe({ ...route, isReadable: readable.has(route.path) });
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: described };
  }
  const document: ZodOpenApiObject = {
    openapi: "3.1.1",
    info: {
      title: `${STORE.name} API`,
      version: "1.0.0",
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: STORE.name, url: "https://kiln-and-loom.example/about" },
    },
    externalDocs: {
      url: `${EXAMPLE_ORIGIN}/api/v1/docs/`,
      description: "The reference: a quick start, every error code, and this document to try out.",
    },
    servers: [{ url: EXAMPLE_ORIGIN, description: "The shop that serves this document." }],
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
  };
  return createDocument(document, { override: withoutBounds });
}
