import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { Faults, type Rule } from "./faults.ts";
import { PATIENT, type World, newIntent, openSandbox, refusal } from "./testing.ts";

const ORDER = { amount: 2500, currency: "usd" } as const;
const CREATION = { method: "POST", path: "/v1/payment_intents" };
/** The SDK tries once more after a reset, though it is told to try once. */
const TRIES_AFTER_RESET = 2;
const newKey = () => ({ idempotencyKey: `key-${crypto.randomUUID()}` });

describe("rules", () => {
  /** Which of a hundred creations a rule hits. */
  function hitsOf(rule: Rule): number[] {
    const faults = new Faults();
    faults.add(rule);
    return Array.from({ length: 100 }, (_, index) => index).filter(() => faults.meet(CREATION));
  }

  test("a rate hits about its share, the same ones for a seed and others for another", () => {
    const fifth = hitsOf({ kind: "silence", rate: 0.2, seed: 7 });
    expect(fifth.length).toBeGreaterThan(10);
    expect(fifth.length).toBeLessThan(30);
    expect(hitsOf({ kind: "silence", rate: 0.2, seed: 7 })).toEqual(fifth);
    expect(hitsOf({ kind: "silence", rate: 0.2, seed: 8 })).not.toEqual(fifth);
    expect(hitsOf({ kind: "silence", rate: 0 })).toEqual([]);
  });

  test("a rule with a number of times hits no more often, of those that its rate chooses", () => {
    expect(hitsOf({ kind: "silence", times: 2 })).toEqual([0, 1]);
    const chosen = hitsOf({ kind: "silence", rate: 0.2, seed: 7 });
    expect(hitsOf({ kind: "silence", rate: 0.2, seed: 7, times: 3 })).toEqual(chosen.slice(0, 3));
  });

  test.each([
    [{}, true],
    [{ method: "POST" }, true],
    [{ method: "GET" }, false],
    [{ path: "/v1/payment_intents/*/confirm" }, true],
    [{ path: "/v1/**" }, true],
    [{ path: "/v1/payment_intents" }, false],
    [{ method: "GET", path: "/v1/**" }, false],
  ])("a request that confirms is matched by %j: %s", (match, expected) => {
    const faults = new Faults();
    faults.add({ kind: "silence", match });
    const met = faults.meet({ method: "POST", path: "/v1/payment_intents/pi_1/confirm" });
    expect(met !== undefined).toBe(expected);
  });

  test("an event meets only rules for events of its type, and a request only those for requests", () => {
    const faults = new Faults();
    faults.add({ kind: "garbage" });
    faults.add({ kind: "drop", match: { type: "payment_intent.*" } });
    expect(faults.meet({ type: "payment_intent.succeeded" })?.kind).toBe("drop");
    expect(faults.meet({ type: "charge.succeeded" })).toBeUndefined();
    expect(faults.meet(CREATION)?.kind).toBe("garbage");
  });

  test("the first rule that hits decides, and each counts its hits", () => {
    const faults = new Faults();
    faults.add({ kind: "silence", times: 1 });
    faults.add({ kind: "garbage" });
    const kinds = [1, 2, 3].map(() => faults.meet(CREATION)?.kind);
    expect(kinds).toEqual(["silence", "garbage", "garbage"]);
    expect(faults.list().map(({ hits }) => hits)).toEqual([1, 2]);
  });

  test.each([
    { kind: "surprise" },
    { kind: "latency" },
    { kind: "silence", rate: 2 },
    { kind: "silence", times: 0 },
    { kind: "silence", match: { type: "charge.*" } },
    { kind: "drop", match: { path: "/v1/**" } },
    { kind: "error_before", status: 200 },
    { kind: "silence", unknown: true },
  ])("%j is refused", (rule) => {
    expect(() => new Faults().add(rule as Rule)).toThrow(z.ZodError);
  });
});

