import type postgres from "postgres";

import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** When the newest migration was made (milliseconds, as the migrator notes it): a database has it or is behind. */
export const NEWEST_MIGRATION = Math.max(...journal.entries.map(({ when }) => when));

/** When the newest migration that a database has was made; 0 when it has none. */
export async function newestApplied(client: postgres.Sql): Promise<number> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.["name"]) return 0;
  const [row] = await client`select max(created_at)::float8 as newest from drizzle.__drizzle_migrations`;
  return Number(row?.["newest"] ?? 0);
}
