import { sql } from "drizzle-orm";

import { db } from "@/db";

import { log } from "./log";
import { json } from "./responses";

const PATIENCE_MS = 2000;

/** Whether the process answers at all. */
export const live = async (): Promise<Response> => json({ status: "ok" });

/** Whether it can serve: a real query within two seconds. Partners such as Stripe do not count. */
export async function ready(): Promise<Response> {
  try {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error("the database did not answer in time")), PATIENCE_MS).unref();
    });
    await Promise.race([db().execute(sql`select 1 from products limit 1`), late]);
    return json({ status: "ok" });
  } catch (error) {
    log().warn({ err: error }, "not ready");
    return json({ status: "unavailable", code: "database_unavailable" }, 503, { "Retry-After": "2" });
  }
}
