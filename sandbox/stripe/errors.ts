type Detail = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  payment_intent?: unknown;
  [more: string]: unknown;
};

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
export const missing = (kind: string, id: string) =>
  new StripeError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param: "id",
    message: `No such ${kind}: '${id}'`,
  });
export const missingParam = (param: string) =>
  invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
