import path from "node:path";

import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as apply } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

import { NEWEST_MIGRATION } from "./newest-migration";

/** Any number that nothing else in this database locks. */
const LOCK = 727_274_001;

/** Brings the database to the newest schema; several processes at once wait for one another. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    await refuseNewer(client);
    await apply(drizzle(client), { migrationsFolder: path.join(import.meta.dirname, "migrations") });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function refuseNewer(client: postgres.Sql): Promise<void> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.["name"]) return;
  const [row] = await client`select max(created_at)::float8 as newest from drizzle.__drizzle_migrations`;
  if (Number(row?.["newest"] ?? 0) > NEWEST_MIGRATION)
    throw new Error("the database was made by a newer version of the shop; update the code, or use another database");
}
