import { setTimeout as sleep } from "node:timers/promises";

import postgres from "postgres";

import { db } from "@/db";
import { env } from "@/env";

import { log } from "./log";
import { within } from "./within";

const LOOK_MS = 5000;
const PATIENCE_MS = 2000;
const LOOKS = 4;

type Watch = { pool: postgres.Sql; url: string; onStuck: () => void; lookMs?: number };

/** Ends the process when its connections are dead and the database is not: whoever keeps it running starts it again. */
export const endWhenStuck = () =>
  watchPool({
    pool: db().$client,
    url: env().DATABASE_URL,
    onStuck: () => {
      log().fatal("the database answers new connections, but none of this process's own");
      process.exit(1);
    },
  });

/**
 * Calls onStuck when a pool failed to answer at several looks in a row while a new connection did answer. A question
 * stays asked from look to look: a pool that is only slow has all that time to answer it.
 */
export function watchPool({ pool, url, onStuck, lookMs = LOOK_MS }: Watch): { stop: () => void } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watch = async () => {
    let failures = 0;
    let question = answers(pool);
    for (;;) {
      await sleep(lookMs, undefined, { signal, ref: false });
      const answer = await Promise.race([question, Promise.resolve(undefined)]);
      failures = !answer && (await answersAnew(url)) ? failures + 1 : 0;
      if (failures === LOOKS) return onStuck();
      if (answer !== undefined) question = answers(pool);
    }
  };
  watch().catch(() => undefined);
  return { stop: () => stopping.abort() };
}

const answers = (sql: postgres.Sql) =>
  sql`select 1`.then(
    () => true,
    () => false,
  );

async function answersAnew(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, fetch_types: false, connect_timeout: PATIENCE_MS / 1000 });
  try {
    return await within(PATIENCE_MS, answers(sql));
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
