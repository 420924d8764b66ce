import { migrate } from "@/db/migrate";
import { seed } from "@/db/seed";
import { hashPassword } from "@/domain/users/passwords";

import { codeOf, unusable, withDatabase } from "./reach-database";
import { Refusal, step } from "./say.mjs";

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
    if (codeOf(error) !== "3D000") throw unusable(error);
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    const server = new URL(url);
    server.pathname = "/postgres";
    try {
      await withDatabase(server.href, (sql) => sql`create database ${sql(name)}`);
    } catch (refused) {
      throw unusable(refused, `the database "${name}" does not exist and could not be made`);
    }
  }
}
