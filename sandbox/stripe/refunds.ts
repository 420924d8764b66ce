import { invalidRequest, missing } from "./errors.ts";
import { type Params, choiceOf, metadataOf, textOf, wholeAmount } from "./form.ts";
import { getIntent } from "./intents.ts";
import {
  type Charge,
  type Dispute,
  type Refund,
  type Sandbox,
  type WholeRefund,
  absent,
  newId,
  now,
} from "./objects.ts";

const REASONS = ["duplicate", "fraudulent", "requested_by_customer"];
const UNUSED = absent(
  "balance_transaction",
  "customer",
  "customer_account",
  "receipt_number",
  "source_transfer_reversal",
  "transfer_reversal",
);

/** Gives back a charge or a part of it; never more than is left of it. */
export function createRefund(sandbox: Sandbox, params: Params): Refund {
  const charge = chargeOf(sandbox, params);
  if (charge.disputed) refuseDisputed(sandbox, charge);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = params["amount"] === undefined ? left : wholeAmount(params, "amount");
  if (amount > left)
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    });
  const refund: WholeRefund = {
    id: newId("re"),
    object: "refund",
    amount,
    charge: charge.id,
    created: now(),
    currency: charge.currency,
    metadata: metadataOf(params),
    payment_intent: charge.payment_intent,
    payment_method: charge["payment_method"],
    reason: choiceOf(params, "reason", REASONS),
    status: "succeeded",
    ...UNUSED,
  };
  const amount_refunded = charge.amount_refunded + amount;
  const changed = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount_captured };
  sandbox.store.put("refunds", refund);
  sandbox.store.put("charges", changed);
  sandbox.emit("refund.created", refund);
  sandbox.emit("charge.refunded", changed);
  return refund;
}

/** Once the bank has taken the money, only a dispute that was won brings it back to be refunded. */
function refuseDisputed({ store }: Sandbox, { id }: Charge): void {
  const dispute = (store.all("disputes") as Dispute[]).find(({ charge }) => charge === id);
  if (dispute?.is_charge_refundable === false)
    throw invalidRequest(`Charge ${id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
}

/** The charge that a refund is of: one whose money has arrived. */
function chargeOf({ store }: Sandbox, params: Params): Charge {
  const id = textOf(params["charge"]) || null;
  const intent = textOf(params["payment_intent"]) || null;
  if (id) {
    const charge = store.get("charges", id) as Charge | undefined;
    if (!charge) throw missing("charge", id);
    if (charge.captured) return charge;
    throw invalidRequest(`Charge ${id} has no captured payment to refund.`, { code: "charge_not_refundable" });
  }
  if (!intent)
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
      param: "payment_intent",
    });
  const charge = store.get("charges", getIntent(store, intent).latest_charge ?? "") as Charge | undefined;
  if (charge?.captured) return charge;
  throw invalidRequest(`This PaymentIntent (${intent}) does not have a successful charge to refund.`);
}
