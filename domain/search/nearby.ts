import { setTimeout as sleep } from "node:timers/promises";

import { and, gt, isNotNull, sql } from "drizzle-orm";

import { search_embeddings } from "@/db/schema";

import type { Context } from "../operation";
import { askEmbeddings, isSemantic } from "./ask-embeddings";
import { modelKey } from "./embed-products";

/** How long a search waits to be embedded; what comes later is kept for the next one. */
const PATIENCE_MS = 300;
const TIMEOUT_MS = 5000;
/** How long nothing is asked after an answer failed or was late. */
const PAUSE_MS = 30_000;
const MOST_KEPT = 2000;
const MAX_TEXT = 200;

/** So many products at most are near: none farther than that, and none much farther than the nearest. */
const MOST_NEAR = 12;
const LEAST_NEARNESS = 0.3;
const FARTHER = 0.1;

/** A product, and how near it is to what is searched for: 1 means the same. */
export type Near = { id: number; nearness: number };

/** The products that mean something like a text, the nearest first; none where that cannot be told right now. */
export async function findNear(context: Context, text: string): Promise<Near[]> {
  if (!isSemantic()) return [];
  const [vector, vectors] = await Promise.all([embeddingOf(context, text), readVectors(context)]);
  if (!vector) return [];
  const near: Near[] = [];
  for (const [id, other] of vectors) {
    const nearness = product(vector, other);
    if (nearness >= LEAST_NEARNESS) near.push({ id, nearness });
  }
  const sorted = near.toSorted((one, other) => other.nearness - one.nearness || one.id - other.id);
  const least = (sorted[0]?.nearness ?? 0) - FARTHER;
  return sorted.slice(0, MOST_NEAR).filter(({ nearness }) => nearness >= least);
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** The embeddings of what was searched for lately, the latest last. */
const asked = new Map<string, Promise<Float32Array | undefined>>();
let pausedUntil = 0;
const pause = () => void (pausedUntil = Date.now() + PAUSE_MS);

/** Forgets that the model did not answer, and what it answered. */
export function askAnew(): void {
  pausedUntil = 0;
  asked.clear();
}

async function embeddingOf(context: Context, text: string): Promise<Float32Array | undefined> {
  const said = text.trim().toLowerCase().slice(0, MAX_TEXT);
  const key = `${modelKey()} ${said}`;
  const kept = asked.get(key);
  if (!kept && Date.now() < pausedUntil) return undefined;
  const answer = kept ?? ask(context, said, key);
  asked.delete(key);
  asked.set(key, answer);
  const [oldest] = asked.keys();
  if (asked.size > MOST_KEPT && oldest !== undefined) asked.delete(oldest);
  const isLate = Symbol("late");
  const first = await Promise.race([answer, sleep(PATIENCE_MS, isLate, { ref: false })]);
  if (typeof first !== "symbol") return first;
  pause();
  return undefined;
}

const ask = async (context: Context, text: string, key: string): Promise<Float32Array | undefined> => {
  try {
    const [vector] = await askEmbeddings(context, [text], TIMEOUT_MS);
    return vector;
  } catch {
    asked.delete(key);
    pause();
    return undefined;
  }
};

/** All vectors of one model, as far as they have been read. */
type Vectors = { key: string; of: Map<number, Float32Array>; until: Date; reading: Promise<void> | undefined };
let vectors: Vectors | undefined;

/** The vectors of all products, in memory: only those that are new since the last look are read. */
async function readVectors({ db }: Context): Promise<Map<number, Float32Array>> {
  const key = modelKey();
  if (vectors?.key !== key) vectors = { key, of: new Map(), until: new Date(0), reading: undefined };
  const current = vectors;
  current.reading ??= readNew(db, current).finally(() => void (current.reading = undefined));
  await current.reading;
  return current.of;
}

async function readNew(db: Context["db"], read: Vectors): Promise<void> {
  const rows = await db
    .select({
      id: search_embeddings.product_id,
      vector: search_embeddings.vector,
      at: search_embeddings.embedded_at,
    })
    .from(search_embeddings)
    .where(
      and(
        isNotNull(search_embeddings.vector),
        gt(search_embeddings.embedded_at, read.until),
        sql`starts_with(${search_embeddings.hash}, ${`${read.key} `})`,
      ),
    );
  for (const { id, vector, at } of rows) {
    if (vector) read.of.set(id, new Float32Array(new Uint8Array(vector).buffer));
    if (at > read.until) read.until = at;
  }
}
