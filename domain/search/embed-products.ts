import { type SQL, and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { APIError } from "openai";

import { categories, products, search_embeddings } from "@/db/schema";
import { env } from "@/env";

import type { Context } from "../operation";
import { askEmbeddings, isSemantic } from "./ask-embeddings";

const AT_ONCE = 100;
/** A run ends after so many, however many there are. */
const MOST_BATCHES = 20;
const TIMEOUT_MS = 30_000;
const MAX_TEXT = 2000;

const textOf: SQL<string> = sql`left(concat_ws(E'\n', ${products.name}, ${products.tagline}, ${categories.name}, array_to_string(${products.tags}, ', '), ${products.description},
  (select string_agg(detail ->> 'text', ', ') from jsonb_array_elements(${products.details}) as detail),
  (select string_agg(color ->> 'name', ', ') from jsonb_array_elements(${products.colors}) as color)), ${MAX_TEXT})`;

/** Which model made a vector is part of the hash, so that another model's is stale. */
export const modelKey = () => `${env().OPENAI_EMBEDDING_MODEL}/${env().OPENAI_EMBEDDING_DIMENSIONS}`;
const hashOf = () => sql<string>`${modelKey()} || ' ' || md5(${textOf})`;

type Stale = { id: number; text: string; hash: string };

const readStale = ({ db }: Context): Promise<Stale[]> =>
  db
    .select({ id: products.id, text: textOf, hash: hashOf() })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .leftJoin(search_embeddings, eq(search_embeddings.product_id, products.id))
    .where(
      and(
        isNull(products.deleted_at),
        or(sql`${search_embeddings.hash} is distinct from ${hashOf()}`, isNull(search_embeddings.vector)),
        or(isNull(search_embeddings.retry_at), lte(search_embeddings.retry_at, sql`now()`)),
      ),
    )
    .orderBy(asc(products.id))
    .limit(AT_ONCE);

/** Embeds the products whose texts are new or have changed, some at a time; what fails is tried again, later each time. */
export async function embedProducts(context: Context): Promise<number> {
  if (!isSemantic()) return 0;
  let embedded = 0;
  for (let batch = 0; batch < MOST_BATCHES && !context.signal?.aborted; batch++) {
    const stale = await readStale(context);
    if (stale.length === 0) break;
    const isDone = await embed(context, stale);
    if (!isDone) break;
    embedded += stale.length;
  }
  return embedded;
}

async function embed(context: Context, stale: Stale[]): Promise<boolean> {
  try {
    const texts = stale.map(({ text }) => text);
    const vectors = await askEmbeddings(context, texts, TIMEOUT_MS);
    await keep(context, stale, vectors);
    return true;
  } catch (error) {
    // One text that the model refuses must not keep the others from it.
    const isRefused = error instanceof APIError && error.status === 400;
    if (isRefused && stale.length > 1) {
      const half = Math.ceil(stale.length / 2);
      const halves = [stale.slice(0, half), stale.slice(half)];
      const done = [];
      for (const part of halves) done.push(await embed(context, part));
      return done.some(Boolean);
    }
    await postpone(context, stale);
    return false;
  }
}

async function keep({ db }: Context, stale: Stale[], vectors: Float32Array[]): Promise<void> {
  const rows = stale.map(({ id, hash }, at) => ({
    product_id: id,
    hash,
    vector: Buffer.from(new Uint8Array(vectors[at]?.buffer ?? new ArrayBuffer())),
  }));
  await db
    .insert(search_embeddings)
    .values(rows)
    .onConflictDoUpdate({
      target: search_embeddings.product_id,
      set: {
        hash: sql`excluded.hash`,
        vector: sql`excluded.vector`,
        embedded_at: sql`now()`,
        failures: 0,
        retry_at: null,
      },
    });
}

/** After one minute, then two, four, and an hour at most. The old vector stays in use. */
async function postpone({ db }: Context, stale: Stale[]): Promise<void> {
  const inAWhile = (failures: SQL) => sql`now() + make_interval(mins => least(power(2, ${failures})::int, 60))`;
  await db
    .insert(search_embeddings)
    .values(stale.map(({ id }) => ({ product_id: id, hash: "", failures: 1, retry_at: inAWhile(sql`0`) })))
    .onConflictDoUpdate({
      target: search_embeddings.product_id,
      set: {
        failures: sql`least(${search_embeddings.failures} + 1, 6)`,
        retry_at: inAWhile(sql`least(${search_embeddings.failures}, 6)`),
      },
    });
}
