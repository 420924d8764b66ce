import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import postgres from "postgres";
import type { TestProject } from "vitest/node";

import { migrate } from "@/db/migrate";
import { startPostgres } from "@/scripts/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the test server's maintenance database. */
    server: string;
  }
}

export const TEMPLATE = "shop_template";
/** A test database may be lost: nothing waits for the disk. */
const HASTY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** One PostgreSQL for all tests, with a migrated database that each test file clones. */
// oxlint-disable-next-line import/no-default-export -- vitest calls the default export
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-tests-"));
  const server = await startPostgres({ folder, password: "test", settings: HASTY });
  const url = server.url("postgres");
  const sql = postgres(url, { max: 1 });
  await sql`create database ${sql(TEMPLATE)}`;
  await sql.end();
  await migrate(server.url(TEMPLATE));
  project.provide("server", url);
  return async () => {
    await server.stop("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
}
