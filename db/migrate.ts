import path from "node:path";

import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as apply } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number that nothing else in this database locks. */
const LOCK = 727_274_001;

/** Brings the database to the newest schema; several processes at once wait for one another. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    await apply(drizzle(client), { migrationsFolder: path.join(import.meta.dirname, "migrations") });
  } finally {
    await client.end({ timeout: 5 });
  }
}
