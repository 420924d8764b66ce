import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { DEFAULT_LOCALE, type Locale } from "@/model/locales";

import { variants } from "./catalog";
import { at, created_at, id, ref } from "./columns";
import { users } from "./users";

/** Who wants to hear, once, that a variant is there again. */
export const stock_alerts = pgTable(
  "stock_alerts",
  {
    id: id(),
    /** Stands in the mail: who has it may end all that waits for the same address. */
    key: uuid().notNull().unique().defaultRandom(),
    variant_id: ref()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" }),
    user_id: ref().references(() => users.id, { onDelete: "cascade" }),
    /** In small letters. */
    email: text().notNull(),
    /** Of the page that it was asked on: its mail is written in it. */
    locale: text().$type<Locale>().notNull().default(DEFAULT_LOCALE),
    created_at: created_at(),
    /** When the mail was queued; none: it is still waited for. */
    notified_at: at(),
  },
  (table) => [
    uniqueIndex("stock_alerts_waiting_key")
      .on(table.variant_id, table.email)
      .where(sql`${table.notified_at} is null`),
    index().on(table.user_id),
    index().on(table.email),
    index().on(table.notified_at),
  ],
);
