import path from "node:path";

import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as apply } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

import { JOB_NAMES } from "@/model/jobs";

import { NEWEST_MIGRATION, newestApplied } from "./newest-migration";
import { pgUrl } from "./pg-url";

/** Any number that nothing else in this database locks. */
const LOCK = 727_274_001;

/** Brings the database to the newest schema, ours and the job queue's; several processes at once wait for one another. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    if ((await newestApplied(client)) > NEWEST_MIGRATION)
      throw new Error("the database was made by a newer version of the shop; update the code, or use another database");
    await apply(drizzle(client), { migrationsFolder: path.join(import.meta.dirname, "migrations") });
    await runMigrations({ connectionString: pgUrl(url) });
    await nameJobs(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The queue keeps the name of a job that is new to it: transactions that both ask for it first would wait for one another. */
const nameJobs = (client: postgres.Sql) =>
  client.begin(async (tx) => {
    const names = tx`unnest(${[...JOB_NAMES]}::text[]) as name`;
    await tx`select graphile_worker.add_job(name, run_at => 'infinity', job_key => 'name:' || name) from ${names}`;
    await tx`select graphile_worker.remove_job('name:' || name) from ${names}`;
  });
