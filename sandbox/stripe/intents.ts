import type { Store } from "../store.ts";
import { StripeError, invalidRequest, missing, missingParam } from "./errors.ts";
import { type Params, groupOf, textOf } from "./form.ts";
import { cardOf, saveMethod } from "./methods.ts";
import { type Charge, type Intent, type Sandbox, newId, now } from "./objects.ts";

const PROCESSING_MS = 3000;
const MINIMUM = 50;

export function getIntent(store: Store, id: string): Intent {
  const intent = store.get("payment_intents", id) as Intent | undefined;
  if (!intent) throw missing("payment_intent", id);
  return intent;
}

function save(sandbox: Sandbox, intent: Intent, change: Partial<Intent>, ...events: string[]): Intent {
  const changed = { ...intent, ...change } as Intent;
  sandbox.store.put("payment_intents", changed);
  for (const type of events) sandbox.emit(type, changed);
  return changed;
}

function wholeAmount(params: Params, name: string): number {
  const text = textOf(params[name]);
  if (text === undefined) throw missingParam(name);
  if (!/^\d{1,8}$/.test(text))
    throw invalidRequest(`Invalid integer: ${text}`, { code: "parameter_invalid_integer", param: name });
  return Number(text);
}

export function createIntent(sandbox: Sandbox, params: Params): Intent {
  const amount = wholeAmount(params, "amount");
  const currency = textOf(params["currency"]);
  if (!currency) throw missingParam("currency");
  if (!/^[a-z]{3}$/i.test(currency)) throw invalidRequest(`Invalid currency: ${currency}`, { param: "currency" });
  if (amount < MINIMUM)
    throw invalidRequest("Amount must be at least $0.50 usd", { code: "amount_too_small", param: "amount" });
  const id = newId("pi");
  const automatic = textOf(groupOf(params["automatic_payment_methods"])["enabled"]) === "true";
  const intent: Intent = {
    id,
    object: "payment_intent",
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: textOf(params["capture_method"]) ?? "automatic_async",
    client_secret: `${id}_secret_${newId("s").slice(2)}`,
    confirmation_method: "automatic",
    created: now(),
    currency: currency.toLowerCase(),
    customer: null,
    description: textOf(params["description"]) ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: metadataOf(params),
    next_action: null,
    payment_method: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    processing: null,
    receipt_email: textOf(params["receipt_email"]) ?? null,
    setup_future_usage: null,
    shipping: params["shipping"] ?? null,
    statement_descriptor: null,
    status: "requires_payment_method",
  };
  save(sandbox, intent, {}, "payment_intent.created");
  return textOf(params["confirm"]) === "true" ? confirmIntent(sandbox, intent, params) : intent;
}

const metadataOf = (params: Params) =>
  Object.fromEntries(Object.entries(groupOf(params["metadata"])).map(([key, value]) => [key, textOf(value) ?? ""]));

export function updateIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  const texts = ["description", "receipt_email"].filter((name) => textOf(params[name]) !== undefined);
  return save(sandbox, intent, {
    ...Object.fromEntries(texts.map((name) => [name, textOf(params[name])])),
    metadata: { ...intent.metadata, ...metadataOf(params) },
    ...(params["shipping"] !== undefined && { shipping: params["shipping"] }),
    ...(params["amount"] !== undefined && { amount: wholeAmount(params, "amount") }),
  });
}

function refuseState(intent: Intent, verb: string): never {
  throw invalidRequest(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: "payment_intent_unexpected_state",
    payment_intent: intent,
  });
}

const CONFIRMABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);

export function confirmIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (!CONFIRMABLE.has(intent.status)) refuseState(intent, "confirm");
  const card = cardOf(sandbox.store, intent, params);
  const { id: method } = saveMethod(sandbox.store, card, params);
  const chosen = { ...intent, payment_method: method, last_payment_error: null, next_action: null } as Intent;
  const { outcome } = card;
  if (outcome === "succeed") return charge(sandbox, chosen);
  if (outcome === "process") {
    setTimeout(() => finishProcessing(sandbox, intent.id), PROCESSING_MS).unref();
    return save(sandbox, chosen, { status: "processing" }, "payment_intent.processing");
  }
  if (outcome === "authenticate") {
    const return_url = textOf(params["return_url"]) ?? null;
    const url = `/challenge/${intent.id}`;
    const next_action =
      return_url && textOf(params["use_stripe_sdk"]) !== "true"
        ? { type: "redirect_to_url", redirect_to_url: { return_url, url } }
        : { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } };
    return save(sandbox, chosen, { status: "requires_action", next_action }, "payment_intent.requires_action");
  }
  return refuse(sandbox, chosen, { type: "card_error", ...outcome });
}

