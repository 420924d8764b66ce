import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { SECRET, type World, ask, idOf, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";
import { TEST_CARDS } from "./cards.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

type Typed = { number: string; exp_month?: string; exp_year?: string; cvc?: string };

/** Confirms a new intent with a card as the card form sends it. */
async function type({ number, exp_month = "12", exp_year = String(new Date().getFullYear() + 2), cvc = "123" }: Typed) {
  const { id, client_secret } = await newIntent(world);
  const answer = await ask(world, "POST", `/v1/payment_intents/${id}/confirm`, {
    client_secret: client_secret ?? "",
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": exp_month,
    "payment_method_data[card][exp_year]": exp_year,
    "payment_method_data[card][cvc]": cvc,
  });
  return { id, ...answer };
}

const DECLINED = [
  ["pm_card_chargeDeclined", "4000000000000002", "card_declined", "generic_decline"],
  ["pm_card_chargeDeclinedInsufficientFunds", "4000000000009995", "card_declined", "insufficient_funds"],
  ["pm_card_chargeDeclinedLostCard", "4000000000009987", "card_declined", "lost_card"],
  ["pm_card_chargeDeclinedStolenCard", "4000000000009979", "card_declined", "stolen_card"],
  ["pm_card_chargeDeclinedExpiredCard", "4000000000000069", "expired_card", undefined],
  ["pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", "incorrect_cvc", undefined],
  ["pm_card_chargeDeclinedProcessingError", "4000000000000119", "processing_error", undefined],
] as const;
const SECURE = [
  "pm_card_authenticationRequired",
  "pm_card_threeDSecure2Required",
  "pm_card_authenticationRequiredOnSetup",
];

describe("by their tokens", () => {
  test.each(["pm_card_visa", "pm_card_mastercard"])("%s pays", async (token) => {
    const paid = await newPayment(world, { payment_method: token });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 2500, last_payment_error: null });
    const charge = await world.stripe.charges.retrieve(idOf(paid.latest_charge));
    expect(charge).toMatchObject({
      amount: 2500,
      amount_captured: 2500,
      captured: true,
      paid: true,
      payment_intent: paid.id,
      status: "succeeded",
    });
  });

  test.each(DECLINED)("%s is declined with its code", async (token, number, code, decline_code) => {
    const { id } = await newIntent(world);
    const error = await refusal(world.stripe.paymentIntents.confirm(id, { payment_method: token }));
    expect(error).toMatchObject({ type: "StripeCardError", rawType: "card_error", statusCode: 402, code });
    expect(error.raw).toMatchObject({ payment_method: { card: { last4: number.slice(-4) } } });
    expect((error.raw as Stripe.StripeRawError).decline_code).toBe(decline_code);
    const after = await world.stripe.paymentIntents.retrieve(id);
    expect(after).toMatchObject({
      amount_received: 0,
      last_payment_error: { type: "card_error", code, message: error.message },
      latest_charge: error.charge,
      payment_method: null,
      status: "requires_payment_method",
    });
    expect(error.payment_intent).toEqual({ ...after });
    const charge = await world.stripe.charges.retrieve(idOf(error.charge));
    expect(charge).toMatchObject({ status: "failed", paid: false, amount_captured: 0, failure_code: code });
  });

  test.each(SECURE)("%s asks for 3-D Secure and takes nothing before", async (token) => {
    const intent = await newPayment(world, { payment_method: token, return_url: "http://shop.test/done" });
    expect(intent).toMatchObject({
      amount_received: 0,
      latest_charge: null,
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: "http://shop.test/done" } },
      status: "requires_action",
    });
  });

  test("tokens that name the brand are the same cards", async () => {
    const error = await refusal(newPayment(world, { payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" }));
    expect(error).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" });
  });

  test("an intent pays with a second card after a first was declined", async () => {
    const { id } = await newIntent(world);
    const { paymentIntents, charges } = world.stripe;
    await refusal(paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }));
    const paid = await paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
    const { data } = await charges.list({ payment_intent: id });
    expect(data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  test("a paid intent cannot be paid again", async () => {
    const { id } = await newPayment(world);
    const error = await refusal(world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }));
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    expect((await world.stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  test("confirming without a card is refused", async () => {
    const { id } = await newIntent(world);
    const error = await refusal(world.stripe.paymentIntents.confirm(id));
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  });

  test("an address to come back to that is none is refused before anything is paid", async () => {
    const { id } = await newIntent(world);
    const params = { payment_method: "pm_card_visa", return_url: "somewhere" };
    const error = await refusal(world.stripe.paymentIntents.confirm(id, params));
    expect(error).toMatchObject({ statusCode: 400, code: "url_invalid", param: "return_url" });
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("requires_payment_method");
  });
});

describe("as they are typed", () => {
  test.each(TEST_CARDS.map(({ number, token }) => [number, token]))("%s is %s", async (number, token) => {
    const typed = await type({ number });
    const { id } = await newIntent(world);
    const server = { Authorization: `Bearer ${SECRET}` };
    const named = await ask(world, "POST", `/v1/payment_intents/${id}/confirm`, { payment_method: token }, server);
    const told = ({ status, body: { status: state, error } }: typeof named) => [
      status,
      state,
      error?.code,
      error?.decline_code,
    ];
    expect(told(typed)).toEqual(told(named));
  });

  test("spaces in a number are of no account", async () => {
    expect((await type({ number: "4242 4242 4242 4242" })).body.status).toBe("succeeded");
  });

  test.each([
    ["a number with a wrong digit", { number: "4242424242424241" }, "incorrect_number", "number"],
    ["a number that is too short", { number: "4242" }, "incorrect_number", "number"],
    ["a thirteenth month", { number: "4242424242424242", exp_month: "13" }, "invalid_expiry_month", "exp_month"],
    ["a year that is over", { number: "4242424242424242", exp_year: "2020" }, "invalid_expiry_year", "exp_year"],
    ["a security code of two digits", { number: "4242424242424242", cvc: "12" }, "invalid_cvc", "cvc"],
  ])("%s is refused and leaves the intent as it was", async (_what, card, code, param) => {
    const { id, status, body } = await type(card);
    expect(status).toBe(402);
    expect(body.error).toMatchObject({ type: "card_error", code, param });
    const after = await world.stripe.paymentIntents.retrieve(id);
    expect(after).toMatchObject({ status: "requires_payment_method", last_payment_error: null });
  });

  test("a card is good to the end of its month", async () => {
    const today = new Date();
    const month = { exp_month: String(today.getUTCMonth() + 1), exp_year: String(today.getUTCFullYear()) };
    expect((await type({ number: "4242424242424242", ...month })).body.status).toBe("succeeded");
  });
});

describe("as payment methods", () => {
  const card = {
    "card[number]": "4000000000009995",
    "card[exp_month]": "1",
    "card[exp_year]": "40",
    "card[cvc]": "123",
  };

  test("a browser makes one, and the card behind it decides", async () => {
    const made = await ask<Stripe.PaymentMethod>(world, "POST", "/v1/payment_methods", { type: "card", ...card });
    expect(made.body).toMatchObject({
      object: "payment_method",
      card: { brand: "visa", last4: "9995", exp_year: 2040 },
    });
    expect(JSON.stringify(made.body)).not.toContain("4000000000009995");
    const error = await refusal(newPayment(world, { payment_method: made.body.id }));
    expect(error).toMatchObject({ decline_code: "insufficient_funds", payment_method: { id: made.body.id } });
  });

  test("a payment keeps the payment method that it was made with", async () => {
    const params = { type: "card", ...card, "card[number]": "378282246310005", "card[cvc]": "1234" };
    const made = await ask<Stripe.PaymentMethod>(world, "POST", "/v1/payment_methods", params);
    expect((await newPayment(world, { payment_method: made.body.id })).payment_method).toBe(made.body.id);
    expect((await world.stripe.paymentMethods.retrieve(made.body.id)).card?.brand).toBe("amex");
  });

  test("one that is no card is refused", async () => {
    const { status, body } = await ask(world, "POST", "/v1/payment_methods", { type: "sepa_debit" });
    expect([status, body.error?.type]).toEqual([400, "invalid_request_error"]);
    const untyped = await ask(world, "POST", "/v1/payment_methods", card);
    expect(untyped.body.error).toMatchObject({ code: "parameter_missing", param: "type" });
  });
});
