import { afterAll, beforeAll, expect, test } from "vitest";

import { SECRET, type World, newIntent, newPayment, openSandbox, refusal } from "./testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const disputed = (amount: number, order_id: string) =>
  newPayment(world, { amount, payment_method: "pm_card_createDispute", metadata: { order_id } });
const disputeOf = async (payment_intent: string) =>
  String((await world.stripe.disputes.list({ payment_intent })).data[0]?.id);

test("the ledger says to the cent what came, went back and was taken, by payment, order and currency", async () => {
  const twice = [1001, 2002].map((amount) => newPayment(world, { amount, metadata: { order_id: "1" } }));
  const [one, other] = await Promise.all(twice);
  await world.stripe.refunds.create({ payment_intent: String(one?.id), amount: 301 });
  const [lost, open, won] = [await disputed(4000, "2"), await disputed(5000, "3"), await disputed(6000, "4")];
  await world.stripe.disputes.close(await disputeOf(lost.id));
  await world.stripe.disputes.update(await disputeOf(won.id), {
    evidence: { uncategorized_text: "winning_evidence" },
  });
  const held = await newPayment(world, { capture_method: "manual", metadata: { order_id: "5" } });
  await world.stripe.paymentIntents.capture(held.id, { amount_to_capture: 700 });
  const foreign = await newPayment(world, { amount: 900, currency: "sek" });
  await newIntent(world);
  await newPayment(world, { capture_method: "manual" });
  await refusal(newPayment(world, { payment_method: "pm_card_chargeDeclined" }));

  const usd = { currency: "usd", refunded: 0, lost: 0, withheld: 0 };
  const ledger = world.ledger();
  expect(ledger.payments.toSorted((a, b) => a.received - b.received)).toEqual([
    { ...usd, payment_intent: held.id, order_id: "5", received: 700 },
    { ...usd, payment_intent: foreign.id, order_id: null, currency: "sek", received: 900 },
    { ...usd, payment_intent: one?.id, order_id: "1", received: 1001, refunded: 301 },
    { ...usd, payment_intent: other?.id, order_id: "1", received: 2002 },
    { ...usd, payment_intent: lost.id, order_id: "2", received: 4000, lost: 4000 },
    { ...usd, payment_intent: open.id, order_id: "3", received: 5000, withheld: 5000 },
    { ...usd, payment_intent: won.id, order_id: "4", received: 6000 },
  ]);
  expect(ledger.orders.toSorted((a, b) => Number(a.order_id) - Number(b.order_id)).slice(0, 3)).toEqual([
    { ...usd, order_id: null, currency: "sek", payments: 1, received: 900 },
    { ...usd, order_id: "1", payments: 2, received: 3003, refunded: 301 },
    { ...usd, order_id: "2", payments: 1, received: 4000, lost: 4000 },
  ]);
  expect(ledger.totals.toSorted((a, b) => a.received - b.received)).toEqual([
    { ...usd, currency: "sek", received: 900 },
    { ...usd, received: 18_703, refunded: 301, lost: 4000, withheld: 5000 },
  ]);
  const { available } = await world.stripe.balance.retrieve();
  expect(available.find(({ currency }) => currency === "usd")?.amount).toBe(18_703 - 301 - 4000 - 5000);
  const answer = await fetch(`${world.origin}/sandbox/control/ledger`, {
    headers: { Authorization: `Bearer ${SECRET}` },
  });
  expect(await answer.json()).toEqual(ledger);
});
