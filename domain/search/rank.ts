import { type SQL, and, eq, sql } from "drizzle-orm";

import { products, search_documents, variants } from "@/db/schema";

import type { Context } from "../operation";
import { spoken } from "./documents";
import type { Near } from "./nearby";

type Question = {
  /** The words that were typed, as a tsquery. */
  strict: string;
  /** All that they can mean. */
  wide: string;
  /** What could be a SKU or a part of one. */
  sku: SQL | undefined;
  typed: string;
  /** What means something like it, by embeddings; empty where there are none. */
  near: readonly Near[];
};

/** Of description, tagline, kind and name. */
const WEIGHTS = "{0.05, 0.2, 0.5, 1.0}";
/** What is near goes before what only mentions a word, and behind what is named by it. */
const OF_NEARNESS = 0.3;

/**
 * How well a product answers a search, as a number to order by: a SKU before all else, what was typed before what it may
 * mean besides, and of equals what buyers like better. Whatever else is to count one day is added here.
 */
export function rank(context: Context, { strict, wide, sku, typed, near }: Question): SQL<number> {
  const ofQuery = (query: string) => sql`ts_rank(${WEIGHTS}::real[], ${search_documents.document}, ${query}::tsquery)`;
  const ofWords = strict === wide ? sql`3 * ${ofQuery(wide)}` : sql`2 * ${ofQuery(strict)} + ${ofQuery(wide)}`;
  const words = sql`(select ${ofWords} from ${search_documents} where ${and(eq(search_documents.product_id, products.id), spoken(context))})`;
  const liked = sql`coalesce(${products.rating}, 0) * ln(1 + ${products.review_count}) * 0.002`;
  const bySku = sql`coalesce((select max(case when lower(${variants.sku}) = lower(${typed}) then 20 else 10 end) from ${variants} where ${eq(variants.product_id, products.id)} and ${sku}), 0)`;
  const byMeaning = sql`coalesce((select nearness * ${OF_NEARNESS} from ${nearOf(near)} where id = ${products.id}), 0)`;
  return sql`${sku ? sql`${bySku} + ` : sql``}${near.length > 0 ? sql`${byMeaning} + ` : sql``}coalesce(${words}, 0) + ${liked}`;
}

/** The near products as rows of id and nearness. */
export const nearOf = (near: readonly Near[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(near)}::jsonb) as near (id bigint, nearness real)`;
