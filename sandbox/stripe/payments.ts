import type { Item } from "../store.ts";
import { type Card, type Decline, declined } from "./cards.ts";
import { openDispute } from "./disputes.ts";
import { type Detail, StripeError, invalidRequest } from "./errors.ts";
import { type Params, textOf, wholeAmount } from "./form.ts";
import { CONFIRMABLE, getIntent, refuseState, saveIntent } from "./intents.ts";
import { methodOf } from "./methods.ts";
import { type Charge, type Intent, type Sandbox, type WholeCharge, absent, newId, now } from "./objects.ts";
import { shown } from "./views.ts";

const PROCESSING_MS = 3000;
const LATE_DECLINE = declined("generic_decline", "Your card was declined.");

function chosenMethod(sandbox: Sandbox, intent: Intent, params: Params): Item {
  const method = methodOf(sandbox.store, params) ?? methodIn(sandbox, intent);
  if (method) return method;
  throw invalidRequest("You cannot confirm this PaymentIntent because it's missing a payment method.", {
    code: "payment_intent_unexpected_state",
    payment_intent: intent,
  });
}

function returnUrlOf(params: Params): string | null {
  const url = textOf(params["return_url"]) || null;
  if (url && !URL.canParse(url)) throw invalidRequest("Not a valid URL", { code: "url_invalid", param: "return_url" });
  return url;
}

export function confirmIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (!CONFIRMABLE.has(intent.status)) refuseState(intent, "confirm");
  const return_url = returnUrlOf(params);
  const method = chosenMethod(sandbox, intent, params);
  const chosen = { ...intent, payment_method: method.id, last_payment_error: null, next_action: null } as Intent;
  const outcome = outcomeOf(method);
  if (outcome === "succeed" || outcome === "dispute") return charge(sandbox, chosen);
  if (outcome === "process" || outcome === "process_in_vain") {
    sandbox.later(() => finishProcessing(sandbox, intent.id), PROCESSING_MS);
    return saveIntent(sandbox, chosen, { status: "processing" }, "payment_intent.processing");
  }
  if (outcome === "authenticate") {
    const url = `/challenge/${intent.id}`;
    const next_action =
      return_url && textOf(params["use_stripe_sdk"]) !== "true"
        ? { type: "redirect_to_url", redirect_to_url: { return_url, url } }
        : { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } };
    return saveIntent(sandbox, chosen, { status: "requires_action", next_action }, "payment_intent.requires_action");
  }
  throw new StripeError(402, decline(sandbox, chosen, method, outcome));
}

const outcomeOf = (method: Item) => (method["secret_card"] as Card).outcome;
const methodIn = ({ store }: Sandbox, intent: Intent) => store.get("payment_methods", intent.payment_method ?? "");

const UNUSED = absent(
  "application",
  "application_fee",
  "application_fee_amount",
  "balance_transaction",
  "calculated_statement_descriptor",
  "customer",
  "failure_balance_transaction",
  "fraud_details",
  "on_behalf_of",
  "outcome",
  "payment_method_details",
  "receipt_number",
  "receipt_url",
  "review",
  "source",
  "source_transfer",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "transfer_data",
  "transfer_group",
);

function newCharge(intent: Intent, captured: boolean, failure?: Detail): WholeCharge {
  const { description, receipt_email, shipping } = intent;
  return {
    description,
    receipt_email,
    shipping,
    billing_details: {},
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    captured,
    created: now(),
    currency: intent.currency,
    disputed: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    paid: !failure,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    refunded: false,
    status: failure ? "failed" : "succeeded",
    ...UNUSED,
  };
}

function charge(sandbox: Sandbox, intent: Intent): Intent {
  const captures = intent.capture_method !== "manual";
  const made = newCharge(intent, captures);
  sandbox.store.put("charges", made);
  sandbox.emit("charge.succeeded", made);
  const paid = { latest_charge: made.id, next_action: null, last_payment_error: null };
  if (!captures)
    return saveIntent(
      sandbox,
      intent,
      { ...paid, status: "requires_capture", amount_capturable: intent.amount },
      "payment_intent.amount_capturable_updated",
    );
  return succeed(sandbox, intent, made, paid);
}

/** The money has arrived. The holder of the card that is made for it disputes it at once. */
function succeed(sandbox: Sandbox, intent: Intent, taken: Charge, change: Partial<Intent>): Intent {
  const received = { status: "succeeded", amount_received: taken.amount_captured };
  const paid = saveIntent(sandbox, intent, { ...change, ...received }, "payment_intent.succeeded");
  const method = methodIn(sandbox, intent);
  if (method && outcomeOf(method) === "dispute") openDispute(sandbox, taken);
  return paid;
}

/** Notes on the intent, which waits for another card, why this one will not do. */
function fail(sandbox: Sandbox, intent: Intent, last_payment_error: Detail, change: Partial<Intent> = {}): Intent {
  const waiting = { status: "requires_payment_method", payment_method: null, next_action: null };
  return saveIntent(sandbox, intent, { ...waiting, ...change, last_payment_error }, "payment_intent.payment_failed");
}

/** Notes a charge that failed, on the intent as well; answers what is said of it. */
function decline(sandbox: Sandbox, intent: Intent, method: Item, reason: Decline): Detail {
  const error: Detail = { type: "card_error", ...reason };
  const failed = newCharge(intent, false, error);
  sandbox.store.put("charges", failed);
  sandbox.emit("charge.failed", failed);
  const detail = { ...error, charge: failed.id, payment_method: shown(method) };
  return { ...detail, payment_intent: fail(sandbox, intent, detail, { latest_charge: failed.id }) };
}

/** The bank's answer to a 3-D Secure challenge. */
export function answerChallenge(sandbox: Sandbox, intent: Intent, passed: boolean): Intent {
  if (intent.status !== "requires_action") return intent;
  if (passed) return charge(sandbox, intent);
  return fail(sandbox, intent, {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    payment_method: shown(methodIn(sandbox, intent)),
  });
}

export function captureIntent(sandbox: Sandbox, intent: Intent, params: Params): Intent {
  if (intent.status !== "requires_capture") refuseState(intent, "capture");
  const amount = params["amount_to_capture"] === undefined ? intent.amount : wholeAmount(params, "amount_to_capture");
  if (amount > intent.amount_capturable)
    throw invalidRequest("The amount to capture is greater than the amount that can be captured.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  const held = sandbox.store.get("charges", intent.latest_charge ?? "") as Charge;
  const captured = { ...held, captured: true, amount_captured: amount } as Charge;
  sandbox.store.put("charges", captured);
  sandbox.emit("charge.captured", captured);
  return succeed(sandbox, intent, captured, { amount_capturable: 0 });
}

function finishProcessing(sandbox: Sandbox, id: string): void {
  const intent = getIntent(sandbox.store, id);
  const method = methodIn(sandbox, intent);
  if (intent.status !== "processing" || !method) return;
  if (outcomeOf(method) === "process_in_vain") decline(sandbox, intent, method, LATE_DECLINE);
  else charge(sandbox, intent);
}

/** Payments that were processing when the sandbox stopped go on. */
export function resumeProcessing(sandbox: Sandbox): void {
  for (const intent of sandbox.store.all("payment_intents"))
    if (intent["status"] === "processing") sandbox.later(() => finishProcessing(sandbox, intent.id), PROCESSING_MS);
}
