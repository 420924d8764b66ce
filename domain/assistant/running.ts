import { and, eq, lt, sql } from "drizzle-orm";

import { answers_under_way } from "@/db/schema";

import { throttled } from "../errors";
import { principalOf } from "../limits";
import type { Context } from "../operation";

const MAX_AT_ONCE = 20;
const RETRY_AFTER_S = 5;
/** Longer than an answer may take: who was being answered by a process that died waits no longer. */
const LEASE_S = 60;

/** How many are being answered by this process. */
let running = 0;

/**
 * Lets one answer a person, in all processes together, and a few in this one run at once; undefined when there are too
 * many. Throws 429 for a second. No connection is kept meanwhile.
 */
export async function enter(context: Context): Promise<(() => Promise<void>) | undefined> {
  if (running >= MAX_AT_ONCE) return undefined;
  running++;
  try {
    const release = await claim(context);
    return async () => {
      running--;
      await release();
    };
  } catch (error) {
    running--;
    throw error;
  }
}

async function claim(context: Context): Promise<() => Promise<unknown>> {
  const { db } = context;
  const [who, holder] = [principalOf(context), crypto.randomUUID()];
  const [own] = await db
    .insert(answers_under_way)
    .values({ who, holder, until: sql`now() + make_interval(secs => ${LEASE_S})` })
    .onConflictDoUpdate({
      target: answers_under_way.who,
      set: { holder, until: sql`excluded.until` },
      setWhere: lt(answers_under_way.until, sql`now()`),
    })
    .returning({ holder: answers_under_way.holder });
  if (!own) throw throttled(RETRY_AFTER_S);
  const isOwn = and(eq(answers_under_way.who, who), eq(answers_under_way.holder, holder));
  // An answer that was given stays given: a row that cannot be taken away ends by itself.
  return () =>
    db
      .delete(answers_under_way)
      .where(isOwn)
      .catch(() => undefined);
}

/** Forgets whom processes were answering when they died. */
export const purgeAnswers = ({ db }: Context) =>
  db.delete(answers_under_way).where(lt(answers_under_way.until, sql`now()`));
