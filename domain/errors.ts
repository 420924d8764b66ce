import type { CodeOf, ErrorCode } from "@/model/error-codes";

/** Messages by field; a nested object or list carries its own messages, by name or index. */
export type Fields = { [field: string]: string[] | Fields };

type More = { fields?: Fields; details?: Record<string, unknown>; retryAfterS?: number; reason?: string };

/** A refusal the caller may see. The status travels with the error, so no adapter keeps a second table. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly status: number;
  readonly code: ErrorCode;
  readonly fields: Fields | undefined;
  /** Facts that a program needs to go on, beside the sentence. */
  details: Record<string, unknown> | undefined;
  /** When it is worth asking again. */
  readonly retryAfterS: number | undefined;
  /** What was behind it, for the log alone. */
  readonly reason: string | undefined;
  constructor(status: number, code: ErrorCode, message: string, more: More = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = more.fields;
    this.details = more.details;
    this.retryAfterS = more.retryAfterS;
    this.reason = more.reason;
  }
}

export const invalid = (fields: Fields) => new DomainError(400, "invalid", "Invalid input.", { fields });
export const required = (field: string) => invalid({ [field]: ["This field is required."] });
export const badRequest = (code: CodeOf<400>, message: string) => new DomainError(400, code, message);
export const notAuthenticated = () =>
  new DomainError(401, "not_authenticated", "Authentication credentials were not provided.");
export const authenticationFailed = (message = "Invalid token.") =>
  new DomainError(401, "authentication_failed", message);
export const forbidden = (message = "You do not have permission to perform this action.") =>
  new DomainError(403, "permission_denied", message);
export const notFound = (message = "Not found.") => new DomainError(404, "not_found", message);
export const conflict = (code: CodeOf<409>, message: string, details?: Record<string, unknown>) =>
  new DomainError(409, code, message, details ? { details } : {});
export const preconditionFailed = () =>
  new DomainError(412, "precondition_failed", "The object has changed since it was read. Read it again.");
export const throttled = (retryAfterS: number) =>
  new DomainError(
    429,
    "throttled",
    `Request was throttled. Expected available in ${retryAfterS} ${retryAfterS === 1 ? "second" : "seconds"}.`,
    { retryAfterS },
  );
export const upstreamFailed = (message: string) => new DomainError(502, "upstream_failed", message);
export const unavailable = (code: CodeOf<503>, message: string) =>
  new DomainError(503, code, message, { retryAfterS: 5 });
export const unknownPk = (id: unknown) => `Invalid pk "${String(id)}" - object does not exist.`;
