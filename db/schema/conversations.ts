import { bigint, date, index, integer, jsonb, numeric, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { MESSAGE_ROLES } from "@/model/chat";
import { PAGE_SLUGS } from "@/model/pages";
import { PROPOSAL_TYPES } from "@/model/proposals";

import { at, created_at, id, ref, updated_at } from "./columns";
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
  (table) => [index().on(table.user_id), index().on(table.guest_hash), index().on(table.updated_at)],
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
    /** The products that it compares, side by side. */
    compared_ids: bigint({ mode: "number" }).array().notNull().default([]),
    /** The shopper's own orders that it speaks of. */
    order_ids: bigint({ mode: "number" }).array().notNull().default([]),
    /** The shop's pages that it was taken from. */
    page_slugs: text({ enum: PAGE_SLUGS }).array().notNull().default([]),
    /** What the model took for it. */
    tokens: integer().notNull().default(0),
    /** What those tokens cost, in US dollars; null where nobody has said what a token costs. */
    cost: numeric({ precision: 12, scale: 6 }),
    created_at: created_at(),
  },
  (table) => [index().on(table.conversation_id, table.id), index().on(table.created_at)],
);

/** What the assistant offered to do. Each is carried out once at most, and only when its shopper asks for it. */
export const proposals = pgTable(
  "proposals",
  {
    id: uuid().primaryKey().defaultRandom(),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** The answer that it stands beside; null while that is being made, and for good where it failed. */
    message_id: ref().references(() => messages.id, { onDelete: "cascade" }),
    type: text({ enum: PROPOSAL_TYPES }).notNull(),
    /** Which products, how many, at what price: what its kind needs to be carried out. */
    terms: jsonb().$type<Record<string, unknown>>().notNull(),
    created_at: created_at(),
    done_at: at(),
    undone_at: at(),
  },
  (table) => [index().on(table.conversation_id), index().on(table.message_id)],
);

/** What the model may take and has taken in a day (UTC), what is promised to answers under way included. */
export const token_budgets = pgTable("token_budgets", {
  day: date().primaryKey(),
  spent: bigint({ mode: "number" }).notNull(),
});

/** Whom the assistant is answering, wherever: one answer a person. A row that is left behind counts until its time is over. */
export const answers_under_way = pgTable("answers_under_way", {
  who: text().primaryKey(),
  /** Which of the answers it is, so that a late end of another takes nothing away. */
  holder: uuid().notNull(),
  until: at().notNull(),
});
