import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { Store } from "../store.ts";
import { SECRET, type World, ask, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";
import { answerOnce } from "./idempotency.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const DAY_MS = 86_400_000;
const ORDER = { amount: 2500, currency: "usd" } as const;
const newKey = () => ({ idempotencyKey: `key-${crypto.randomUUID()}` });

test("the same request under the same key answers the same object, marked as a replay", async () => {
  const key = newKey();
  const first = await world.stripe.paymentIntents.create(ORDER, key);
  const again = await world.stripe.paymentIntents.create(ORDER, key);
  expect(again).toEqual({ ...first });
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(again.lastResponse.headers).toMatchObject({
    "idempotency-key": key.idempotencyKey,
    "idempotent-replayed": "true",
    "original-request": first.lastResponse.requestId,
  });
  expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
});

test("a replay answers what was so then, not what is so now", async () => {
  const key = newKey();
  const { id } = await world.stripe.paymentIntents.create(ORDER, key);
  await world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
  const again = await world.stripe.paymentIntents.create(ORDER, key);
  expect(again).toMatchObject({ id, status: "requires_payment_method" });
});

test("other parameters under the same key are refused and change nothing", async () => {
  const key = newKey();
  const { id } = await world.stripe.paymentIntents.create(ORDER, key);
  const error = await refusal(world.stripe.paymentIntents.create({ ...ORDER, amount: 2600 }, key));
  expect(error).toMatchObject({ type: "StripeIdempotencyError", rawType: "idempotency_error", statusCode: 400 });
  expect(error.message).toContain(key.idempotencyKey);
  expect((await world.stripe.paymentIntents.create(ORDER, key)).id).toBe(id);
});

test("the same key at another address is refused", async () => {
  const key = newKey();
  const [one, other] = [await newIntent(world), await newIntent(world)];
  await world.stripe.paymentIntents.cancel(one.id, {}, key);
  const error = await refusal(world.stripe.paymentIntents.cancel(other.id, {}, key));
  expect(error.rawType).toBe("idempotency_error");
  expect((await world.stripe.paymentIntents.retrieve(other.id)).status).toBe("requires_payment_method");
});

test("the same parameters in another order are the same request", async () => {
  const headers = { Authorization: `Bearer ${SECRET}`, "Idempotency-Key": newKey().idempotencyKey };
  const first = await ask(world, "POST", "/v1/payment_intents", { amount: "2500", currency: "usd" }, headers);
  const again = await ask(world, "POST", "/v1/payment_intents", { currency: "usd", amount: "2500" }, headers);
  expect(again.body.id).toBe(first.body.id);
});

test("parallel requests under one key make one object, and the others are replays", async () => {
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.stripe.paymentIntents.create(ORDER, key)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  const replays = answers.filter(({ lastResponse }) => lastResponse.headers["idempotent-replayed"] === "true");
  expect(replays).toHaveLength(7);
});

test("requests without a key of their own make objects of their own", async () => {
  const [one, other] = await Promise.all([newIntent(world), newIntent(world)]);
  expect(one.id).not.toBe(other.id);
});

test("a decline is replayed under its key, and the card is not asked again", async () => {
  const key = newKey();
  const { id } = await newIntent(world);
  const confirm = () =>
    refusal(world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }, key));
  const first = await confirm();
  const again = await confirm();
  expect(again).toMatchObject({ statusCode: 402, code: "card_declined", charge: first.charge });
  expect(again.headers?.["idempotent-replayed"]).toBe("true");
  expect((await world.stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
});

test("a refusal for the state of things is replayed under its key, though things have changed", async () => {
  const key = newKey();
  const { id } = await newIntent(world);
  const confirm = () => world.stripe.paymentIntents.confirm(id, {}, key);
  expect((await refusal(confirm())).code).toBe("payment_intent_unexpected_state");
  await world.stripe.paymentIntents.update(id, { payment_method: "pm_card_visa" });
  expect((await refusal(confirm())).code).toBe("payment_intent_unexpected_state");
  expect((await world.stripe.paymentIntents.confirm(id)).status).toBe("succeeded");
});

test("a request with a mistake in it may be mended under the same key", async () => {
  const key = newKey();
  const error = await refusal(world.stripe.paymentIntents.create({ ...ORDER, amount: 1 }, key));
  expect(error.code).toBe("amount_too_small");
  expect((await world.stripe.paymentIntents.create(ORDER, key)).amount).toBe(2500);
});

test("a refund that is asked for twice under one key is made once", async () => {
  const key = newKey();
  const { id } = await newPayment(world);
  const refund = () => world.stripe.refunds.create({ payment_intent: id, amount: 1000 }, key);
  expect((await refund()).id).toBe((await refund()).id);
  expect((await world.stripe.refunds.list({ payment_intent: id })).data).toHaveLength(1);
});

test("a key is remembered over a restart", async () => {
  const key = newKey();
  const { id } = await world.stripe.paymentIntents.create(ORDER, key);
  await world.restart();
  expect((await world.stripe.paymentIntents.create(ORDER, key)).id).toBe(id);
});

test("a key is forgotten after a day, by a sandbox that starts and by one that goes on", async () => {
  const key = newKey();
  const { id } = await world.stripe.paymentIntents.create(ORDER, key);
  const known = { id: key.idempotencyKey, at: Date.now() - DAY_MS, fingerprint: "", status: 200, body: "old" };
  await world.restart(() => new Store(world.folder).put("idempotency_keys", known));
  const answer = await world.stripe.paymentIntents.create({ ...ORDER, amount: 900 }, key);
  expect(answer).toMatchObject({ amount: 900 });
  expect(answer.id).not.toBe(id);

  const store = new Store(path.join(world.folder, "other"));
  store.put("idempotency_keys", known);
  const work = {
    run: () => ({ status: 200, body: "new" }),
    refusal: () => ({ status: 500, body: "" }),
    requestId: "req",
  };
  const { body } = answerOnce(store, known.id, { path: "/v1/refunds", body: "" }, work);
  expect(body).toBe("new");
});
