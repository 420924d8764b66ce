import { jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";

import type { TranslatedKind, TranslatedTexts } from "@/model/translations";

import { created_at, id, updated_at } from "./columns";

/** What the shop's own things are called in other languages; the language that the catalog is kept in stands with the things. */
export const translations = pgTable(
  "translations",
  {
    id: id(),
    kind: text().$type<TranslatedKind>().notNull(),
    /** The id of a product or a category, the code of a way of delivery, the name of a color or size. */
    object: text().notNull(),
    locale: text().notNull(),
    texts: jsonb().$type<TranslatedTexts>().notNull(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [unique().on(table.kind, table.locale, table.object)],
);
