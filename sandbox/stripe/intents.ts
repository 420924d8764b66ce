import type { Store } from "../store.ts";
import { invalidRequest, missing, missingParam } from "./errors.ts";
import { type Params, choiceOf, groupOf, listOf, metadataOf, textOf, wholeAmount } from "./form.ts";
import { methodOf } from "./methods.ts";
import { type Intent, type Sandbox, type WholeIntent, absent, newId, now } from "./objects.ts";

const MINIMUM = 50;
const MAXIMUM = 99_999_999;
const CAPTURES = ["automatic", "automatic_async", "manual"];
const REASONS = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"];

export function getIntent(store: Store, id: string): Intent {
  const intent = store.get("payment_intents", id) as Intent | undefined;
  if (!intent) throw missing("payment_intent", id, "intent");
  return intent;
}

export function saveIntent(sandbox: Sandbox, intent: Intent, change: Partial<Intent>, ...events: string[]): Intent {
  const changed = { ...intent, ...change } as Intent;
  sandbox.store.put("payment_intents", changed);
  for (const type of events) sandbox.emit(type, changed);
  return changed;
}

export function refuseState(intent: Intent, verb: string): never {
  throw invalidRequest(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: "payment_intent_unexpected_state",
    payment_intent: intent,
  });
}

function payableAmount(params: Params): number {
  const amount = wholeAmount(params, "amount");
  if (amount < MINIMUM)
    throw invalidRequest("Amount must be at least $0.50 usd", { code: "amount_too_small", param: "amount" });
  if (amount > MAXIMUM)
    throw invalidRequest("Amount must be no more than $999,999.99", { code: "amount_too_large", param: "amount" });
  return amount;
}

function currencyOf(params: Params): string {
  const currency = textOf(params["currency"]);
  if (!currency) throw missingParam("currency");
  if (!/^[a-z]{3}$/i.test(currency)) throw invalidRequest(`Invalid currency: ${currency}`, { param: "currency" });
  return currency.toLowerCase();
}

function automaticMethods(params: Params): Intent["automatic_payment_methods"] {
  const { enabled, allow_redirects } = groupOf(params["automatic_payment_methods"]);
  if (enabled === "false") return null;
  return { allow_redirects: textOf(allow_redirects) ?? "always", enabled: true };
}

const UNUSED = absent(
  "application",
  "application_fee_amount",
  "customer",
  "customer_account",
  "excluded_payment_method_types",
  "managed_payments",
  "on_behalf_of",
  "payment_method_configuration_details",
  "payment_record",
  "processing",
  "review",
  "setup_future_usage",
  "source",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "transfer_group",
);

export function createIntent(sandbox: Sandbox, params: Params): Intent {
  const amount = payableAmount(params);
  const currency = currencyOf(params);
  const method = methodOf(sandbox.store, params);
  const allowed = listOf(params["allowed_payment_method_types"]);
  const id = newId("pi");
  const intent: WholeIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: allowed.length > 0 ? allowed : null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    automatic_payment_methods: automaticMethods(params),
    canceled_at: null,
    cancellation_reason: null,
    capture_method: choiceOf(params, "capture_method", CAPTURES) ?? "automatic_async",
    client_secret: `${id}_secret_${newId("s").slice(2)}`,
    confirmation_method: "automatic",
    created: now(),
    currency,
    description: textOf(params["description"]) || null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: metadataOf(params),
    next_action: null,
    payment_method: method?.id ?? null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    receipt_email: textOf(params["receipt_email"]) || null,
    shipping: params["shipping"] ?? null,
    status: method ? "requires_confirmation" : "requires_payment_method",
    ...UNUSED,
  };
  return saveIntent(sandbox, intent, {}, "payment_intent.created");
}

export const CONFIRMABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);
/** What a payment that is under way or over keeps as it is. */
const FIXED = ["amount", "currency", "payment_method", "payment_method_data"];

export function updateIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  const given = (name: string) => params[name] !== undefined;
  if (!CONFIRMABLE.has(intent.status) && FIXED.some(given)) refuseState(intent, "update");
  const texts = ["description", "receipt_email"].filter(given);
  const change = {
    last_payment_error: null,
    ...Object.fromEntries(texts.map((name) => [name, textOf(params[name]) || null])),
    metadata: metadataOf(params, intent.metadata),
    ...(given("shipping") && { shipping: params["shipping"] || null }),
    ...(given("amount") && { amount: payableAmount(params) }),
    ...(given("currency") && { currency: currencyOf(params) }),
  };
  const method = methodOf(sandbox.store, params);
  const chosen = method && { payment_method: method.id, status: "requires_confirmation", next_action: null };
  return saveIntent(sandbox, intent, { ...change, ...chosen });
}

const CANCELLABLE = new Set([...CONFIRMABLE, "requires_capture"]);

export function cancelIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (!CANCELLABLE.has(intent.status)) refuseState(intent, "cancel");
  const cancellation_reason = choiceOf(params, "cancellation_reason", REASONS);
  const held = intent.status === "requires_capture" && sandbox.store.get("charges", intent.latest_charge ?? "");
  if (held) {
    const released = { ...held, amount_refunded: intent.amount, refunded: true };
    sandbox.store.put("charges", released);
    sandbox.emit("charge.refunded", released);
  }
  return saveIntent(
    sandbox,
    intent,
    {
      status: "canceled",
      canceled_at: now(),
      cancellation_reason,
      next_action: null,
      amount_capturable: 0,
    },
    "payment_intent.canceled",
  );
}
