import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, idOf, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const chargeOf = ({ latest_charge }: Pick<Stripe.PaymentIntent, "latest_charge">) =>
  world.stripe.charges.retrieve(idOf(latest_charge));
const balanceIn = async (currency: string) =>
  (await world.stripe.balance.retrieve()).available.find((entry) => entry.currency === currency)?.amount;

describe("refunds", () => {
  test("a refund without an amount gives everything back", async () => {
    const paid = await newPayment(world);
    const refund = await world.stripe.refunds.create({
      payment_intent: paid.id,
      reason: "requested_by_customer",
      metadata: { order_id: "7" },
    });
    expect(refund).toMatchObject({
      amount: 2500,
      charge: paid.latest_charge,
      currency: "usd",
      metadata: { order_id: "7" },
      object: "refund",
      payment_intent: paid.id,
      reason: "requested_by_customer",
      status: "succeeded",
    });
    expect(await chargeOf(paid)).toMatchObject({ amount: 2500, amount_refunded: 2500, refunded: true });
    expect(await world.stripe.refunds.retrieve(refund.id)).toEqual({ ...refund });
    expect((await world.stripe.paymentIntents.retrieve(paid.id)).status).toBe("succeeded");
  });

  test("a charge is refunded by its own id as by its intent's", async () => {
    const paid = await newPayment(world);
    const refund = await world.stripe.refunds.create({ charge: idOf(paid.latest_charge) });
    expect(refund).toMatchObject({ amount: 2500, payment_intent: paid.id });
  });

  test("parts are refunded until nothing is left, and the last one without an amount is the rest", async () => {
    const paid = await newPayment(world);
    const refund = (amount?: number) =>
      world.stripe.refunds.create({ payment_intent: paid.id, ...(amount !== undefined && { amount }) });
    await refund(1000);
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 1000, refunded: false });
    await refund(1000);
    expect((await refund()).amount).toBe(500);
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 2500, refunded: true });
    expect(await refusal(refund(1))).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
    const { data } = await world.stripe.refunds.list({ charge: idOf(paid.latest_charge) });
    expect(data.map(({ amount }) => amount)).toEqual([500, 1000, 1000]);
  });

  test("a refund larger than what is left is refused and changes nothing", async () => {
    const paid = await newPayment(world);
    await world.stripe.refunds.create({ payment_intent: paid.id, amount: 2000 });
    const error = await refusal(world.stripe.refunds.create({ payment_intent: paid.id, amount: 501 }));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param: "amount" });
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 2000, refunded: false });
  });

  test("of parallel refunds no more is given back than was paid", async () => {
    const paid = await newPayment(world);
    const refund = () => world.stripe.refunds.create({ payment_intent: paid.id, amount: 1000 });
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, refund));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 2000 });
  });

  test.each([0, -100, 1.5])("a refund of %d is refused", async (amount) => {
    const { id } = await newPayment(world);
    const error = await refusal(world.stripe.refunds.create({ payment_intent: id, amount }));
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_invalid_integer", param: "amount" });
  });

  test("a refund for a reason that Stripe does not know is refused", async () => {
    const { id } = await newPayment(world);
    const error = await refusal(world.stripe.refunds.create({ payment_intent: id, reason: "expired" as "duplicate" }));
    expect(error).toMatchObject({ statusCode: 400, param: "reason" });
    expect((await world.stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
  });

  test("of a captured part no more than that part is refunded", async () => {
    const { id } = await newPayment(world, { capture_method: "manual" });
    await world.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 });
    expect((await refusal(world.stripe.refunds.create({ payment_intent: id, amount: 1001 }))).param).toBe("amount");
    expect((await world.stripe.refunds.create({ payment_intent: id })).amount).toBe(1000);
  });

  test("what was never paid is not refunded", async () => {
    const open = await newIntent(world);
    const held = await newPayment(world, { capture_method: "manual" });
    const { refunds, paymentIntents } = world.stripe;
    const declined = await refusal(paymentIntents.confirm(open.id, { payment_method: "pm_card_chargeDeclined" }));
    for (const params of [{ payment_intent: open.id }, { payment_intent: held.id }]) {
      const error = await refusal(refunds.create(params));
      expect(error.statusCode).toBe(400);
      expect(error.message).toContain("does not have a successful charge");
    }
    for (const charge of [idOf(held.latest_charge), idOf(declined.charge)]) {
      const error = await refusal(refunds.create({ charge }));
      expect(error).toMatchObject({ statusCode: 400, code: "charge_not_refundable" });
    }
  });

  test("a refund of nothing that is known is refused", async () => {
    const { refunds } = world.stripe;
    expect(await refusal(refunds.create({}))).toMatchObject({ statusCode: 400, code: "parameter_missing" });
    for (const params of [{ charge: "ch_nobody" }, { payment_intent: "pi_nobody" }])
      expect(await refusal(refunds.create(params))).toMatchObject({ statusCode: 404, code: "resource_missing" });
  });
});

describe("the balance", () => {
  test("is what was captured less what was refunded, by currency", async () => {
    const before = (await balanceIn("usd")) ?? 0;
    const { id } = await newPayment(world);
    await newPayment(world, { amount: 900, currency: "sek" });
    await newPayment(world, { capture_method: "manual" });
    await refusal(newPayment(world, { payment_method: "pm_card_chargeDeclined" }));
    await world.stripe.refunds.create({ payment_intent: id, amount: 700 });
    expect(await balanceIn("usd")).toBe(before + 1800);
    expect(await balanceIn("sek")).toBe(900);
  });

  test("of a new sandbox is nothing", async () => {
    const other = await openSandbox();
    const balance = await other.stripe.balance.retrieve();
    expect(balance).toMatchObject({ object: "balance", livemode: false, available: [{ amount: 0, currency: "usd" }] });
    await other.close();
  });
});
