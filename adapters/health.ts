import { db } from "@/db";
import { NEWEST_MIGRATION, newestApplied } from "@/db/newest-migration";

import { log } from "./log";
import { json } from "./responses";
import { within } from "./within";

const PATIENCE_MS = 2000;

/** Whether the process answers at all. */
export const live = async (): Promise<Response> => json({ status: "ok" });

/** Whether it can serve: a real query within two seconds, and no migration missing. Partners such as Stripe do not count. */
export async function ready(): Promise<Response> {
  try {
    const newest = await within(PATIENCE_MS, newestApplied(db().$client));
    if (newest < NEWEST_MIGRATION) throw new Error("the database lacks the newest migration");
    return json({ status: "ok" });
  } catch (error) {
    log().warn({ err: error }, "not ready");
    return json({ status: "unavailable", code: "database_unavailable" }, 503, { "Retry-After": "2" });
  }
}
