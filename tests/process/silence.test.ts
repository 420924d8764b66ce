import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { db } from "@/db";
import { addFault, clearFaults } from "@/tests/sandbox";

import { type Shop, call, newProduct, placeOrder, signInAsAdmin, signUp } from "./api";
import { environmentOf, openShop, pidsOf } from "./shop";

/** More than the shop has connections: were one kept while Stripe is asked, none would be left. */
const PAYING = 12;
const PAYMENT_MS = 12_000;
/** Less than the shop waits for Stripe once. */
const READ_MS = 4000;
const PLACES = [
  "/",
  "/products",
  "/products/bud-vase-trio",
  "/cart",
  "/api/v1/products/?search=vase",
  "/api/health/ready",
];

/** How old the oldest transaction of the shop is, in seconds. */
async function oldestTransaction(): Promise<number> {
  const [row] = await db().execute<{ age: number }>(sql`
    select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float as age
    from pg_stat_activity
    where datname = current_database() and application_name = 'cartwright' and pid <> pg_backend_pid()`);
  return row?.age ?? 0;
}

const PAUSE_MS = 100;

/** Does something ten times a second until it is told to stop; answers all that came of it. */
function again<T>(work: () => Promise<T>): () => Promise<T[]> {
  const results: T[] = [];
  let goesOn = true;
  const running = (async () => {
    while (goesOn) {
      results.push(await work());
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return () => {
    goesOn = false;
    return running.then(() => results);
  };
}

async function read({ base }: Shop): Promise<string[]> {
  const answers = PLACES.map(async (place) => {
    const status = await fetch(base + place, { signal: AbortSignal.timeout(READ_MS) }).then(
      (response) => response.status,
      (error: unknown) => String(error),
    );
    return `${place} ${status}`;
  });
  return Promise.all(answers);
}

afterAll(() => db().$client.end({ timeout: 1 }));

test("while Stripe is silent, payments are told so within 12 s, and nothing else of the shop waits", async () => {
  const shop = await openShop({ env: { RATE_LIMIT_SCALE: "1000", SWEEP_INTERVAL_SECONDS: "1" } });
  // From here on this process speaks with database and sandbox as one of the shop's own.
  Object.assign(process.env, environmentOf(pidsOf(shop.dataDir, /scripts\/serve/)[0] ?? 0));
  const product = await newProduct(shop, await signInAsAdmin(shop));
  const placed: { token: string; id: number }[] = [];
  for (let count = 0; count < PAYING; count++) {
    const token = await signUp(shop);
    placed.push({ token, id: await placeOrder(shop, token, product) });
  }
  const pay = ({ token, id }: { token: string; id: number }) =>
    call(shop, "POST", "/payment/", { token, body: { order_id: id }, signal: AbortSignal.timeout(PAYMENT_MS) });
  const [first, ...others] = placed as [(typeof placed)[0], ...typeof placed];
  expect((await pay(first)).status).toBe(200);

  await addFault({ kind: "silence", match: { path: "/v1/**" } });
  const endSamples = again(oldestTransaction);
  const endReads = again(() => read(shop));
  const cancelled = call(shop, "DELETE", `/orders/${first.id}/`, { token: first.token });
  const paid = await Promise.allSettled(others.map(pay));
  const [reads, ages] = await Promise.all([endReads(), endSamples()]);
  const answers = paid.map((answer) =>
    answer.status === "fulfilled" ? `${answer.value.status} ${String(answer.value.json["code"])}` : "none in time",
  );
  expect([...new Set(answers)]).toEqual(["503 payment_unavailable"]);
  expect((await cancelled).status).toBe(204);
  expect([...new Set(reads.flat())].toSorted()).toEqual(PLACES.map((place) => `${place} 200`).toSorted());
  expect(Math.max(...ages)).toBeLessThan(1);

  await clearFaults();
  const [next] = others;
  expect(next && (await pay(next)).status).toBe(200);
});
