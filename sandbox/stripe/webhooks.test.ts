import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { PATIENT, WEBHOOK_SECRET, type World, idOf, newIntent, newPayment, openSandbox } from "../testing.ts";
import { signatureOf } from "./webhooks.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());
beforeEach(() => void (world.receiver.status = 200));

const objectOf = ({ data }: Stripe.Event) => data.object as Stripe.PaymentIntent;
const deliveriesOf = (id: string, type?: string) =>
  world.receiver.deliveries.filter(({ event }) => objectOf(event).id === id && (!type || event.type === type));
async function arrived(id: string, type: string, times = 1): Promise<void> {
  await expect.poll(() => deliveriesOf(id, type).length, PATIENT).toBeGreaterThanOrEqual(times);
}
const resend = (id: string) => fetch(`${world.origin}/events/${id}/resend`, { method: "POST", redirect: "manual" });
const pendingOf = async (id: string) => (await world.stripe.events.retrieve(id)).pending_webhooks;

test("an event arrives with a signature that Stripe's SDK accepts", async () => {
  const { id } = await newIntent(world, { metadata: { note: "für „dich“ 🎁" } });
  await arrived(id, "payment_intent.created");
  const [{ body, signature } = { body: "", signature: "" }] = deliveriesOf(id);
  const event = world.stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
  expect(event).toMatchObject({ object: "event", type: "payment_intent.created", api_version: "2026-10-28.endive" });
  expect(objectOf(event)).toMatchObject({ id, metadata: { note: "für „dich“ 🎁" } });
  await expect.poll(() => pendingOf(event.id), PATIENT).toBe(0);
});

test("a signature fails for a changed body, another secret and a time long past", async () => {
  const { id } = await newIntent(world);
  await arrived(id, "payment_intent.created");
  const [{ body, signature } = { body: "", signature: "" }] = deliveriesOf(id);
  const { webhooks } = world.stripe;
  const old = signatureOf(body, WEBHOOK_SECRET, Math.floor(Date.now() / 1000) - 400);
  for (const attempt of [
    () => webhooks.constructEvent(body.replace("2500", "1"), signature, WEBHOOK_SECRET),
    () => webhooks.constructEvent(body, signature, "whsec_other"),
    () => webhooks.constructEvent(body, old, WEBHOOK_SECRET),
  ])
    expect(attempt).toThrow(Stripe.errors.StripeSignatureVerificationError);
});

test("a payment and its refund send each of their events once", async () => {
  const { id, latest_charge } = await newPayment(world);
  const refund = await world.stripe.refunds.create({ payment_intent: id });
  await arrived(id, "payment_intent.created");
  await arrived(id, "payment_intent.succeeded");
  await arrived(idOf(latest_charge), "charge.succeeded");
  await arrived(idOf(latest_charge), "charge.refunded");
  await arrived(refund.id, "refund.created");
  const ids = world.receiver.deliveries.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a failed charge is announced with its reason", async () => {
  const { id } = await newIntent(world);
  await world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }).catch(() => undefined);
  await arrived(id, "payment_intent.payment_failed");
  const [{ event } = { event: undefined }] = deliveriesOf(id, "payment_intent.payment_failed");
  expect(event?.data.object).toMatchObject({ last_payment_error: { code: "card_declined" } });
  const { latest_charge } = await world.stripe.paymentIntents.retrieve(id);
  await arrived(idOf(latest_charge), "charge.failed");
  const [{ event: failed } = { event: undefined }] = deliveriesOf(idOf(latest_charge), "charge.failed");
  expect(failed?.data.object).toMatchObject({ failure_code: "card_declined", status: "failed" });
});

test("an event whose delivery fails or is redirected comes again, freshly signed, until it is taken", async () => {
  const refused: string[] = [];
  for (const status of [500, 302]) {
    world.receiver.status = status;
    const { id } = await newIntent(world);
    await arrived(id, "payment_intent.created");
    expect(await pendingOf(String(deliveriesOf(id)[0]?.event.id))).toBe(1);
    refused.push(id);
  }
  world.receiver.status = 200;
  for (const id of refused) {
    await arrived(id, "payment_intent.created", 2);
    const [first, again] = deliveriesOf(id);
    expect(again?.event).toEqual(first?.event);
    const event = world.stripe.webhooks.constructEvent(again?.body ?? "", again?.signature ?? "", WEBHOOK_SECRET);
    await expect.poll(() => pendingOf(event.id), PATIENT).toBe(0);
  }
});

test("an event that was not taken is sent again after a restart, and one that was is not", async () => {
  const taken = await newIntent(world);
  await arrived(taken.id, "payment_intent.created");
  await expect.poll(() => pendingOf(String(deliveriesOf(taken.id)[0]?.event.id)), PATIENT).toBe(0);
  world.receiver.status = 503;
  const { id } = await newIntent(world);
  await arrived(id, "payment_intent.created");
  await world.restart(() => void (world.receiver.status = 200));
  await arrived(id, "payment_intent.created", 2);
  const [first, again] = deliveriesOf(id);
  expect(again?.event.id).toBe(first?.event.id);
  await expect.poll(() => pendingOf(String(first?.event.id)), PATIENT).toBe(0);
  expect(deliveriesOf(taken.id)).toHaveLength(1);
});

test("an event is sent again by hand, taken or not, and stays taken when that fails", async () => {
  const { id } = await newIntent(world);
  await arrived(id, "payment_intent.created");
  const event = String(deliveriesOf(id)[0]?.event.id);
  await expect.poll(() => pendingOf(event), PATIENT).toBe(0);
  const answer = await resend(event);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  await arrived(id, "payment_intent.created", 2);
  world.receiver.status = 500;
  await resend(event);
  await arrived(id, "payment_intent.created", 3);
  await world.restart(() => void (world.receiver.status = 200));
  expect(await pendingOf(event)).toBe(0);
  expect(new Set(deliveriesOf(id).map((delivery) => delivery.event.id))).toEqual(new Set([event]));
});

test("the page of the sandbox says of each event whether it arrived", async () => {
  world.receiver.status = 418;
  const { id } = await newIntent(world);
  await arrived(id, "payment_intent.created");
  const event = String(deliveriesOf(id)[0]?.event.id);
  const index = async () => (await fetch(world.origin)).text();
  await expect.poll(index, PATIENT).toContain("not yet (418)");
  world.receiver.status = 200;
  expect(await index()).toContain(`action="/events/${event}/resend"`);
});
