import { DomainError } from "@/domain/errors";

import { log } from "./log";

type Detail = { detail: string; code: string; [fact: string]: unknown };

export const parseError = (reason: string) => new DomainError(400, "parse_error", `JSON parse error - ${reason}`);
export const unsupportedMediaType = (type: string) =>
  new DomainError(415, "unsupported_media_type", `Unsupported media type "${type}" in request.`);
export const tooLarge = (limit: number) =>
  new DomainError(413, "request_too_large", `The body may have at most ${limit} bytes.`);

const HEADERS: Record<number, Record<string, string>> = {
  401: { "WWW-Authenticate": "Token" },
  503: { "Retry-After": "5" },
};

/** The one place where an error becomes HTTP. */
export function errorResponse(error: unknown, requestId: string): Response {
  if (error instanceof DomainError) {
    const body: object = error.fields ?? {
      detail: error.message,
      code: error.code,
      ...error.details,
    };
    return json(body, error.status, { "X-Error-Code": error.code, ...HEADERS[error.status] });
  }
  log().error({ err: error, request_id: requestId }, "request failed");
  const body: Detail = { detail: "A server error occurred.", code: "error", request_id: requestId };
  return json(body, 500);
}

/** Everything that the API answers is for this caller and this moment. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });

export const methodNotAllowed = (method: string) =>
  new DomainError(405, "method_not_allowed", `Method "${method}" not allowed.`);
