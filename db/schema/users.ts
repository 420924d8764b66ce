import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { ROLES } from "@/model/users";

import { at, created_at, id, ref, updated_at } from "./columns";

export const users = pgTable(
  "users",
  {
    id: id(),
    username: text().notNull(),
    email: text().notNull().default(""),
    first_name: text().notNull().default(""),
    last_name: text().notNull().default(""),
    phone: text().notNull().default(""),
    password_hash: text(),
    role: text({ enum: ROLES }).notNull().default("customer"),
    is_active: boolean().notNull().default(true),
    closed_at: at(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (table) => [
    uniqueIndex("users_username_key").on(sql`lower(${table.username})`),
    uniqueIndex("users_email_key")
      .on(sql`lower(${table.email})`)
      .where(sql`${table.email} <> ''`),
  ],
);

/** API credentials: the token itself is shown once, only its SHA-256 is kept. */
export const tokens = pgTable(
  "tokens",
  {
    id: id(),
    user_id: ref()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull().default(""),
    prefix: text().notNull(),
    token_hash: text().notNull().unique(),
    created_at: created_at(),
    last_used_at: at(),
    expires_at: at(),
    revoked_at: at(),
  },
  (table) => [index().on(table.user_id)],
);

/** A browser's sign-in; checked on every request, so that ending one takes effect at once. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    user_id: ref()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    user_agent: text().notNull().default(""),
    created_at: created_at(),
    last_used_at: at(),
    expires_at: at().notNull(),
    revoked_at: at(),
  },
  (table) => [index().on(table.user_id)],
);

/** The one link that gives an account a new password: only the SHA-256 of its secret is kept, and a newer link replaces it. */
export const password_resets = pgTable("password_resets", {
  user_id: ref()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  token_hash: text().notNull().unique(),
  created_at: created_at(),
  expires_at: at().notNull(),
});

/** Who did what to which object: append only. */
export const audit_log = pgTable(
  "audit_log",
  {
    id: id(),
    at: created_at(),
    actor_id: ref(),
    source: text().notNull().default("api"),
    action: text().notNull(),
    object_type: text().notNull(),
    object_id: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    request_id: text(),
  },
  (table) => [index().on(table.object_type, table.object_id)],
);
