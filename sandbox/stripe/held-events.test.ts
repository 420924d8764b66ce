import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { PATIENT, type World, newIntent, newPayment, openSandbox } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());
afterEach(() => world.faults.clear());

const CREATED = "payment_intent.created";

/** Intents in the order in which the webhook heard of them, of these only. */
const heardOf = (ids: string[]) =>
  world.receiver.deliveries
    .filter(({ event }) => event.type === CREATED)
    .map(({ event }) => (event.data.object as { id: string }).id)
    .filter((id) => ids.includes(id));

async function newIntents(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push((await newIntent(world)).id);
  return ids;
}
const eventOf = async (intent: string) => {
  const events = await world.stripe.events.list({ type: CREATED, limit: 100 });
  return String(events.data.find(({ data }) => (data.object as { id: string }).id === intent)?.id);
};

test("held events wait until they are released, and arrive as they were made", async () => {
  world.faults.add({ kind: "hold", match: { type: CREATED } });
  const ids = await newIntents(5);
  const { id } = await newPayment(world);
  const others = () => world.receiver.deliveries.filter(({ event }) => event.type === "payment_intent.succeeded");
  await expect.poll(() => others().length, PATIENT).toBeGreaterThan(0);
  expect(heardOf([...ids, id])).toEqual([]);
  expect(await world.faults.release()).toHaveLength(6);
  expect(heardOf([...ids, id])).toEqual([...ids, id]);
  const later = await newIntents(1);
  await expect.poll(() => heardOf(later), PATIENT).toEqual(later);
});

test("held events arrive backwards, or in an order that the seed decides", async () => {
  const hearAll = async (order: Parameters<World["faults"]["release"]>[0]) => {
    world.faults.add({ kind: "hold" });
    const ids = await newIntents(6);
    await world.faults.release(order);
    return heardOf(ids).map((id) => ids.indexOf(id));
  };
  expect(await hearAll({ order: "reversed" })).toEqual([5, 4, 3, 2, 1, 0]);
  const shuffled = await hearAll({ order: "shuffled", seed: 3 });
  expect(shuffled.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(shuffled).not.toEqual([0, 1, 2, 3, 4, 5]);
  expect(await hearAll({ order: "shuffled", seed: 3 })).toEqual(shuffled);
  expect(await hearAll({ order: "shuffled", seed: 4 })).not.toEqual(shuffled);
});

test("held events go on their way when the last rule that holds is taken away, or at a restart", async () => {
  const [one, other] = [world.faults.add({ kind: "hold" }), world.faults.add({ kind: "hold" })];
  const first = await newIntents(1);
  await world.faults.clear(one.id);
  expect(heardOf(first)).toEqual([]);
  await world.faults.clear(other.id);
  expect(heardOf(first)).toEqual(first);

  world.faults.add({ kind: "hold" });
  const second = await newIntents(1);
  await world.restart();
  await expect.poll(() => heardOf(second), PATIENT).toEqual(second);
});

test("a dropped event counts as delivered and never arrives, until it is replayed", async () => {
  world.faults.add({ kind: "drop", match: { type: CREATED }, times: 1 });
  const [dropped = "", kept = ""] = await newIntents(2);
  await expect.poll(() => heardOf([dropped, kept]), PATIENT).toEqual([kept]);
  const event = await eventOf(dropped);
  expect((await world.stripe.events.retrieve(event)).pending_webhooks).toBe(0);
  await world.restart();
  expect(await world.faults.replay({ ids: [event] })).toEqual([event]);
  expect(heardOf([dropped])).toEqual([dropped]);
});

test("a doubled event arrives twice", async () => {
  world.faults.add({ kind: "double", match: { type: CREATED } });
  const ids = await newIntents(1);
  await expect.poll(() => heardOf(ids), PATIENT).toEqual([...ids, ...ids]);
});

test("shuffled events all arrive, later ones before earlier ones", async () => {
  world.faults.add({ kind: "shuffle", ms: 500 });
  const ids = await newIntents(20);
  await expect.poll(() => heardOf(ids).length, PATIENT).toBe(20);
  expect(heardOf(ids)).not.toEqual(ids);
  expect(new Set(heardOf(ids))).toEqual(new Set(ids));
});

test("all past events arrive once more, in the order that is asked for", async () => {
  const ids = await newIntents(3);
  await expect.poll(() => heardOf(ids).length, PATIENT).toBe(3);
  world.receiver.deliveries.length = 0;
  await world.faults.replay({ order: "reversed" });
  expect(heardOf(ids)).toEqual(ids.toReversed());
});