function newCharge(intent: Intent, status: "succeeded" | "failed", captured: boolean): Charge {
  return {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    captured,
    created: now(),
    currency: intent.currency,
    disputed: false,
    livemode: false,
    metadata: intent.metadata,
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    refunded: false,
    status,
  };
}

function charge(sandbox: Sandbox, intent: Intent): Intent {
  const captures = intent.capture_method !== "manual";
  const made = newCharge(intent, "succeeded", captures);
  sandbox.store.put("charges", made);
  sandbox.emit("charge.succeeded", made);
  const paid = { latest_charge: made.id, next_action: null, last_payment_error: null };
  if (!captures)
    return save(
      sandbox,
      intent,
      { ...paid, status: "requires_capture", amount_capturable: intent.amount },
      "payment_intent.amount_capturable_updated",
    );
  return save(
    sandbox,
    intent,
    { ...paid, status: "succeeded", amount_received: intent.amount },
    "payment_intent.succeeded",
  );
}

/** Notes the refusal on the intent, which waits for another card, and throws it. */
function refuse(
  sandbox: Sandbox,
  intent: Intent,
  error: {
    type: "card_error" | "invalid_request_error";
    code: string;
    message: string;
    decline_code?: string;
  },
): never {
  const failed = newCharge(intent, "failed", false);
  sandbox.store.put("charges", { ...failed, failure_code: error.code, failure_message: error.message });
  sandbox.emit("charge.failed", failed);
  const detail = { ...error, charge: failed.id };
  const changed = save(
    sandbox,
    intent,
    {
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: detail,
      latest_charge: failed.id,
      next_action: null,
    },
    "payment_intent.payment_failed",
  );
  throw new StripeError(402, { ...detail, payment_intent: changed });
}

/** The bank's answer to a 3-D Secure challenge. */
export function answerChallenge(sandbox: Sandbox, intent: Intent, passed: boolean): Intent {
  if (intent.status !== "requires_action") return intent;
  if (passed) return charge(sandbox, intent);
  const last_payment_error = {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  };
  return save(
    sandbox,
    intent,
    { status: "requires_payment_method", payment_method: null, next_action: null, last_payment_error },
    "payment_intent.payment_failed",
  );
}

export function captureIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (intent.status !== "requires_capture") refuseState(intent, "capture");
  const amount = params["amount_to_capture"] === undefined ? intent.amount : wholeAmount(params, "amount_to_capture");
  if (amount < 1 || amount > intent.amount_capturable)
    throw invalidRequest("The amount to capture is greater than the amount that can be captured.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  const held = sandbox.store.get("charges", intent.latest_charge ?? "");
  if (held) {
    const captured = { ...held, captured: true, amount_captured: amount };
    sandbox.store.put("charges", captured);
    sandbox.emit("charge.captured", captured);
  }
  return save(
    sandbox,
    intent,
    { status: "succeeded", amount_capturable: 0, amount_received: amount },
    "payment_intent.succeeded",
  );
}

const CANCELLABLE = new Set([...CONFIRMABLE, "requires_capture"]);

export function cancelIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (!CANCELLABLE.has(intent.status)) refuseState(intent, "cancel");
  return save(
    sandbox,
    intent,
    {
      status: "canceled",
      canceled_at: now(),
      cancellation_reason: textOf(params["cancellation_reason"]) ?? null,
      next_action: null,
      amount_capturable: 0,
    },
    "payment_intent.canceled",
  );
}

function finishProcessing(sandbox: Sandbox, id: string): void {
  const intent = getIntent(sandbox.store, id);
  if (intent.status === "processing") charge(sandbox, intent);
}

/** Payments that were processing when the sandbox stopped go on. */
export function resumeProcessing(sandbox: Sandbox): void {
  for (const intent of sandbox.store.all("payment_intents"))
    if (intent["status"] === "processing")
      setTimeout(() => finishProcessing(sandbox, intent.id), PROCESSING_MS).unref();
}
