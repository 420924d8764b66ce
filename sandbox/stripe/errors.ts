import { shown } from "./views.ts";

export type Detail = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  payment_intent?: unknown;
  [more: string]: unknown;
};
export type Result = { status: number; body: string };

/** A refusal in Stripe's own form. */
export class StripeError extends Error {
  readonly status: number;
  readonly detail: Detail;
  constructor(status: number, detail: Detail) {
    super(detail.message);
    this.status = status;
    this.detail = detail;
  }
}

export const invalidRequest = (message: string, more: Partial<Detail> = {}) =>
  new StripeError(400, { type: "invalid_request_error", message, ...more });
export const missing = (kind: string, id: string, param = "id") =>
  new StripeError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param,
    message: `No such ${kind}: '${id}'`,
  });
export const missingParam = (param: string) =>
  invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });

export const serverError = (status: number) =>
  new StripeError(status, { type: "api_error", message: "An unknown error occurred." });

export function asResult(error: unknown, requestId: string, isBrowser: boolean): Result {
  const known =
    error instanceof StripeError
      ? error
      : new StripeError(500, { type: "api_error", message: `The sandbox failed: ${String(error)}` });
  const { code, payment_intent } = known.detail;
  const detail = {
    ...known.detail,
    ...(code && { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` }),
    ...(payment_intent !== undefined && { payment_intent: shown(payment_intent, { isBrowser }) }),
    request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
  };
  return { status: known.status, body: JSON.stringify({ error: detail }, null, 2) };
}
