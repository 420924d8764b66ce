import { sql } from "drizzle-orm";

import { db } from "@/db";
import { NEWEST_MIGRATION } from "@/db/newest-migration";

import { log } from "./log";
import { json } from "./responses";

const PATIENCE_MS = 2000;

/** Whether the process answers at all. */
export const live = async (): Promise<Response> => json({ status: "ok" });

/** Throws when the database does not answer, or lacks the newest migration. */
async function askDatabase(): Promise<void> {
  const [row] = await db().execute<{ newest: number | null }>(
    sql`select max(created_at)::float8 as newest from drizzle.__drizzle_migrations`,
  );
  if ((row?.newest ?? 0) < NEWEST_MIGRATION) throw new Error("the database lacks the newest migration");
}

/** Whether it can serve: a real query within two seconds. Partners such as Stripe do not count. */
export async function ready(): Promise<Response> {
  try {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error("the database did not answer in time")), PATIENCE_MS).unref();
    });
    await Promise.race([askDatabase(), late]);
    return json({ status: "ok" });
  } catch (error) {
    log().warn({ err: error }, "not ready");
    return json({ status: "unavailable", code: "database_unavailable" }, 503, { "Retry-After": "2" });
  }
}
