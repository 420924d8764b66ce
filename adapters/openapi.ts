import { z } from "zod";
import { type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject, createDocument } from "zod-openapi";

import { STORE } from "@/model/store";

import type { Endpoint, Method } from "./endpoint";
import { links } from "./pages";

/** An endpoint and where it is served; path as OpenAPI writes it, such as /api/v1/products/{id}/. */
export type Route = { path: string; method: Method; endpoint: Endpoint };

const Detail = z
  .looseObject({
    detail: z.string().meta({ description: "A sentence for people." }),
    code: z.string().meta({ description: "A word for programs.", example: "not_found" }),
  })
  .meta({ id: "Detail" });
const FieldErrors = z.record(z.string(), z.unknown()).meta({
  id: "FieldErrors",
  description: "Messages by field; those of no one field under non_field_errors.",
  example: { quantity: ["A valid integer is required."] },
});

const RequestId = z
  .string()
  .meta({ id: "XRequestId", header: { id: "XRequestId" }, description: "Names this request in the shop's log." });
const headers = z.object({ "X-Request-Id": RequestId });
const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const refusal = (description: string, schema: z.ZodType = Detail) => ({ description, headers, content: json(schema) });
const withHeader = (description: string, name: string, about: string) => ({
  ...refusal(description),
  headers: headers.extend({ [name]: z.string().meta({ description: about }) }),
});

const takesBody = (method: Method) => method === "POST" || method === "PUT" || method === "PATCH";

/** Every answer that an endpoint can give. */
function responses({ path, method, endpoint: { spec, status } }: Route): ZodOpenApiResponsesObject {
  const hasFields = takesBody(method) || Object.keys(spec.input.shape).length > 0;
  const output = spec.paginated && spec.output instanceof z.ZodObject ? spec.output.extend(links) : spec.output;
  return {
    [`${status}`]: { description: spec.summary, headers, ...(status !== 204 && { content: json(output) }) },
    ...(hasFields && {
      400: refusal("The input is not valid, or the body could not be read.", z.union([FieldErrors, Detail])),
    }),
    401: withHeader("No credentials, or not valid ones.", "WWW-Authenticate", "Always Token."),
    ...(spec.access !== "public" && { 403: refusal("Not allowed to this user.") }),
    ...((path.includes("{") || spec.paginated || spec.refusals?.[404]) && {
      404: refusal(spec.paginated ? "There is no such page." : "Not found."),
    }),
    ...(takesBody(method) && {
      413: refusal("The body is too large."),
      415: refusal("The body is of a type that is not taken."),
    }),
    ...Object.fromEntries(Object.entries(spec.refusals ?? {}).map(([code, text]) => [code, refusal(text)])),
    500: refusal("Something broke on our side; the request id names it."),
  };
}

function describe(route: Route): ZodOpenApiOperationObject {
  const { path, method, endpoint } = route;
  const { spec, forms, operationId } = endpoint;
  const inPath = z.object(path.includes("{id}") ? { id: z.int().min(1) } : {});
  const fields = spec.input.omit(path.includes("{id}") && "id" in spec.input.shape ? { id: true } : {});
  const content = forms ? { ...json(fields), "application/x-www-form-urlencoded": { schema: fields } } : json(fields);
  return {
    operationId,
    summary: spec.summary,
    tags: [path.split("/")[3] ?? ""],
    ...(spec.access === "public" && { security: [{}, { token: [] }] }),
    requestParams: { path: inPath, ...(!takesBody(method) && { query: fields }) },
    ...(takesBody(method) && Object.keys(fields.shape).length > 0 && { requestBody: { required: true, content } }),
    responses: responses(route),
  };
}

/** Describes the API from the same objects that serve it: OpenAPI 3.1. */
export function openapi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describe(route) };
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: `${STORE.name} API`,
      version: "1",
      description:
        "The shop over REST, in the manners of Django REST framework. Paths work with and without the slash at their end.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The shop that serves this document." }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(Object.keys(paths).map((path) => path.split("/")[3] ?? ""))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "`Token <key>` (or `Bearer <key>`), with the key that POST /api/v1/token/ answers.",
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
