import { customType, index, pgTable, text } from "drizzle-orm/pg-core";

import { products } from "./catalog";
import { created_at, id, ref, updated_at } from "./columns";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** What each product can be found by: kept by triggers on products and categories, beside them, since it is read by searches alone. */
export const search_documents = pgTable(
  "search_documents",
  {
    product_id: ref()
      .primaryKey()
      .references(() => products.id, { onDelete: "cascade" }),
    document: tsvector().notNull(),
  },
  (table) => [index().using("gin", table.document)],
);

/** Every word that a product was ever found by, to tell a misspelt word and mend it; whether one still finds anything, the documents say. */
export const search_words = pgTable(
  "search_words",
  {
    word: text().primaryKey(),
    /** The stem that stands for it in the documents. */
    lexeme: text().notNull(),
  },
  (table) => [index().on(table.lexeme), index().using("gin", table.word.op("gin_trgm_ops"))],
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
