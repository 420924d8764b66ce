import postgres from "postgres";

import { NEWEST_MIGRATION, newestApplied } from "@/db/newest-migration";

import { Refusal } from "./say.mjs";

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "its host is unknown",
  EAI_AGAIN: "its host is unknown",
  CONNECT_TIMEOUT: "it does not answer",
  "28P01": "user or password is wrong",
  "28000": "the user may not connect",
  "3D000": "that database does not exist",
};

export const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** Why DATABASE_URL is of no use, as a person can act on it. */
export const unusable = (error: unknown, reason = REASONS[codeOf(error)] ?? String(error)) =>
  new Refusal(
    `DATABASE_URL does not work: ${reason}. Expected postgres://user:password@host:5432/database; unset it to use the built-in database.`,
  );

export async function withDatabase<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Refuses a database that this code does not fit. Only `npm start` changes one. */
export async function checkSchema(url: string): Promise<void> {
  const newest = await withDatabase(url, newestApplied).catch((error: unknown) => Promise.reject(unusable(error)));
  if (newest < NEWEST_MIGRATION)
    throw new Refusal(
      "The database is older than this version of the shop: run npm start of this version on it first.",
    );
  if (newest > NEWEST_MIGRATION)
    throw new Refusal(
      "The database was made by a newer version of the shop: update the code, or use another database.",
    );
}
