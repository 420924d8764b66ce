import { type SQL, and, eq, sql } from "drizzle-orm";

import { products, search_documents, search_synonyms, search_words, variants } from "@/db/schema";
import { DEFAULT_LOCALE } from "@/model/locales";

import type { Context } from "../operation";
import { containing } from "../paging";
import { spoken } from "./documents";
import { type Near, findNear } from "./nearby";
import { nearOf, rank } from "./rank";
import { type Mended, type Word, isFound, mend, readWords } from "./read-words";
import { splitsOf } from "./slips";
import { type Meaning, all, any, chain, lexemeQuery, prefixQuery } from "./tsquery";

export type Search = {
  /** All that the words can mean, as a tsquery. */
  query: string;
  /** Whether a product is found. */
  matches: SQL;
  /** How well, to order by. */
  rank: SQL<number>;
  /** What was searched for instead, where a word that no product has was mended. */
  corrected: string | undefined;
};
type Wish = {
  text: string;
  /** Search for what was typed, even where nothing has it. */
  as_typed?: boolean | undefined;
  /** Still being typed: the last word may go on, even where it is a word already. */
  isUnfinished?: boolean;
};

/** Reads what someone searches for: by words and their stems, synonyms, slips of the finger, SKUs, and what it means. */
export async function readSearch(context: Context, { text, as_typed, isUnfinished = false }: Wish): Promise<Search> {
  const typed = text.trim();
  const isSku = /^\S*[-\d]\S*$/.test(typed);
  // Whoever is typing, names a SKU, or wants their words taken as they are, is not after what is related.
  const meant = isSku || isUnfinished || as_typed ? [] : findNear(context, typed);
  const words = dropSilent(await readWords(context, text));
  const meanings = await readMeanings(context, words);
  const last = words.at(-1);
  if (last?.is_begun && (isUnfinished || !last.is_known))
    meanings.push({ from: words.length - 1, words: 1, query: any([prefixQuery(last.word), ...last.begins]) });
  const mended = as_typed ? new Map<number, Mended>() : await mendWords(context, words, meanings);
  for (const [from, { lexeme }] of mended) meanings.push({ from, words: 1, query: lexemeQuery(lexeme) });
  const strict = all(words.map(({ lexeme, word }, place) => lexemeQuery(mended.get(place)?.lexeme ?? lexeme ?? word)));
  const wide = chain(meanings, words.length);
  const sku = isSku && typed.length > 2 ? sql`${variants.sku} ilike ${containing(typed)}` : undefined;
  const near = words.some(({ lexeme }) => lexeme !== null) ? await meant : [];
  return {
    query: wide,
    matches: matching(context, wide, sku, near),
    rank: rank(context, { strict, wide, sku, typed, near }),
    corrected: mended.size > 0 ? words.map(({ word }, place) => mended.get(place)?.word ?? word).join(" ") : undefined,
  };
}

/** Words such as "the" count only where there is no other. */
function dropSilent(words: Word[]): Word[] {
  const speaking = words.filter(({ lexeme }) => lexeme !== null);
  return speaking.length > 0 ? speaking : words.slice(-1);
}

function matching(context: Context, wide: string, sku: SQL | undefined, near: readonly Near[]): SQL {
  const byWords = sql`select ${search_documents.product_id} from ${search_documents} where ${search_documents.document} @@ ${wide}::tsquery and ${spoken(context)}`;
  const bySku = sku && sql`union all select ${variants.product_id} from ${variants} where ${sku}`;
  const byMeaning = near.length > 0 ? sql`union all select id from ${nearOf(near)}` : sql``;
  return sql`${products.id} in (${byWords} ${bySku ?? sql``} ${byMeaning})`;
}

/** Two or three words in a row can be a term of their own. */
const MAX_TERM = 3;

/** What the words mean by themselves, in pairs that are one word elsewhere or in halves, and by the shop's synonyms. */
async function readMeanings(context: Context, words: Word[]): Promise<Meaning[]> {
  const runs = words.flatMap((_, from) =>
    words.slice(from, from + MAX_TERM).map((__, index) => ({ from, run: words.slice(from, from + index + 1) })),
  );
  const pairs = runs
    .filter(({ run }) => run.length === 2)
    .map(({ from, run }) => ({ from, word: run.map(({ word }) => word).join("") }));
  const halves = words.flatMap(({ word, is_known }, from) =>
    is_known ? [] : splitsOf(word).map((split) => ({ from, split })),
  );
  const [synonyms, lexemes] = await Promise.all([
    readSynonyms(
      context,
      runs.map(({ run }) => keyOf(run)),
    ),
    readLexemes(context, [...pairs.map(({ word }) => word), ...halves.flatMap(({ split }) => split)]),
  ]);
  return [
    ...words.flatMap(({ lexeme, is_known }, from) =>
      lexeme !== null && is_known ? [{ from, words: 1, query: lexemeQuery(lexeme) }] : [],
    ),
    ...runs.flatMap(({ from, run }) =>
      (synonyms.get(keyOf(run)) ?? []).map((query) => ({ from, words: run.length, query: `(${query})` })),
    ),
    ...pairs.flatMap(({ from, word }) => {
      const lexeme = lexemes.get(word);
      return lexeme === undefined ? [] : [{ from, words: 2, query: lexemeQuery(lexeme) }];
    }),
    ...(await keepFound(
      context,
      halves.flatMap(({ from, split }) => {
        const found = split.flatMap((half) => lexemes.get(half) ?? []);
        return found.length === 2 ? [{ from, words: 1, query: all(found.map(lexemeQuery)) }] : [];
      }),
    )),
  ];
}

async function keepFound(context: Context, meanings: Meaning[]): Promise<Meaning[]> {
  const found = await Promise.all(meanings.map(({ query }) => isFound(context, query)));
  return meanings.filter((_, index) => found[index]);
}

const keyOf = (run: readonly Word[]) => run.map(({ lexeme, word }) => lexeme ?? word).join(" ");

/** The synonyms of terms, by the stems of the term, as tsqueries; they are of the language of the catalog. */
async function readSynonyms({ db, locale }: Context, keys: string[]): Promise<Map<string, string[]>> {
  if (keys.length === 0 || locale !== DEFAULT_LOCALE) return new Map();
  const rows = await db.execute<{ key: string; queries: string[] }>(sql`
    select ${search_synonyms.key}, to_json(array(
      select meant from unnest(${search_synonyms.synonyms}) as synonym,
        lateral (select plainto_tsquery('english', search_text(translate(synonym, '-', ' ')))::text as meant) as queries
      where meant <> '')) as queries
    from ${search_synonyms} where ${search_synonyms.key} in ${keys}`);
  return new Map(rows.map(({ key, queries }) => [key, queries]));
}

async function readLexemes({ db, locale }: Context, words: string[]): Promise<Map<string, string>> {
  if (words.length === 0) return new Map();
  const rows = await db
    .select()
    .from(search_words)
    .where(and(sql`${search_words.word} in ${words}`, eq(search_words.locale, locale)));
  return new Map(rows.map(({ word, lexeme }) => [word, lexeme]));
}

/** The words that mean nothing so far, each with what was likely meant by it. */
async function mendWords(context: Context, words: Word[], meanings: Meaning[]): Promise<Map<number, Mended>> {
  const isLost = (place: number) => !meanings.some(({ from, words: length }) => from <= place && place < from + length);
  const mended = await Promise.all(
    words.map(async ({ word }, place) => [place, isLost(place) ? await mend(context, word) : undefined] as const),
  );
  return new Map(mended.flatMap(([place, found]) => (found ? [[place, found]] : [])));
}
