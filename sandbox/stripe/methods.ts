import type { Item, Store } from "../store.ts";
import { type Card, cardOfNumber, cardOfToken, refuseUnknownType } from "./cards.ts";
import { missingParam } from "./errors.ts";
import { type Params, groupOf, textOf } from "./form.ts";
import { type Sandbox, newId, now } from "./objects.ts";

function typedCard(params: Params): Card {
  const type = textOf(params["type"]);
  if (!type) throw missingParam("type");
  if (type !== "card") throw refuseUnknownType(type);
  const card = groupOf(params["card"]);
  const field = (name: string) => textOf(card[name]);
  return cardOfNumber({
    number: field("number"),
    exp_month: field("exp_month"),
    exp_year: field("exp_year"),
    cvc: field("cvc"),
  });
}

/** The payment method that a request names: typed now, saved before, or one of the test tokens. */
export function methodOf(store: Store, params: Params): Item | undefined {
  const data = params["payment_method_data"];
  if (typeof data === "object") return saveMethod(store, typedCard(data), data);
  const id = textOf(params["payment_method"]);
  return id ? (store.get("payment_methods", id) ?? saveMethod(store, cardOfToken(id))) : undefined;
}

function saveMethod(store: Store, card: Card, params: Params = {}): Item {
  const { outcome: _, ...shown } = card;
  const method = {
    id: newId("pm"),
    object: "payment_method",
    type: "card",
    card: shown,
    billing_details: params["billing_details"] ?? {},
    created: now(),
    customer: null,
    livemode: false,
    metadata: {},
    secret_card: card,
  };
  store.put("payment_methods", method);
  return method;
}

export const createMethod = ({ store }: Sandbox, params: Params): Item => saveMethod(store, typedCard(params), params);
