import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { receiveWebhook } from "@/adapters/webhook";
import { db } from "@/db";
import { webhook_events } from "@/db/schema";
import { newUser, one, until } from "@/tests/helpers";
import { addFault } from "@/tests/sandbox";

import { stripe } from "./stripe";
import { processInbox } from "./webhook";

const now = () => Math.floor(Date.now() / 1000);
const eventOf = (type: string, id = `evt_${crypto.randomUUID()}`) =>
  JSON.stringify({
    id,
    object: "event",
    type,
    created: now(),
    data: { object: { id: "pi_unknown", object: "payment_intent" } },
  });

type Sent = { signature?: string | null; timestamp?: number; secret?: string };

function send(payload: string, { signature, timestamp = now(), secret = "whsec_tests" }: Sent = {}): Promise<Response> {
  const made = stripe().webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const header = signature === undefined ? made : signature;
  return receiveWebhook(
    new Request("http://shop.test/api/webhooks/stripe", {
      method: "POST",
      body: payload,
      headers: header === null ? {} : { "stripe-signature": header },
    }),
  );
}
const stored = (id: string) => db().select().from(webhook_events).where(eq(webhook_events.event_id, id));

test.each([
  ["no signature", { signature: null }],
  ["a signature that is none", { signature: "hello" }],
  ["another's secret", { secret: "whsec_wrong" }],
  ["a signature of six minutes ago", { timestamp: now() - 360 }],
  ["a signature of six minutes to come", { timestamp: now() + 360 }],
])("an event with %s is refused and not stored", async (_what, sent) => {
  const id = `evt_${crypto.randomUUID()}`;
  const response = await send(eventOf("payment_intent.succeeded", id), sent);
  expect(response.status).toBe(400);
  expect(await stored(id)).toEqual([]);
});

test("an event is stored once however often it comes, and always answered with 200", async () => {
  const id = `evt_${crypto.randomUUID()}`;
  const answers = await Promise.all(Array.from({ length: 4 }, () => send(eventOf("customer.created", id))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await stored(id)).toHaveLength(1);
});

test("an event of a type that means nothing here is kept as ignored", async () => {
  const id = `evt_${crypto.randomUUID()}`;
  await send(eventOf("customer.created", id));
  const row = await until(
    async () => one(await stored(id)),
    ({ state }) => state !== "received",
  );
  expect(row).toMatchObject({ state: "ignored", attempts: 0 });
});

test("an event that cannot be worked off is acknowledged, and tried again later", async () => {
  const id = `evt_${crypto.randomUUID()}`;
  expect((await send(eventOf("payment_intent.succeeded", id))).status).toBe(200);
  const row = await until(
    async () => one(await stored(id)),
    ({ attempts }) => attempts > 0,
  );
  expect(row).toMatchObject({ state: "received", attempts: 1 });
  expect(row.next_attempt_at.getTime()).toBeGreaterThan(Date.now());
});

test("workers that look at the same moment each take other events", async () => {
  const context = await newUser();
  const events = Array.from({ length: 5 }, () => `evt_${crypto.randomUUID()}`);
  const payload = { data: { object: { id: "pi_unknown" } } };
  await db()
    .insert(webhook_events)
    .values(events.map((event_id) => ({ event_id, type: "payment_intent.succeeded", payload })));
  const taken = await Promise.all(Array.from({ length: 3 }, () => processInbox(context)));
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(5);
  for (const id of events) expect(one(await stored(id))).toMatchObject({ state: "received", attempts: 1 });
});

test("an event whose end cannot be noted in time is acknowledged, and left to the worker", async () => {
  const id = `evt_${crypto.randomUUID()}`;
  await addFault({ kind: "latency", ms: 1000, match: { path: "/v1/payment_intents/pi_unknown" }, times: 1 });
  const answer = send(eventOf("payment_intent.succeeded", id));
  await until(
    () => stored(id),
    (rows) => rows.length === 1,
  );
  // Longer than twice what PostgreSQL waits for a row: noting the outcome fails, and noting the failure as well.
  const held = db().transaction(async (tx) => {
    await tx.execute(sql`select from webhook_events where event_id = ${id} for update`);
    await tx.execute(sql`select pg_sleep(4.5)`);
    await tx.execute(sql`select pg_sleep(3.5)`);
  });
  expect((await answer).status).toBe(200);
  await held;
  expect(one(await stored(id))).toMatchObject({ state: "received", attempts: 0 });
});

test("a payload over 256 KiB is not read to its end", async () => {
  const response = await send(`{"padding":"${"x".repeat(300 * 1024)}"}`);
  expect(response.status).toBe(413);
});
