import postgres from "postgres";

import { migrate } from "@/db/migrate";
import { seed } from "@/db/seed";
import { hashPassword } from "@/domain/users/passwords";

import { Refusal, step } from "./say.mjs";

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "its host is unknown",
  EAI_AGAIN: "its host is unknown",
  CONNECT_TIMEOUT: "it does not answer",
  "28P01": "user or password is wrong",
  "28000": "the user may not connect",
  "3D000": "that database does not exist",
};

/** Makes the database if it is not there, brings it to the newest schema and fills the shop. */
export async function prepareDatabase({ url, dataDir, demo }: { url: string; dataDir: string; demo: boolean }) {
  await createIfMissing(url);
  await step("Preparing the database", () => migrate(url).catch(cannotMigrate));
  // oxlint-disable-next-line node/no-process-env -- a command of its own, before the shop's environment is complete
  const { ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD } = process.env;
  const admin =
    ADMIN_USERNAME && ADMIN_PASSWORD
      ? { username: ADMIN_USERNAME, email: ADMIN_EMAIL ?? "", password: ADMIN_PASSWORD }
      : undefined;
  await seed({
    url,
    dataDir,
    demo,
    hashPassword,
    log: (line) => console.log(`  ${line}`),
    ...(admin && { admin }),
  });
}

function cannotMigrate(error: unknown): never {
  const reason = error instanceof Error ? (error.cause ?? error) : error;
  throw new Refusal(
    `The database could not be brought up to date: ${reason instanceof Error ? reason.message : String(reason)}. If a file of db/migrations is missing, restore it (git checkout db/migrations) and start again.`,
  );
}

async function createIfMissing(url: string): Promise<void> {
  try {
    await withDatabase(url, (sql) => sql`select 1`);
  } catch (error) {
    if (codeOf(error) !== "3D000") throw wrong(REASONS[codeOf(error)] ?? String(error));
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    const server = new URL(url);
    server.pathname = "/postgres";
    try {
      await withDatabase(server.href, (sql) => sql`create database ${sql(name)}`);
    } catch {
      throw wrong(`the database "${name}" does not exist and could not be made`);
    }
  }
}

const wrong = (reason: string) =>
  new Refusal(
    `DATABASE_URL does not work: ${reason}. Expected postgres://user:password@host:5432/database; unset it to use the built-in database.`,
  );

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

async function withDatabase(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
