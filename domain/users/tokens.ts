import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";

import { tokens } from "@/db/schema";
import { Key, PageQuery, pageOf } from "@/model/fields";
import { ApiToken, CreateApiToken, CreatedApiToken } from "@/model/users";

import { audit } from "../audit";
import { notFound } from "../errors";
import { type UserContext, operation, transaction } from "../operation";
import { readPage } from "../paging";
import { sha256 } from "../secrets";
import { createToken } from "./credentials";

const DAY_MS = 86_400_000;

/** The caller's tokens that can still be used. */
const ownAndLive = ({ user }: UserContext) =>
  and(
    eq(tokens.user_id, user.id),
    isNull(tokens.revoked_at),
    or(isNull(tokens.expires_at), gt(tokens.expires_at, sql`now()`)),
  );

const shape = (row: typeof tokens.$inferSelect, { credential }: UserContext) => ({
  ...row,
  is_current: credential?.kind === "token" && credential.id === row.id,
});

async function getOwnToken(context: UserContext, id: number) {
  const [row] = await context.db
    .select()
    .from(tokens)
    .where(and(ownAndLive(context), eq(tokens.id, id)));
  if (!row) throw notFound();
  return row;
}

export const listTokens = operation({
  name: "list_tokens",
  summary: "The caller's tokens that can be used, newest first; never the tokens themselves.",
  access: "user",
  paginated: true,
  input: PageQuery,
  output: pageOf(ApiToken),
  async run(context, query) {
    const where = ownAndLive(context);
    const { count, results } = await readPage(context.db, { from: tokens, where, query }, (limit, offset) =>
      context.db.select().from(tokens).where(where).orderBy(desc(tokens.id)).limit(limit).offset(offset),
    );
    return { count, results: results.map((row) => shape(row, context)) };
  },
});

export const createApiToken = operation({
  name: "create_api_token",
  summary: "Make a token with a name of its own; this answer is the only one that has it.",
  access: "user",
  input: CreateApiToken,
  output: CreatedApiToken,
  run: (context, { name, expires_in_days }) =>
    transaction(context, async (tx) => {
      const expires_at = expires_in_days === undefined ? null : new Date(Date.now() + expires_in_days * DAY_MS);
      const token = await createToken(tx.db, tx.user.id, name, expires_at);
      const [row] = await tx.db
        .select()
        .from(tokens)
        .where(eq(tokens.token_hash, sha256(token)));
      if (!row) throw new Error("the token that was just made is gone");
      await audit(tx, { action: "create_token", object_type: "token", object_id: row.id, after: { name, expires_at } });
      return { ...shape(row, tx), token };
    }),
});

export const revokeToken = operation({
  name: "revoke_token",
  summary: "End a token: its next request is refused.",
  access: "user",
  input: Key,
  output: z.null(),
  find: getOwnToken,
  async run(context, { id }) {
    const where = and(eq(tokens.id, id), isNull(tokens.revoked_at));
    const ended = await context.db
      .update(tokens)
      .set({ revoked_at: new Date() })
      .where(where)
      .returning({ id: tokens.id });
    if (ended.length === 0) throw notFound();
    await audit(context, { action: "revoke_token", object_type: "token", object_id: id });
    return null;
  },
});
