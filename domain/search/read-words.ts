import { and, eq, sql } from "drizzle-orm";

import { products, search_documents, search_words } from "@/db/schema";

import { visible } from "../catalog/filters";
import type { Context } from "../operation";
import { spoken } from "./documents";
import { slipsIn, swapsOf } from "./slips";

/** More words than these say nothing more. */
const MAX_WORDS = 10;

export type Word = {
  word: string;
  /** Null for a word that says nothing by itself, such as "the". */
  lexeme: string | null;
  /** Whether a product has it. */
  is_known: boolean;
  /** Stems, as tsqueries, of words that begin with it and are shorter: of "ceramic", which begins with "cerami", it is "ceram". */
  begins: string[];
  /** Whether a product has a word that begins with it. */
  is_begun: boolean;
};

const has = (context: Context, query: ReturnType<typeof sql>) => sql<boolean>`exists (
  select 1 from ${search_documents} join ${products} on ${eq(products.id, search_documents.product_id)}
  where ${and(sql`${search_documents.document} @@ (${query})::tsquery`, spoken(context), visible(context))})`;

/** The words of what someone typed, in order, and whether products have them. */
export async function readWords(context: Context, text: string): Promise<Word[]> {
  return context.db.execute<Word>(sql`
    select word, lexeme, to_json(begins) as begins, ${has(context, sql`quote_literal(lexeme)`)} as is_known,
      length(word) > 1 and ${has(context, sql`array_to_string(quote_literal(word) || ':*' || begins, ' | ')`)} as is_begun
    from (
        select word, search_lexeme(word, ${context.locale}) as lexeme, place
        from regexp_split_to_table(search_text(translate(${text}, '-', ' ')), ' ') with ordinality as words (word, place)
        where word <> '' order by place limit ${MAX_WORDS}
      ) as typed,
      lateral (select array(
        select distinct quote_literal(${search_words.lexeme}) from ${search_words}
        where ${search_words.word} >= typed.word and ${search_words.word} < typed.word || chr(1114111)
          and ${search_words.locale} = ${context.locale} and not ${search_words.lexeme} ^@ typed.word limit 20) as begins) as longer
    order by place`);
}

/** Whether a product is found by a tsquery. */
export async function isFound(context: Context, query: string): Promise<boolean> {
  const [row] = await context.db.execute<{ is_found: boolean }>(sql`select ${has(context, sql`${query}`)} as is_found`);
  return row?.is_found === true;
}

export type Mended = { word: string; lexeme: string };

/** The word that was most likely meant by one that no product has. */
export async function mend(context: Context, word: string): Promise<Mended | undefined> {
  const slips = slipsIn(word);
  if (slips === 0) return undefined;
  const near = sql`similar_words(${word}, ${context.locale}, string_to_array(${swapsOf(word).join(" ")}, ' '), ${slips})`;
  const [found] = await context.db.execute<Mended>(sql`
    select word, lexeme from ${near}, lateral (
      select count(*) filter (where document @@ (quote_literal(lexeme) || ':AB')::tsquery) as named, count(*) as said
      from ${search_documents} join ${products} on ${eq(products.id, search_documents.product_id)}
      where ${and(sql`${search_documents.document} @@ quote_literal(lexeme)::tsquery`, spoken(context), visible(context))}) as uses
    where said > 0 order by distance, named desc, said desc, length(word), word limit 1`);
  return found;
}
