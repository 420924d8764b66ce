import { z } from "zod";
import type { ZodOpenApiResponsesObject } from "zod-openapi";

import {
  type DomainError,
  forbidden,
  notAuthenticated,
  notFound,
  preconditionFailed,
  throttled,
} from "@/domain/errors";
import { ERROR_CODES, isErrorCode } from "@/model/error-codes";

import type { Method } from "./endpoint";
import { tooLarge, unsupportedMediaType } from "./responses";
import type { Placed } from "./route";

const Detail = z
  .looseObject({
    detail: z.string().meta({ description: "A sentence for people.", example: "Not found." }),
    code: z
      .string()
      .meta({ description: "A word for programs; the reference explains each of them.", example: "not_found" }),
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

export const named = (id: string, description: string, example: string) =>
  z.string().meta({ description, example, header: { id } });
export const COMMON = {
  "X-Request-Id": named("XRequestId", "Names this request in the shop's log.", "0198f0c2-7d3e-7c1a-9a53-0c8b5f2f9d11"),
};
const RETRY = { "Retry-After": named("RetryAfter", "Seconds to wait.", "30") };

/** What a refusal says that begins with one of the codes. */
function saying(words: string): object {
  const code = words.match(/\w+/g)?.find(isErrorCode) ?? "error";
  return { detail: ERROR_CODES[code].meaning, code };
}
const said = ({ message, code }: DomainError) => ({ detail: message, code });

type More = { id?: string; headers?: z.ZodRawShape; schema?: z.ZodType; example?: object };
const refusal = (
  description: string,
  { id, headers = {}, schema = Detail, example = saying(description) }: More = {},
) => ({
  ...(id && { id }),
  description,
  headers: z.object({ ...COMMON, ...headers }),
  content: { "application/json": { schema, example }, "application/problem+json": { schema: Problem } },
});

/** The refusals that are the same wherever they come. */
const REFUSED = {
  invalid: refusal("The input is not valid, or the body could not be read.", {
    id: "Invalid",
    schema: z.union([Detail, FieldErrors]),
    example: { quantity: ["A valid integer is required."] },
  }),
  unauthenticated: refusal("No credentials, or not valid ones.", {
    id: "Unauthenticated",
    headers: { "WWW-Authenticate": named("WWWAuthenticate", "Always Token.", "Token") },
    example: said(notAuthenticated()),
  }),
  forbidden: refusal("Not allowed to this user, or sent by a page of another site.", {
    id: "Forbidden",
    example: said(forbidden()),
  }),
  noPage: refusal("There is no such page.", { id: "NoPage", example: said(notFound("Invalid page.")) }),
  notFound: refusal("Not found: missing, or another's.", { id: "NotFound", example: said(notFound()) }),
  notAcceptable: refusal("Nothing that the Accept header names is spoken here.", {
    id: "NotAcceptable",
    example: saying("not_acceptable"),
  }),
  changed: refusal("The object has changed since it was read (If-Match).", {
    id: "Changed",
    example: said(preconditionFailed()),
  }),
  tooLarge: refusal("The body is too large.", { id: "TooLarge", example: said(tooLarge(65_536)) }),
  unsupported: refusal("The body is of a type that is not taken.", {
    id: "Unsupported",
    example: said(unsupportedMediaType("text/plain")),
  }),
  keyReused: refusal("The Idempotency-Key was used for another request.", {
    id: "KeyReused",
    example: saying("idempotency_key_reused"),
  }),
  throttled: refusal("Asked too often.", { id: "Throttled", headers: RETRY, example: said(throttled(30)) }),
  busy: refusal("The database is away, or others hold what the request needs.", {
    id: "Busy",
    headers: RETRY,
    example: saying("busy"),
  }),
  broken: refusal("Something broke on our side; the request id names it.", { id: "Broken" }),
};

export const takesBody = (method: Method) => method === "POST" || method === "PUT" || method === "PATCH";

/** Every refusal that an endpoint can give, in the order in which they are found. */
export function refusals({ path, method, endpoint, isReadable }: Placed): ZodOpenApiResponsesObject {
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
        .map(([code, words]) => [
          code,
          code === "503" ? refusal(`${words} Or busy: the database is away.`, { headers: RETRY }) : refusal(words),
        ]),
    ),
    500: REFUSED.broken,
    ...(!spec.refusals?.[503] && { 503: REFUSED.busy }),
  };
}
