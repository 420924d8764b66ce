import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { SECRET, type World, ask, idOf, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const asServer = { Authorization: `Bearer ${SECRET}` };

describe("creating", () => {
  test("a new intent waits for a payment method and has a secret of its own", async () => {
    const intent = await newIntent(world, { description: "Order 7", receipt_email: "robin@mail.example" });
    expect(intent).toMatchObject({
      object: "payment_intent",
      amount: 2500,
      amount_capturable: 0,
      amount_received: 0,
      automatic_payment_methods: { allow_redirects: "always", enabled: true },
      capture_method: "automatic_async",
      currency: "usd",
      description: "Order 7",
      latest_charge: null,
      livemode: false,
      metadata: {},
      payment_method: null,
      receipt_email: "robin@mail.example",
      status: "requires_payment_method",
    });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{20,}$`));
    expect(Math.abs(Date.now() / 1000 - intent.created)).toBeLessThan(60);
    expect(intent.lastResponse.apiVersion).toBe("2026-10-28.endive");
    expect(intent.lastResponse.requestId).toMatch(/^req_/);
  });

  test("two intents share neither id nor secret", async () => {
    const [one, other] = await Promise.all([newIntent(world), newIntent(world)]);
    expect(one.id).not.toBe(other.id);
    expect(one.client_secret).not.toBe(other.client_secret);
  });

  test("nested parameters come back as they were sent", async () => {
    const shipping = { name: "Robin Ash", address: { line1: "214 Alder St", city: "Portland", country: "US" } };
    const intent = await newIntent(world, { shipping, metadata: { order_id: "7", note: "für „dich“ & <mich>" } });
    expect(intent.shipping).toEqual(shipping);
    expect(intent.metadata).toEqual({ order_id: "7", note: "für „dich“ & <mich>" });
  });

  test("a currency is written small", async () => {
    expect(await newIntent(world, { currency: "EUR" })).toMatchObject({ currency: "eur" });
  });

  test("the kinds of payment are chosen by Stripe, or by hand on request", async () => {
    const intent = await newIntent(world, { automatic_payment_methods: { enabled: false } });
    expect(intent.automatic_payment_methods).toBeNull();
    const cards = await newIntent(world, { allowed_payment_method_types: ["card"] });
    expect(cards.allowed_payment_method_types).toEqual(["card"]);
  });

  test("an intent with a payment method waits to be confirmed, and needs no other then", async () => {
    const intent = await newIntent(world, { payment_method: "pm_card_visa" });
    expect(intent).toMatchObject({ status: "requires_confirmation", payment_method: expect.stringMatching(/^pm_/) });
    const paid = await world.stripe.paymentIntents.confirm(intent.id);
    expect(paid).toMatchObject({ status: "succeeded", payment_method: intent.payment_method });
  });

  test("an intent that is made with an unknown payment method is not made", async () => {
    const before = await world.stripe.paymentIntents.list({ limit: 1 });
    const error = await refusal(newPayment(world, { payment_method: "pm_nobody" }));
    expect(error).toMatchObject({ statusCode: 400, code: "resource_missing", param: "payment_method" });
    expect((await world.stripe.paymentIntents.list({ limit: 1 })).data[0]?.id).toBe(before.data[0]?.id);
  });

  test.each([
    ["without an amount", { currency: "usd" }, "parameter_missing", "amount"],
    ["without a currency", { amount: "500" }, "parameter_missing", "currency"],
    ["of a fraction", { amount: "5.5", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["of words", { amount: "five", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["of nothing", { amount: "0", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["of less than nothing", { amount: "-500", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["of less than the least", { amount: "49", currency: "usd" }, "amount_too_small", "amount"],
    ["of more than the most", { amount: "100000000", currency: "usd" }, "amount_too_large", "amount"],
  ])("an intent %s is refused", async (_what, params: Record<string, string>, code, param) => {
    const { status, body } = await ask(world, "POST", "/v1/payment_intents", params, asServer);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "invalid_request_error", code, param });
  });

  test("the least and the greatest amount are accepted", async () => {
    expect((await newIntent(world, { amount: 50 })).amount).toBe(50);
    expect((await newIntent(world, { amount: 99_999_999 })).amount).toBe(99_999_999);
  });

  test("a currency that is no code of three letters is refused", async () => {
    expect(await refusal(newIntent(world, { currency: "dollars" }))).toMatchObject({ param: "currency" });
  });
});

describe("reading", () => {
  test("an intent is read as it was answered", async () => {
    const made = await newIntent(world, { metadata: { order_id: "7" } });
    expect(await world.stripe.paymentIntents.retrieve(made.id)).toEqual({ ...made });
  });

  test("an intent that never was is not found", async () => {
    expect(await refusal(world.stripe.paymentIntents.retrieve("pi_nobody"))).toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 404,
      code: "resource_missing",
      param: "intent",
      message: "No such payment_intent: 'pi_nobody'",
      doc_url: "https://stripe.com/docs/error-codes/resource-missing",
    });
  });

  test("the charge and the payment method are put in place of their ids on request", async () => {
    const { id } = await newPayment(world);
    const intent = await world.stripe.paymentIntents.retrieve(id, { expand: ["latest_charge", "payment_method"] });
    expect(intent.latest_charge).toMatchObject({ object: "charge", payment_intent: id, status: "succeeded" });
    expect(intent.payment_method).toMatchObject({ object: "payment_method", card: { last4: "4242" } });
    expect(JSON.stringify(intent)).not.toContain("secret_card");
  });
});

describe("changing", () => {
  test("what is not named in an update stays", async () => {
    const { id } = await newIntent(world, { description: "Order 7", metadata: { order_id: "7", note: "gift" } });
    const changed = await world.stripe.paymentIntents.update(id, { amount: 3000, metadata: { note: "", more: "yes" } });
    expect(changed).toMatchObject({ amount: 3000, currency: "usd", description: "Order 7" });
    expect(changed.metadata).toEqual({ order_id: "7", more: "yes" });
    expect(await world.stripe.paymentIntents.retrieve(id)).toEqual({ ...changed });
  });

  test("an empty text takes a description away", async () => {
    const { id } = await newIntent(world, { description: "Order 7" });
    expect(await world.stripe.paymentIntents.update(id, { description: "" })).toMatchObject({ description: null });
  });

  test("an update takes the last error away", async () => {
    const { id } = await newIntent(world);
    await refusal(world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }));
    const changed = await world.stripe.paymentIntents.update(id, { description: "Order 7" });
    expect(changed).toMatchObject({ last_payment_error: null, status: "requires_payment_method" });
  });

  test("a changed amount is what is paid", async () => {
    const { id } = await newIntent(world);
    await world.stripe.paymentIntents.update(id, { amount: 3000, currency: "eur" });
    const paid = await world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    expect(paid).toMatchObject({ amount: 3000, amount_received: 3000, currency: "eur" });
  });

  test("a payment method that an update names waits to be confirmed", async () => {
    const { id } = await newIntent(world);
    const changed = await world.stripe.paymentIntents.update(id, { payment_method: "pm_card_visa" });
    expect(changed.status).toBe("requires_confirmation");
  });

  test("a changed amount is held to the same bounds as a new one", async () => {
    const { id } = await newIntent(world);
    const error = await refusal(world.stripe.paymentIntents.update(id, { amount: 1 }));
    expect(error.code).toBe("amount_too_small");
    expect((await world.stripe.paymentIntents.retrieve(id)).amount).toBe(2500);
  });

  test("the amount of a paid intent is fixed, its metadata is not", async () => {
    const { id } = await newPayment(world);
    const error = await refusal(world.stripe.paymentIntents.update(id, { amount: 1000 }));
    expect(error).toMatchObject({ code: "payment_intent_unexpected_state", payment_intent: { id, amount: 2500 } });
    const changed = await world.stripe.paymentIntents.update(id, { metadata: { shipped: "yes" } });
    expect(changed).toMatchObject({ status: "succeeded", metadata: { shipped: "yes" } });
  });
});

describe("cancelling", () => {
  test("an open intent is cancelled with its reason and can be neither paid nor cancelled after", async () => {
    const { id } = await newIntent(world);
    const { paymentIntents } = world.stripe;
    const canceled = await paymentIntents.cancel(id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    expect(canceled.canceled_at).toBeGreaterThan(0);
    for (const call of [paymentIntents.cancel(id), paymentIntents.confirm(id, { payment_method: "pm_card_visa" })])
      expect(await refusal(call)).toMatchObject({
        statusCode: 400,
        code: "payment_intent_unexpected_state",
        payment_intent: { id, status: "canceled" },
      });
  });

  test("a reason that Stripe does not know cancels nothing", async () => {
    const { id } = await newIntent(world);
    const cancellation_reason = "expired" as "abandoned";
    const error = await refusal(world.stripe.paymentIntents.cancel(id, { cancellation_reason }));
    expect(error).toMatchObject({ statusCode: 400, param: "cancellation_reason" });
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("requires_payment_method");
  });

  test("a paid intent cannot be cancelled", async () => {
    const { id } = await newPayment(world);
    expect(await refusal(world.stripe.paymentIntents.cancel(id))).toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { id, status: "succeeded" },
    });
  });

  test("an intent that waits for 3-D Secure can be cancelled", async () => {
    const { id } = await newPayment(world, { payment_method: "pm_card_authenticationRequired" });
    const canceled = await world.stripe.paymentIntents.cancel(id);
    expect(canceled).toMatchObject({ status: "canceled", next_action: null });
  });

  test("cancelling a held payment gives the hold back", async () => {
    const { id } = await newPayment(world, { capture_method: "manual" });
    const canceled = await world.stripe.paymentIntents.cancel(id, {}, {});
    expect(canceled).toMatchObject({ status: "canceled", amount_capturable: 0, amount_received: 0 });
    const charge = await world.stripe.charges.retrieve(idOf(canceled.latest_charge));
    expect(charge).toMatchObject({ captured: false, refunded: true, amount_refunded: 2500 });
  });
});

describe("capturing", () => {
  const hold = () => newPayment(world, { capture_method: "manual" });

  test("a payment that is to be captured by hand is held, not taken", async () => {
    const held = await hold();
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2500, amount_received: 0 });
    expect(await world.stripe.charges.retrieve(idOf(held.latest_charge))).toMatchObject({
      status: "succeeded",
      captured: false,
      amount_captured: 0,
    });
  });

  test("a hold is captured whole unless told otherwise", async () => {
    const { id, latest_charge } = await hold();
    const captured = await world.stripe.paymentIntents.capture(id);
    expect(captured).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 2500, latest_charge });
    const charge = await world.stripe.charges.retrieve(idOf(latest_charge));
    expect(charge).toMatchObject({ captured: true, amount: 2500, amount_captured: 2500 });
  });

  test("a part of a hold is captured once, and the rest is not there any more", async () => {
    const { id } = await hold();
    const captured = await world.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 });
    expect(captured).toMatchObject({ amount: 2500, amount_capturable: 0, amount_received: 1000, status: "succeeded" });
    const error = await refusal(world.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 }));
    expect(error.code).toBe("payment_intent_unexpected_state");
  });

  test("more than is held cannot be captured", async () => {
    const { id } = await hold();
    const error = await refusal(world.stripe.paymentIntents.capture(id, { amount_to_capture: 2501 }));
    expect(error).toMatchObject({ statusCode: 400, code: "amount_too_large", param: "amount_to_capture" });
    const zero = await refusal(world.stripe.paymentIntents.capture(id, { amount_to_capture: 0 }));
    expect(zero.code).toBe("parameter_invalid_integer");
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("requires_capture");
  });

  test("an intent that holds nothing cannot be captured", async () => {
    const { id } = await newIntent(world);
    expect((await refusal(world.stripe.paymentIntents.capture(id))).code).toBe("payment_intent_unexpected_state");
  });
});
