import { sql } from "drizzle-orm";

import type { Db } from "@/db";
import type { JobName } from "@/model/jobs";

/**
 * Asks for a run of a job as soon as the transaction is committed, and for none if it is not. Each call is a job of its
 * own, without a key: on a key that others want too, transactions would wait for one another until the first has ended.
 */
export async function enqueue(db: Db, job: JobName): Promise<void> {
  await db.execute(sql`select from graphile_worker.add_job(${job})`);
}
