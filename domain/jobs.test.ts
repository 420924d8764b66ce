import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import type { JobName } from "@/model/jobs";

import { enqueue } from "./jobs";
import { queueMail } from "./mail/outbox";
import { transaction } from "./operation";

const asked = async (name: JobName) => {
  const [row] = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = ${name}`,
  );
  return row?.count;
};

test("a job is asked for when the transaction is committed, and not when it is undone", async () => {
  await transaction(publicContext(), async (tx) => {
    await enqueue(tx.db, "purge_carts");
    expect(await asked("purge_carts")).toBe(0);
  });
  expect(await asked("purge_carts")).toBe(1);
  const undone = transaction(publicContext(), async (tx) => {
    await enqueue(tx.db, "purge_carts");
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await asked("purge_carts")).toBe(1);
});

test("transactions that send mail at the same time do not wait for one another", async () => {
  const mail = (order_id: number) => ({ topic: "order_paid" as const, order_id, to: "robin@shop.test" });
  await transaction(publicContext(), async (one) => {
    await queueMail(one, mail(1));
    await transaction(publicContext(), (other) => queueMail(other, mail(2)));
  });
  expect(await asked("deliver_mail")).toBe(2);
});
