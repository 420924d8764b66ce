import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Store } from "../store.ts";
import { SECRET, type World, ask, idOf, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";

const COUNT = 125;
const START = 1_700_000_000;
let world: World;

/** Intents whose times of making are known: one a second. */
beforeAll(async () => {
  world = await openSandbox();
  const example = await newIntent(world);
  await world.restart(() => {
    const store = new Store(world.folder);
    store.remove("payment_intents", example.id);
    for (let index = 0; index < COUNT; index += 1)
      store.put("payment_intents", { ...example, id: `pi_${index}`, created: START + index });
  });
});
afterAll(() => world.close());

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);
const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => `pi_${from - index}`);
const list = (params?: Stripe.PaymentIntentListParams) => world.stripe.paymentIntents.list(params);

describe("pages", () => {
  test("a list is the ten newest, newest first, and says that there are more", async () => {
    const page = await list();
    expect(page).toMatchObject({ object: "list", url: "/v1/payment_intents", has_more: true });
    expect(idsOf(page)).toEqual(range(124, 115));
  });

  test("a page starts after its cursor, and the last one says that it is", async () => {
    const page = await list({ limit: 5, starting_after: "pi_7" });
    expect([idsOf(page), page.has_more]).toEqual([range(6, 2), true]);
    const last = await list({ limit: 5, starting_after: "pi_4" });
    expect([idsOf(last), last.has_more]).toEqual([range(3, 0), false]);
    const exact = await list({ limit: 5, starting_after: "pi_5" });
    expect([idsOf(exact), exact.has_more]).toEqual([range(4, 0), false]);
    expect(idsOf(await list({ starting_after: "pi_0" }))).toEqual([]);
  });

  test("a page that ends before its cursor holds what comes right before it", async () => {
    const page = await list({ limit: 5, ending_before: "pi_100" });
    expect([idsOf(page), page.has_more]).toEqual([range(105, 101), true]);
    const first = await list({ limit: 5, ending_before: "pi_122" });
    expect([idsOf(first), first.has_more]).toEqual([range(124, 123), false]);
    expect(idsOf(await list({ ending_before: "pi_124" }))).toEqual([]);
  });

  test("the SDK goes through all of more than a hundred, each once and in order", async () => {
    const found: string[] = [];
    await list({ limit: 100 }).autoPagingEach(({ id }) => void found.push(id));
    expect(found).toEqual(range(124, 0));
  });

  test("the SDK goes through all backwards from a cursor", async () => {
    const found = await list({ limit: 50, ending_before: "pi_0" }).autoPagingToArray({ limit: 1000 });
    expect(idsOf({ data: found })).toEqual(range(124, 1).toReversed());
  });

  test("intents that are made while the SDK goes through move no page", async () => {
    const found: string[] = [];
    const made: string[] = [];
    for await (const { id } of list({ limit: 40 })) {
      found.push(id);
      if (found.length % 30 === 0) made.push((await newIntent(world)).id);
    }
    expect(found).toEqual(range(124, 0));
    await world.restart(() => {
      const store = new Store(world.folder);
      for (const id of made) store.remove("payment_intents", id);
    });
  });

  test.each([0, 101, -1, 1.5])("a limit of %d is refused", async (limit) => {
    expect(await refusal(list({ limit }))).toMatchObject({ statusCode: 400, param: "limit" });
  });

  test("a cursor that is not there is refused", async () => {
    for (const param of ["starting_after", "ending_before"])
      expect(await refusal(list({ [param]: "pi_nobody" }))).toMatchObject({
        statusCode: 400,
        code: "resource_missing",
        param,
        message: "No such payment_intent: 'pi_nobody'",
      });
  });

  test("two cursors at once are refused", async () => {
    expect((await refusal(list({ starting_after: "pi_1", ending_before: "pi_3" }))).statusCode).toBe(400);
  });
});

