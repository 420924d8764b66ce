import { bigint, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { MESSAGE_ROLES } from "@/model/chat";

import { created_at, id, ref, updated_at } from "./columns";
import { users } from "./users";

/** Talks with the assistant. A user's is found by its owner alone, a guest's by whoever knows its random id. */
export const conversations = pgTable(
  "conversations",
  {
    id: uuid().primaryKey().defaultRandom(),
    user_id: ref().references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the guest's cookie; null for a guest of the API, who has none. */
    guest_hash: text(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [index().on(table.user_id), index().on(table.updated_at)],
);

export const messages = pgTable(
  "messages",
  {
    id: id(),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    role: text({ enum: MESSAGE_ROLES }).notNull(),
    text: text().notNull(),
    /** The products that it names, in its order. */
    product_ids: bigint({ mode: "number" }).array().notNull().default([]),
    /** What the model took for it. */
    tokens: integer().notNull().default(0),
    created_at: created_at(),
  },
  (table) => [index().on(table.conversation_id, table.id), index().on(table.created_at)],
);

/** What the model may take and has taken in a day (UTC), what is promised to answers under way included. */
export const token_budgets = pgTable("token_budgets", {
  day: date().primaryKey(),
  spent: bigint({ mode: "number" }).notNull(),
});
