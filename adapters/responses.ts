import { hash } from "node:crypto";

import { DomainError, type Fields, unavailable } from "@/domain/errors";
import { isPassing } from "@/domain/operation";
import { env } from "@/env";
import { translatorOf } from "@/messages/all";
import { LOCALE_HEADER, isLocale } from "@/model/locales";

import { log } from "./log";
import { wantsProblems } from "./negotiate";
import { toldIn } from "./told";

type Detail = { detail: string; code: string; [fact: string]: unknown };

export const parseError = (reason: string) => new DomainError(400, "parse_error", `JSON parse error - ${reason}`);
export const unsupportedMediaType = (type: string) =>
  new DomainError(415, "unsupported_media_type", `Unsupported media type "${type}" in request.`);
export const tooLarge = (limit: number) =>
  new DomainError(413, "request_too_large", `The body may have at most ${limit} bytes.`);
export const methodNotAllowed = (method: string) =>
  new DomainError(405, "method_not_allowed", `Method "${method}" not allowed.`);

/** What nobody may be told: only the request's id, which names it in the log, or that it is worth asking again. */
function unforeseen(error: unknown, requestId: string): DomainError {
  if (isPassing(error)) {
    log().warn({ err: error, request_id: requestId }, "the database was away or busy");
    return unavailable("busy", "The shop is busy right now. Try again in a moment.");
  }
  log().error({ err: error, request_id: requestId }, "request failed");
  return new DomainError(500, "error", "A server error occurred.", { details: { request_id: requestId } });
}

/** The one place where an error becomes HTTP: Django REST framework's body, or RFC 9457's for those who ask for it. */
export function errorResponse(error: unknown, requestId: string, request?: Request): Response {
  const known = refusalOf(error, requestId, request);
  const headers = {
    "X-Error-Code": known.code,
    ...(known.status === 401 && { "WWW-Authenticate": "Token" }),
    ...(known.retryAfterS !== undefined && { "Retry-After": String(known.retryAfterS) }),
  };
  if (request && wantsProblems(request))
    return json(problem(known, requestId), known.status, { ...headers, "Content-Type": "application/problem+json" });
  return json(known.fields ?? detailOf(known), known.status, headers);
}

/** What whoever asks is told: a page of ours in its language, a program in English. */
function refusalOf(error: unknown, requestId: string, request?: Request): DomainError {
  if (!(error instanceof DomainError)) return unforeseen(error, requestId);
  const { code, reason } = error;
  if (reason !== undefined) log().warn({ code, reason, request_id: requestId }, "request refused");
  const page = request?.headers.get(LOCALE_HEADER) ?? "";
  return isLocale(page) ? toldIn(translatorOf(page), error) : error;
}
const detailOf = ({ message, code, details }: DomainError): Detail => ({ detail: message, code, ...details });

/** The same where an answer has begun already: only what stands in its body. */
export const errorDetail = (error: unknown, requestId: string, request: Request): Detail =>
  detailOf(refusalOf(error, requestId, request));

function problem({ status, code, message, fields, details }: DomainError, requestId: string) {
  return {
    type: `${env().APP_URL}/api/v1/docs/#error-${code}`,
    title: message,
    status,
    detail: message,
    ...details,
    code,
    request_id: requestId,
    ...(fields && { errors: pointers(fields) }),
  };
}

/** Messages by field as a list of JSON pointers. */
const pointers = (fields: Fields, prefix = ""): { pointer: string; message: string }[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const pointer = name === "non_field_errors" ? prefix : `${prefix}/${name}`;
    return Array.isArray(value) ? value.map((message) => ({ pointer, message })) : pointers(value, pointer);
  });

export const JSON_HEADERS = { "Cache-Control": "no-store", "Content-Type": "application/json" };

/** Unless it says otherwise, what the API answers is for this caller and this moment. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  jsonText(JSON.stringify(body), status, headers);

/** The same of what is JSON already. */
export function jsonText(text: string, status: number, headers: Record<string, string>): Response {
  const length = String(Buffer.byteLength(text));
  return new Response(text, { status, headers: { ...JSON_HEADERS, "Content-Length": length, ...headers } });
}

/** A file to keep; the same bytes have the same tag. */
export const fileResponse = (type: string, { name, content }: { name: string; content: Uint8Array }): Response =>
  new Response(new Uint8Array(content), {
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": type,
      "Content-Length": String(content.byteLength),
      "Content-Disposition": `attachment; filename="${name}"`,
      ETag: `"${hash("sha256", content, "base64url").slice(0, 27)}"`,
    },
  });
