import { sql } from "drizzle-orm";
import { bigint, customType, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

import { DEFAULT_LOCALE } from "@/model/locales";

import { products } from "./catalog";
import { at, created_at, id, ref, updated_at } from "./columns";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** What each product can be found by, in each language that it was translated into: kept by triggers, beside products, since it is read by searches alone. */
export const search_documents = pgTable(
  "search_documents",
  {
    product_id: ref()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    locale: text().notNull().default(DEFAULT_LOCALE),
    /** In which languages another document stands for this one, which is that of the language of the catalog. */
    translated: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    document: tsvector().notNull(),
  },
  (table) => [primaryKey({ columns: [table.product_id, table.locale] }), index().using("gin", table.document)],
);

/** Every word that a product was ever found by, to tell a misspelt word and mend it; whether one still finds anything, the documents say. */
export const search_words = pgTable(
  "search_words",
  {
    word: text().notNull(),
    locale: text().notNull().default(DEFAULT_LOCALE),
    /** The stem that stands for it in the documents. */
    lexeme: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.word, table.locale] }),
    index().on(table.lexeme),
    index().using("gin", table.word.op("gin_trgm_ops")),
  ],
);

/** What else is meant by what shoppers type. */
export const search_synonyms = pgTable("search_synonyms", {
  id: id(),
  term: text().notNull(),
  /** The stems of the term, so that one entry serves its plural, accents and hyphens. */
  key: text().notNull().unique(),
  synonyms: text().array().notNull(),
  created_at: created_at(),
  updated_at: updated_at(),
});

/** What each product means, as a model of embeddings puts it; of how many numbers and of which model is part of the hash. */
export const search_embeddings = pgTable(
  "search_embeddings",
  {
    product_id: ref()
      .primaryKey()
      .references(() => products.id, { onDelete: "cascade" }),
    /** Of the text that was embedded: another one marks it stale. */
    hash: text().notNull(),
    /** Numbers of four bytes, little end first; null while no attempt has succeeded. */
    vector: bytea(),
    embedded_at: at().notNull().defaultNow(),
    /** How often it was tried in vain since, and from when on it is tried again. */
    failures: integer().notNull().default(0),
    retry_at: at(),
  },
  (table) => [index().on(table.embedded_at)],
);

/** How many tokens of embeddings each day has used. */
export const embedding_budgets = pgTable("embedding_budgets", {
  day: date().primaryKey(),
  spent: bigint({ mode: "number" }).notNull(),
});
