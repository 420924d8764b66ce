/** Messages by field; a nested object or list carries its own messages, by name or index. */
export type Fields = { [field: string]: string[] | Fields };

/** What to do about an error: correct the input, sign in, give up, read again, wait, come back later, or report it. */
export type ErrorKind =
  | "validation"
  | "auth"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "throttled"
  | "unavailable"
  | "failed";

const KINDS: Record<number, ErrorKind> = {
  0: "unavailable",
  400: "validation",
  401: "auth",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  412: "conflict",
  413: "validation",
  422: "conflict",
  429: "throttled",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

type Facts = {
  status: number;
  code: string;
  detail: string;
  fields?: Fields | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  body?: unknown;
};

/** A call that did not succeed: a refusal of the shop, or no answer at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly kind: ErrorKind;
  /** The shop's word for it, such as out_of_stock; without an answer "timeout" or "network_error". */
  readonly code: string;
  /** A sentence for people. */
  readonly detail: string;
  /** What is wrong with which field; empty when the error is not about fields. */
  readonly fields: Fields;
  /** Names the request in the shop's log. */
  readonly requestId: string | undefined;
  /** In how many seconds it is worth asking again, when the shop said so. */
  readonly retryAfter: number | undefined;
  /** The whole answer, for facts that come with a code. */
  readonly body: unknown;

  constructor(facts: Facts, options?: ErrorOptions) {
    super(facts.detail, options);
    this.status = facts.status;
    this.kind = KINDS[facts.status] ?? "failed";
    this.code = facts.code;
    this.detail = facts.detail;
    this.fields = facts.fields ?? {};
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
    this.body = facts.body;
  }
}

/** The error that an answer stands for; body is what its text says as JSON, or the text. */
export function refusal({ status, headers }: Response, body: unknown): ApiError {
  const facts = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const said = typeof facts["detail"] === "string" ? facts["detail"] : undefined;
  const fields = status === 400 && said === undefined ? (facts as Fields) : undefined;
  const code = typeof facts["code"] === "string" ? facts["code"] : headers.get("x-error-code");
  return new ApiError({
    status,
    code: code ?? (fields ? "invalid" : "error"),
    detail: said ?? firstMessage(fields ?? {}) ?? `The shop answered ${status}.`,
    fields,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfter: secondsUntil(headers.get("retry-after")),
    body,
  });
}

function firstMessage(fields: object, prefix = ""): string | undefined {
  for (const [name, said] of Object.entries(fields) as [string, unknown][]) {
    const path = name === "non_field_errors" ? prefix : `${prefix}${prefix && "."}${name}`;
    const message: unknown = Array.isArray(said) ? said[0] : undefined;
    if (typeof message === "string") return path ? `${path}: ${message}` : message;
    const deeper = typeof said === "object" && said !== null ? firstMessage(said, path) : undefined;
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** Retry-After is a number of seconds or a date. */
function secondsUntil(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
