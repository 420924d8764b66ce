import type { Item, Store } from "../store.ts";
import { type Card, cardOfNumber, cardOfToken, refuseUnknownType } from "./cards.ts";
import { invalidRequest } from "./errors.ts";
import { type Params, groupOf, textOf } from "./form.ts";
import { type Intent, type Sandbox, newId, now } from "./objects.ts";

function typedCard(params: Params): Card {
  const card = groupOf(params["card"]);
  const field = (name: string) => textOf(card[name]);
  return cardOfNumber({
    number: field("number"),
    exp_month: field("exp_month"),
    exp_year: field("exp_year"),
    cvc: field("cvc"),
  });
}

/** The card that an intent is confirmed with: typed now, saved before, or one of the test tokens. */
export function cardOf(store: Store, intent: Intent, params: Params): Card {
  const token = textOf(params["payment_method"]) ?? intent.payment_method ?? undefined;
  const data = groupOf(params["payment_method_data"]);
  const type = textOf(data["type"]);
  if (type !== undefined && type !== "card") throw refuseUnknownType(type);
  if (type !== undefined) return typedCard(data);
  if (!token)
    throw invalidRequest("You must provide a payment method to confirm this PaymentIntent.", {
      code: "payment_intent_unexpected_state",
      payment_intent: intent,
    });
  const known = store.get("payment_methods", token);
  return known ? (known["secret_card"] as Card) : cardOfToken(token);
}

export function saveMethod(store: Store, card: Card, params: Params): Item {
  const { outcome: _, ...shown } = card;
  const data = groupOf(params["payment_method_data"]);
  const method = {
    id: newId("pm"),
    object: "payment_method",
    type: "card",
    card: shown,
    billing_details: data["billing_details"] ?? params["billing_details"] ?? {},
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
