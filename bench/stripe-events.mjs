// Orders that are paid at the sandbox while none of its events arrives; the events are sent later, by hand.
import { createHmac } from "node:crypto";

import { Refusal } from "../scripts/say.mjs";

/** Asks the sandbox as the shop does. */
async function askStripe({ SANDBOX_ORIGIN, STRIPE_SECRET_KEY }, method, path, body) {
  const answer = await fetch(SANDBOX_ORIGIN + path, {
    method,
    headers: { Authorization: `Bearer ${STRIPE_SECRET_KEY}` },
    ...(body && { body }),
  });
  if (!answer.ok) throw new Refusal(`The sandbox refuses ${method} ${path}: ${await answer.text()}`);
  return answer.json();
}

const control = (environment, method, path, rule) =>
  askStripe(environment, method, `/sandbox/control/${path}`, rule && JSON.stringify(rule));
export const dropEvents = (environment) => control(environment, "POST", "faults", { kind: "drop" });
export const sendEvents = (environment) => control(environment, "DELETE", "faults");

/** Gives a card for an intent, which is then paid. */
export const pay = (environment, intentId) =>
  askStripe(
    environment,
    "POST",
    `/v1/payment_intents/${intentId}/confirm`,
    new URLSearchParams({ payment_method: "pm_card_visa", return_url: "http://localhost/" }),
  );

/** The events since then that say that a payment succeeded. */
export async function readPaid(environment, since) {
  const events = [];
  for (let more = true; more;) {
    const from = events.length > 0 ? `&starting_after=${events.at(-1).id}` : "";
    const path = `/v1/events?type=payment_intent.succeeded&limit=100&created[gte]=${since}${from}`;
    const { data, has_more } = await askStripe(environment, "GET", path);
    events.push(...data);
    more = has_more;
  }
  return events;
}

/** A delivery of an event, signed now. */
export function delivery({ STRIPE_WEBHOOK_SECRET }, event) {
  const body = JSON.stringify(event);
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", STRIPE_WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex");
  return { method: "POST", headers: { "Stripe-Signature": `t=${time},v1=${signature}` }, body };
}
