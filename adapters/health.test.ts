import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";

import { live, ready } from "./health";

const age = (by: string) =>
  db().execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}::bigint`);

test("it is ready with every migration, and with newer ones, but not when one is missing", async () => {
  expect((await ready()).status).toBe(200);
  await age("1");
  expect((await ready()).status).toBe(200);
  await age("-2");
  const answer = await ready();
  await age("1");
  expect([answer.status, await answer.json()]).toEqual([503, { status: "unavailable", code: "database_unavailable" }]);
});

test("a pool that does not answer makes it not ready, within seconds, and leaves it live", async () => {
  const held = Promise.withResolvers<void>();
  const busy = Array.from({ length: 10 }, () => db().transaction(() => held.promise));
  expect((await ready()).status).toBe(503);
  expect((await live()).status).toBe(200);
  held.resolve();
  await Promise.all(busy);
  expect((await ready()).status).toBe(200);
});