describe("filters", () => {
  test.each([
    [{ gte: START + 120 }, range(124, 120)],
    [{ gt: START + 120 }, range(124, 121)],
    [{ lte: START + 2 }, range(2, 0)],
    [{ lt: START + 2 }, range(1, 0)],
    [{ gte: START + 10, lt: START + 13 }, range(12, 10)],
    [START + 42, ["pi_42"]],
    [{ gt: START + COUNT }, []],
  ])("a time of making of %j finds those and no others", async (created, expected) => {
    expect(idsOf(await list({ created }))).toEqual(expected);
  });

  test.each(["refunds", "disputes", "events"] as const)(
    "the SDK goes through all %s that a time of making finds, newest first",
    async (name) => {
      const collections: Record<typeof name, () => Promise<unknown>> = {
        refunds: async () => world.stripe.refunds.create({ payment_intent: (await newPayment(world)).id }),
        disputes: () => newPayment(world, { payment_method: "pm_card_createDispute" }),
        events: () => newIntent(world),
      };
      await collections[name]();
      const [example] = new Store(world.folder).all(name);
      await world.restart(() => {
        const store = new Store(world.folder);
        for (const { id } of store.all(name)) store.remove(name, id);
        for (let index = 0; index < COUNT; index += 1)
          store.put(name, { ...example, id: `${name}_${index}`, created: START + index, pending_webhooks: 0 });
      });
      const found: string[] = [];
      const params = { limit: 10, created: { gte: START + 40, lt: START + 100 } };
      for await (const { id } of world.stripe[name].list(params)) found.push(id);
      expect(found).toEqual(Array.from({ length: 60 }, (_, index) => `${name}_${99 - index}`));
    },
  );

  test("pages of what a filter finds say how many more of that there are", async () => {
    const created = { gte: START + 10, lt: START + 13 };
    const page = await list({ created, limit: 2 });
    expect([idsOf(page), page.has_more]).toEqual([range(12, 11), true]);
    const next = await list({ created, limit: 2, starting_after: "pi_11" });
    expect([idsOf(next), next.has_more]).toEqual([["pi_10"], false]);
  });

  test("charges and refunds are found by their payment", async () => {
    const [one, other] = [await newPayment(world), await newPayment(world)];
    await world.stripe.refunds.create({ payment_intent: one.id });
    const { charges, refunds } = world.stripe;
    expect(idsOf(await charges.list({ payment_intent: one.id }))).toEqual([one.latest_charge]);
    expect((await refunds.list({ payment_intent: one.id })).data).toHaveLength(1);
    expect((await refunds.list({ charge: idOf(one.latest_charge) })).data).toHaveLength(1);
    expect((await refunds.list({ payment_intent: other.id })).data).toEqual([]);
  });

  test("what a list's objects name is put in place on request", async () => {
    const { id } = await newPayment(world);
    const [charge] = (await world.stripe.charges.list({ payment_intent: id, expand: ["data.payment_intent"] })).data;
    expect(charge?.payment_intent).toMatchObject({ id, object: "payment_intent" });
  });
});

describe("events", () => {
  const about =
    (id: string) =>
    ({ data }: Stripe.Event) =>
      (data.object as { id: string }).id === id;

  test("each step of a payment leaves an event with the object as it was then", async () => {
    const { id } = await newIntent(world);
    await refusal(world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }));
    await world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    const events = (await world.stripe.events.list({ limit: 100 })).data.filter(about(id)).toReversed();
    expect(events.map(({ type, data }) => [type, (data.object as Stripe.PaymentIntent).status])).toEqual([
      ["payment_intent.created", "requires_payment_method"],
      ["payment_intent.payment_failed", "requires_payment_method"],
      ["payment_intent.succeeded", "succeeded"],
    ]);
  });

  test("an event is read as it was listed, without what the sandbox notes for itself", async () => {
    await newIntent(world);
    const [event] = (await world.stripe.events.list({ limit: 1 })).data;
    expect(event).toMatchObject({ object: "event", api_version: "2026-10-28.endive", livemode: false });
    const read = await world.stripe.events.retrieve(String(event?.id));
    expect({ ...read, pending_webhooks: 0 }).toEqual({ ...event, pending_webhooks: 0 });
    expect(read).not.toHaveProperty("deliveries");
  });

  test("events are found by one type, by several and by a family of types", async () => {
    const { id } = await newPayment(world);
    await world.stripe.refunds.create({ payment_intent: id });
    const typesOf = async (params: Stripe.EventListParams) =>
      new Set((await world.stripe.events.list({ limit: 100, ...params })).data.map(({ type }) => type));
    expect(await typesOf({ type: "charge.refunded" })).toEqual(new Set(["charge.refunded"]));
    expect(await typesOf({ types: ["charge.refunded", "refund.created"] })).toEqual(
      new Set(["charge.refunded", "refund.created"]),
    );
    expect([...(await typesOf({ type: "charge.*" }))].every((type) => type.startsWith("charge."))).toBe(true);
    expect(await typesOf({ type: "nothing.happened" })).toEqual(new Set());
  });

  test("a list without the SDK may name its types without indices", async () => {
    const answer = await ask<Stripe.ApiList<Stripe.Event>>(
      world,
      "GET",
      "/v1/events",
      { "types[]": "refund.created" },
      { Authorization: `Bearer ${SECRET}` },
    );
    expect(answer.body.data.length).toBeGreaterThan(0);
    expect(new Set(answer.body.data.map(({ type }) => type))).toEqual(new Set(["refund.created"]));
  });
});
