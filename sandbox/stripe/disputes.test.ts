import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type World, idOf, newPayment, openSandbox, refusal } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const newDisputed = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  newPayment(world, { payment_method: "pm_card_createDispute", ...params });
async function disputeOf(payment_intent: string): Promise<Stripe.Dispute> {
  const [dispute] = (await world.stripe.disputes.list({ payment_intent })).data;
  if (!dispute) throw new Error(`${payment_intent} is not disputed`);
  return dispute;
}
async function newDispute(): Promise<Stripe.Dispute> {
  const { id } = await newDisputed();
  return disputeOf(id);
}
const submit = (id: string, uncategorized_text: string, more: Stripe.DisputeUpdateParams = {}) =>
  world.stripe.disputes.update(id, { evidence: { uncategorized_text }, ...more });
/** What was told of a dispute, oldest first, with its status then. */
async function eventsOf(id: string): Promise<[string, string][]> {
  const { data } = await world.stripe.events.list({ type: "charge.dispute.*", limit: 100 });
  const disputes = data.map((event) => ({ type: event.type, dispute: event.data.object as Stripe.Dispute }));
  return disputes
    .filter(({ dispute }) => dispute.id === id)
    .map(({ type, dispute }): [string, string] => [type.replace("charge.dispute.", ""), dispute.status])
    .toReversed();
}
const OPENED = [
  ["created", "needs_response"],
  ["funds_withdrawn", "needs_response"],
];

test("a payment with the card for it succeeds and is disputed", async () => {
  const paid = await newDisputed();
  expect(paid).toMatchObject({ status: "succeeded", amount_received: 2500 });
  const dispute = await disputeOf(paid.id);
  expect(dispute).toMatchObject({
    object: "dispute",
    amount: 2500,
    charge: paid.latest_charge,
    currency: "usd",
    is_charge_refundable: false,
    payment_intent: paid.id,
    reason: "fraudulent",
    status: "needs_response",
  });
  expect(dispute.id).toMatch(/^dp_/);
  expect(await world.stripe.disputes.retrieve(dispute.id)).toEqual({ ...dispute });
  expect((await world.stripe.charges.retrieve(idOf(paid.latest_charge))).disputed).toBe(true);
  expect(await eventsOf(dispute.id)).toEqual(OPENED);
});

test("what is only authorized is disputed once it is captured, for what was captured", async () => {
  const { id } = await newDisputed({ capture_method: "manual" });
  expect((await world.stripe.disputes.list({ payment_intent: id })).data).toEqual([]);
  await world.stripe.paymentIntents.capture(id, { amount_to_capture: 900 });
  expect((await disputeOf(id)).amount).toBe(900);
});

test("a dispute that is given up is lost", async () => {
  const { id } = await newDispute();
  expect(await world.stripe.disputes.close(id)).toMatchObject({ id, status: "lost", is_charge_refundable: false });
  expect(await eventsOf(id)).toEqual([...OPENED, ["closed", "lost"]]);
});

test.each([
  ["winning_evidence", "won", ["funds_reinstated", "won"]],
  ["losing_evidence", "lost"],
] as const)("%s makes a dispute %s", async (text, status, ...more) => {
  const { id } = await newDispute();
  expect(await submit(id, text, { submit: true })).toMatchObject({
    status,
    is_charge_refundable: status === "won",
    evidence: { uncategorized_text: text },
    evidence_details: { has_evidence: true, submission_count: 1 },
  });
  expect(await eventsOf(id)).toEqual([...OPENED, ["updated", "under_review"], ["closed", status], ...more]);
});

test("other evidence is under review, and evidence that is not submitted waits", async () => {
  const { id } = await newDispute();
  expect((await submit(id, "winning_evidence", { submit: false })).status).toBe("needs_response");
  expect((await submit(id, "It arrived.", { submit: true })).status).toBe("under_review");
  expect((await submit(id, "losing_evidence", { submit: false })).evidence_details.submission_count).toBe(1);
  expect((await world.stripe.disputes.update(id, { submit: true })).status).toBe("lost");
});

test("evidence is submitted if nothing else is said, and metadata alone submits nothing", async () => {
  const { id } = await newDispute();
  const noted = await world.stripe.disputes.update(id, { metadata: { order_id: "7" } });
  expect(noted).toMatchObject({ status: "needs_response", metadata: { order_id: "7" } });
  expect((await submit(id, "winning_evidence")).status).toBe("won");
});

test("a dispute that is over stays as it is", async () => {
  const { id } = await newDispute();
  await world.stripe.disputes.close(id);
  for (const call of [() => world.stripe.disputes.close(id), () => submit(id, "winning_evidence")])
    expect((await refusal(call())).statusCode).toBe(400);
  expect((await world.stripe.disputes.retrieve(id)).status).toBe("lost");
});

test("a disputed charge is not refunded, unless the dispute is won", async () => {
  const { id, payment_intent } = await newDispute();
  const refund = () => world.stripe.refunds.create({ payment_intent: idOf(payment_intent) });
  const refused = { statusCode: 400, code: "charge_disputed" };
  expect(await refusal(refund())).toMatchObject(refused);
  await submit(id, "It arrived.");
  expect(await refusal(refund())).toMatchObject(refused);
  await submit(id, "winning_evidence");
  expect(await refund()).toMatchObject({ amount: 2500, status: "succeeded" });

  const lost = await newDispute();
  await world.stripe.disputes.close(lost.id);
  expect(await refusal(world.stripe.refunds.create({ charge: idOf(lost.charge) }))).toMatchObject(refused);
});

test("disputes are found by their charge and their payment", async () => {
  const { id, charge, payment_intent } = await newDispute();
  await newDispute();
  for (const filter of [{ charge: idOf(charge) }, { payment_intent: idOf(payment_intent) }])
    expect((await world.stripe.disputes.list(filter)).data.map((dispute) => dispute.id)).toEqual([id]);
});

test("a dispute that is not there is not found", async () => {
  const { disputes } = world.stripe;
  for (const call of [
    () => disputes.retrieve("dp_nobody"),
    () => disputes.update("dp_nobody"),
    () => disputes.close("dp_nobody"),
  ])
    expect(await refusal(call())).toMatchObject({ statusCode: 404, message: "No such dispute: 'dp_nobody'" });
});
