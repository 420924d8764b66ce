import { invalidRequest, missing, missingParam } from "./errors.ts";
import { type Params, groupOf, textOf } from "./form.ts";
import { type Charge, type Refund, type Sandbox, newId, now } from "./objects.ts";

/** Gives back a charge or a part of it; never more than is left of it. */
export function createRefund(sandbox: Sandbox, params: Params): Refund {
  const charge = chargeOf(sandbox, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const asked = textOf(params["amount"]);
  const amount = asked === undefined ? left : Number(asked);
  if (charge.refunded || left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  if (!Number.isInteger(amount) || amount < 1)
    throw invalidRequest(`Invalid positive integer: ${asked}`, { param: "amount" });
  if (amount > left)
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    });
  const refund: Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    charge: charge.id,
    created: now(),
    currency: charge.currency,
    metadata: groupOf(params["metadata"]),
    payment_intent: charge.payment_intent,
    reason: textOf(params["reason"]) ?? null,
    status: "succeeded",
  };
  const amount_refunded = charge.amount_refunded + amount;
  const changed = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount_captured };
  sandbox.store.put("refunds", refund);
  sandbox.store.put("charges", changed);
  sandbox.emit("refund.created", refund);
  sandbox.emit("charge.refunded", changed);
  return refund;
}

function chargeOf({ store }: Sandbox, params: Params): Charge {
  const id = textOf(params["charge"]);
  const intent = textOf(params["payment_intent"]);
  if (!id && !intent) throw missingParam("charge");
  const found = store
    .all("charges")
    .find(
      (charge) => charge["status"] === "succeeded" && (id ? charge.id === id : charge["payment_intent"] === intent),
    );
  if (!found) throw missing(id ? "charge" : "payment_intent", id ?? intent ?? "");
  return found as Charge;
}
