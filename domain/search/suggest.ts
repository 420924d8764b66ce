import { and, desc, eq, sql } from "drizzle-orm";

import { categories, products, search_documents, search_words, translations } from "@/db/schema";
import { MAX_SUGGESTIONS, SuggestionQuery, Suggestions } from "@/model/search";

import { visible } from "../catalog/filters";
import { readProducts } from "../catalog/read-products";
import { type Context, operation } from "../operation";
import { spoken } from "./documents";
import { type Search, readSearch } from "./read-search";

const MOST_QUERIES = 3;
const MOST_CATEGORIES = 2;
/** Of the words that could be meant, so many of the shortest are looked at. */
const MOST_CANDIDATES = 30;

export const suggest = operation({
  name: "suggest",
  summary: "What someone who is typing a search may be after: at most eight searches, categories and products.",
  access: "public",
  input: SuggestionQuery,
  output: Suggestions,
  async run(context, { search: text = "" }) {
    if (!text.trim()) return { queries: [], categories: [], products: [] };
    const search = await readSearch(context, { text, isUnfinished: true });
    const [queries, inCategories, found] = await Promise.all([
      completeQuery(context, search.corrected ?? text),
      findCategories(context, search),
      readProducts(context, {
        where: and(visible(context), search.matches),
        orderBy: [desc(search.rank)],
        limit: MAX_SUGGESTIONS,
      }),
    ]);
    const room = MAX_SUGGESTIONS - queries.length - inCategories.length;
    return {
      queries,
      categories: inCategories,
      products: found.slice(0, room).map(({ images: [image = null], ...product }) => ({ ...product, image })),
      ...(search.corrected !== undefined && { corrected: search.corrected }),
    };
  },
});

/** The text with its last word made whole, in the ways that name products. */
async function completeQuery(context: Context, text: string): Promise<string[]> {
  const isNamed = sql`exists (
    select 1 from ${search_documents} join ${products} on ${eq(products.id, search_documents.product_id)}
    where ${and(sql`${search_documents.document} @@ (before && (quote_literal(lexeme) || ':AB')::tsquery)`, spoken(context), visible(context))})`;
  const rows = await context.db.execute<{ query: string }>(sql`
    select concat_ws(' ', nullif(said, ''), word) as query from (
      select distinct on (lexeme) said, before, word, lexeme from (
        select said, plainto_tsquery(search_config(${context.locale}), said) as before, ${search_words.word} as word, ${search_words.lexeme} as lexeme
        from (select search_text(translate(${text}, '-', ' ')) as whole) as typed,
          lateral (select substring(whole from '[^ ]+$') as begun, btrim(regexp_replace(whole, '[^ ]+$', '')) as said) as parts,
          ${search_words}
        where length(begun) > 1 and ${search_words.locale} = ${context.locale} and ${search_words.word} > begun and ${search_words.word} < begun || chr(1114111)
          and ${search_words.lexeme} is distinct from search_lexeme(begun, ${context.locale})
        order by length(${search_words.word}) limit ${MOST_CANDIDATES}
      ) as candidates order by lexeme, length(word)
    ) as words where ${isNamed} order by length(word), word limit ${MOST_QUERIES}`);
  return rows.map(({ query }) => query);
}

async function findCategories(context: Context, { query }: Search) {
  const { db, locale } = context;
  const translated = sql`(select texts ->> 'name' from ${translations}
    where kind = 'category' and object = ${categories.id}::text and ${translations.locale} = ${locale})`;
  const name = sql<string>`coalesce(${translated}, ${categories.name})`;
  return db
    .select({ id: categories.id, name, slug: categories.slug })
    .from(categories)
    .where(sql`to_tsvector(search_config(${locale}), search_text(${name})) @@ ${query}::tsquery`)
    .orderBy(categories.position, categories.id)
    .limit(MOST_CATEGORIES);
}
