import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { connect } from "@/db";
import { env } from "@/env";

import { categories } from "./schema";

test("what is asked twice is planned once", async () => {
  const db = connect(env().DATABASE_URL, 1);
  for (const id of [1, 2]) await db.select({ id: categories.id }).from(categories).where(eq(categories.id, id));
  const known = await db.execute(
    sql`select generic_plans + custom_plans as runs from pg_prepared_statements where statement like ${"%categories%"}`,
  );
  expect([...known]).toEqual([{ runs: "2" }]);
  await db.$client.end();
});
