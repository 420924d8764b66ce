import { and, eq, isNull, lt, sql } from "drizzle-orm";

import { idempotency_keys } from "@/db/schema";

import { DomainError } from "./errors";
import { type Context, sqlState, transaction } from "./operation";
import { seal, sha256, unseal } from "./secrets";

/** Answers may hold tokens: they are kept sealed. */
const PURPOSE = "idempotency";
const PATIENCE = "3s";
const POLL_MS = 100;
const WAIT_MS = 3000;
const LOCK_NOT_AVAILABLE = "55P03";
/** A claim whose owner went down is free again after this long. */
const ABANDONED = sql`interval '60 seconds'`;
const KEPT_FOR = sql`interval '48 hours'`;

/** Who asks what under which key; body_hash tells the same request from another, and says nothing of what it holds. */
export type Claim = { principal: string; key: string; path: string; body_hash: string };
export type Answer = { status: number; body: string };
type Run = (context: Context) => Promise<Answer>;
type Done = Answer & { isReplayed: boolean };

const inFlight = () =>
  new DomainError(409, "idempotency_in_flight", "A request with this Idempotency-Key is still under way.", {
    retryAfterS: 1,
  });
const where = ({ principal, key, path }: Claim) =>
  and(eq(idempotency_keys.principal, principal), eq(idempotency_keys.key, key), eq(idempotency_keys.path, path));

/**
 * Does something once for a claim; done again, it answers what it answered first. Only success and a refusal of the
 * business (409, which refused turns into an answer) are kept. Throws 409 while it is under way, 422 for another body.
 */
export async function once(
  context: Context,
  claim: Claim,
  { isOutward, refused }: { isOutward: boolean; refused: (error: DomainError) => Promise<Answer> },
  run: Run,
): Promise<Done> {
  try {
    return isOutward ? await claimed(context, claim, run) : await inOneTransaction(context, claim, run);
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 409 || error.code === "idempotency_in_flight") throw error;
    const answer = await refused(error);
    // The refusal undid its transaction, claim and all: it is kept beside it.
    await context.db
      .insert(idempotency_keys)
      .values({ ...claim, status: answer.status, response: seal(PURPOSE, answer.body) })
      .onConflictDoNothing();
    return { ...answer, isReplayed: false };
  }
}

/** Claim and deed are committed together: either both are there or neither. A second request waits at the claim. */
function inOneTransaction(context: Context, claim: Claim, run: Run): Promise<Done> {
  return transaction(context, async (tx) => {
    await tx.db.execute(sql`select set_config('lock_timeout', ${PATIENCE}, true)`);
    const made = await tx.db
      .insert(idempotency_keys)
      .values(claim)
      .onConflictDoNothing()
      .returning()
      .catch((error: unknown) => {
        throw sqlState(error) === LOCK_NOT_AVAILABLE ? inFlight() : error;
      });
    if (made.length === 0) return replay(await read(tx, claim), claim);
    return finish(tx, claim, await run(tx));
  });
}

/** For what asks others while it runs: the claim is committed first, and waited at by looking again. */
async function claimed(context: Context, claim: Claim, run: Run): Promise<Done> {
  for (const end = Date.now() + WAIT_MS; !(await claimFirst(context, claim));) {
    const kept = await read(context, claim);
    if (kept && (kept.status !== null || kept.body_hash !== claim.body_hash)) return replay(kept, claim);
    if (Date.now() > end) throw inFlight();
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await finish(context, claim, await run({ ...context, requestKey: requestKeyOf(claim) }));
  } catch (error) {
    // What failed may be tried again under the same key.
    await context.db.delete(idempotency_keys).where(and(where(claim), isNull(idempotency_keys.status)));
    throw error;
  }
}

const requestKeyOf = ({ principal, path, key, body_hash }: Claim) =>
  sha256(JSON.stringify([principal, path, key, body_hash]));

async function claimFirst({ db }: Context, claim: Claim): Promise<boolean> {
  const abandoned = and(isNull(idempotency_keys.status), lt(idempotency_keys.created_at, sql`now() - ${ABANDONED}`));
  await db.delete(idempotency_keys).where(and(where(claim), abandoned));
  return (await db.insert(idempotency_keys).values(claim).onConflictDoNothing().returning()).length > 0;
}

async function read({ db }: Context, claim: Claim) {
  const [kept] = await db.select().from(idempotency_keys).where(where(claim));
  return kept;
}

function replay(kept: typeof idempotency_keys.$inferSelect | undefined, claim: Claim): Done {
  if (kept && kept.body_hash !== claim.body_hash)
    throw new DomainError(
      422,
      "idempotency_key_reused",
      "This Idempotency-Key was used for another request. Use a new one.",
    );
  if (!kept || kept.status === null) throw inFlight();
  return { status: kept.status, body: unseal(PURPOSE, kept.response ?? ""), isReplayed: true };
}

async function finish({ db }: Context, claim: Claim, answer: Answer): Promise<Done> {
  await db
    .update(idempotency_keys)
    .set({ status: answer.status, response: seal(PURPOSE, answer.body) })
    .where(where(claim));
  return { ...answer, isReplayed: false };
}

/** Forgets keys after two days. */
export async function purgeIdempotencyKeys({ db }: Context): Promise<number> {
  const old = lt(idempotency_keys.created_at, sql`now() - ${KEPT_FOR}`);
  return (await db.delete(idempotency_keys).where(old).returning({ key: idempotency_keys.key })).length;
}