describe("requests", () => {
  let world: World;
  beforeAll(async () => void (world = await openSandbox()));
  afterAll(() => world.close());
  afterEach(() => world.faults.clear());

  const create = (key = newKey(), options = {}) => world.stripe.paymentIntents.create(ORDER, { ...key, ...options });
  const count = async () => {
    const all = await world.stripe.paymentIntents.list({ limit: 100 });
    return all.data.length;
  };

  test.each([
    ["silence", "StripeConnectionError", 1],
    ["reset_before", "StripeConnectionError", TRIES_AFTER_RESET],
    ["error_before", "StripeAPIError", 1],
  ] as const)("%s makes nothing, and the same key then does", async (kind, type, times) => {
    const [before, key] = [await count(), newKey()];
    world.faults.add({ kind, match: CREATION, times });
    expect((await refusal(create(key, kind === "silence" ? { timeout: 200 } : {}))).type).toBe(type);
    expect(await count()).toBe(before);
    const made = await create(key);
    expect(made.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    expect(await count()).toBe(before + 1);
  });

  test.each([
    ["reset_after", "StripeConnectionError", TRIES_AFTER_RESET],
    ["garbage", "StripeAPIError", 1],
  ] as const)("%s loses the answer of what was done, and the same key tells it", async (kind, type, times) => {
    const [before, key] = [await count(), newKey()];
    world.faults.add({ kind, match: CREATION, times });
    expect((await refusal(create(key))).type).toBe(type);
    expect(await count()).toBe(before + 1);
    const again = await create(key);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(await count()).toBe(before + 1);
  });

  test("error_after does the work once, and the same key tells of the failure for ever", async () => {
    const [before, key] = [await count(), newKey()];
    world.faults.add({ kind: "error_after", match: CREATION, times: 1 });
    expect(await refusal(create(key))).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
    const again = await refusal(create(key));
    expect([again.statusCode, again.headers?.["idempotent-replayed"]]).toEqual([500, "true"]);
    expect(await count()).toBe(before + 1);
  });

  test("error_after hides a decline as it hides a success", async () => {
    const { id } = await newIntent(world);
    world.faults.add({ kind: "error_after", status: 503 });
    const confirm = world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" });
    expect((await refusal(confirm)).statusCode).toBe(503);
    await world.faults.clear();
    expect((await world.stripe.paymentIntents.retrieve(id)).last_payment_error?.code).toBe("card_declined");
  });

  test("a retry under the same key brings a payment through a lost answer without a second charge", async () => {
    world.faults.add({ kind: "reset_after", match: CREATION, times: 1 });
    const params = { ...ORDER, payment_method: "pm_card_visa", confirm: true };
    const { id, status } = await world.stripe.paymentIntents.create(params, newKey());
    expect(status).toBe("succeeded");
    expect(world.faults.list()[0]?.hits).toBe(1);
    const { data } = await world.stripe.charges.list({ limit: 100 });
    expect(data.filter(({ payment_intent }) => payment_intent === id)).toHaveLength(1);
  });

  test("latency answers late, and what nobody waits for is done all the same", async () => {
    world.faults.add({ kind: "latency", ms: 1, times: 1 });
    expect((await create()).object).toBe("payment_intent");
    const before = await count();
    world.faults.add({ kind: "latency", ms: 1000, match: CREATION });
    expect((await refusal(create(newKey(), { timeout: 100 }))).type).toBe("StripeConnectionError");
    await expect.poll(count, PATIENT).toBe(before + 1);
  });

  test("without its rules a sandbox is as before", async () => {
    world.faults.add({ kind: "silence" });
    world.faults.add({ kind: "error_before" });
    await world.faults.clear();
    expect((await create()).object).toBe("payment_intent");
  });

  test("a restart forgets the rules", async () => {
    world.faults.add({ kind: "error_before" });
    await world.restart();
    expect(world.faults.list()).toEqual([]);
    expect((await create()).object).toBe("payment_intent");
  });

  test("a sandbox stops though requests wait for ever", async () => {
    world.faults.add({ kind: "silence", match: CREATION });
    const waiting = refusal(create());
    await expect.poll(() => world.faults.list()[0]?.hits, PATIENT).toBe(1);
    await world.restart();
    expect((await waiting).type).toBe("StripeConnectionError");
  });
});
