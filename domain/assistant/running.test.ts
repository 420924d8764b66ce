import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { connect, db } from "@/db";
import { answers_under_way } from "@/db/schema";
import { env } from "@/env";
import { newUser, one } from "@/tests/helpers";

import type { Context } from "../operation";
import { enter, purgeAnswers } from "./running";

/** Two servers of one shop, as the database sees them: each has connections of its own. */
const servers = [connect(env().DATABASE_URL, 2), connect(env().DATABASE_URL, 2)];
afterAll(() => Promise.all(servers.map(({ $client }) => $client.end())));

const at = (context: Context, server: number): Context => ({ ...context, db: servers[server] ?? db() });
const keyOf = ({ user }: Context) => `user:${user?.id}`;
const rowsOf = (context: Context) =>
  db()
    .select()
    .from(answers_under_way)
    .where(eq(answers_under_way.who, keyOf(context)));
const outlive = (context: Context) =>
  db()
    .update(answers_under_way)
    .set({ until: sql`now() - interval '1 second'` })
    .where(eq(answers_under_way.who, keyOf(context)));

test("a person is answered once at a time, whichever server they come to", async () => {
  const [shopper, other] = [await newUser(), await newUser()];
  const leave = await enter(at(shopper, 0));
  await expect(enter(at(shopper, 1))).rejects.toMatchObject({ status: 429, retryAfterS: 5 });
  await (
    await enter(at(other, 1))
  )?.();
  await leave?.();
  await (
    await enter(at(shopper, 1))
  )?.();
  expect(await rowsOf(shopper)).toEqual([]);
});

test("of many who ask at the same moment as one person, one is answered", async () => {
  const shopper = await newUser();
  const asked = Array.from({ length: 12 }, (_, index) => enter(at(shopper, index % 2)));
  const settled = await Promise.allSettled(asked);
  const entered = settled.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  expect(entered).toHaveLength(1);
  for (const leave of entered) await leave?.();
  expect(await rowsOf(shopper)).toEqual([]);
});

test("who was being answered by a server that died waits a minute, and its late end takes nothing away", async () => {
  const shopper = await newUser();
  const died = await enter(at(shopper, 0));
  const { until } = one(await rowsOf(shopper));
  expect(until.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
  await outlive(shopper);
  const leave = await enter(at(shopper, 1));
  await died?.();
  expect(await rowsOf(shopper)).toHaveLength(1);
  await expect(enter(at(shopper, 0))).rejects.toMatchObject({ status: 429 });
  await leave?.();
});

test("as many as there may be at once keep no connection: a pool of two goes on answering", async () => {
  const shoppers = await Promise.all(Array.from({ length: 20 }, () => newUser()));
  const leaving = await Promise.all(shoppers.map((shopper) => enter(at(shopper, 0))));
  expect(leaving.every(Boolean)).toBe(true);
  expect(await enter(at(await newUser(), 0))).toBeUndefined();
  expect(await servers[0]?.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
  for (const leave of leaving) await leave?.();
  await (
    await enter(at(await newUser(), 0))
  )?.();
});

test("what a dead server left behind is forgotten", async () => {
  const [gone, busy] = [await newUser(), await newUser()];
  await enter(at(gone, 0));
  await outlive(gone);
  const leave = await enter(at(busy, 1));
  await purgeAnswers(busy);
  expect([await rowsOf(gone), (await rowsOf(busy)).length]).toEqual([[], 1]);
  await leave?.();
});
