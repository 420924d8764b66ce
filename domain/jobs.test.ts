import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import type { JobName } from "@/model/jobs";

import { enqueue } from "./jobs";
import { queueMail } from "./mail/outbox";

const asked = async (name: JobName) => {
  const [row] = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = ${name}`,
  );
  return row?.count;
};

test("a job is asked for when the transaction is committed, and not when it is undone", async () => {
  await db().transaction(async (tx) => {
    await enqueue(tx, "purge_carts");
    expect(await asked("purge_carts")).toBe(0);
  });
  expect(await asked("purge_carts")).toBe(1);
  const undone = db().transaction(async (tx) => {
    await enqueue(tx, "purge_carts");
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await asked("purge_carts")).toBe(1);
});

test("transactions that ask for the same job, even for the first time, do not wait for one another", async () => {
  await db().transaction(async (one) => {
    await enqueue(one, "sweep_orders");
    await db().transaction((other) => enqueue(other, "sweep_orders"));
  });
  expect(await asked("sweep_orders")).toBe(2);
});

test("a mail asks for its delivery", async () => {
  await queueMail(publicContext(), { topic: "order_paid", order_id: 1, to: "robin@shop.test" });
  expect(await asked("deliver_mail")).toBe(1);
});
