import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";

import { sessions } from "@/db/schema";
import { PageQuery, pageOf } from "@/model/fields";
import { Session, SessionKey, deviceOf } from "@/model/sessions";

import { audit } from "../audit";
import { notFound } from "../errors";
import { type UserContext, operation } from "../operation";
import { readPage } from "../paging";
import { endSession } from "./credentials";

/** The caller's sign-ins that are alive. */
const ownAndLive = ({ user }: UserContext) =>
  and(eq(sessions.user_id, user.id), isNull(sessions.revoked_at), gt(sessions.expires_at, sql`now()`));

const shape = ({ user_agent, ...row }: typeof sessions.$inferSelect, { credential }: UserContext) => ({
  ...row,
  ...deviceOf(user_agent),
  is_current: credential?.kind === "session" && credential.id === row.id,
});

export async function readSessions(context: UserContext, limit: number, offset = 0) {
  const rows = await context.db
    .select()
    .from(sessions)
    .where(ownAndLive(context))
    .orderBy(desc(sql`coalesce(${sessions.last_used_at}, ${sessions.created_at})`), desc(sessions.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => shape(row, context));
}

export const listSessions = operation({
  name: "list_sessions",
  summary: "The browsers in which the caller is signed in, the last used first.",
  access: "user",
  paginated: true,
  input: PageQuery,
  output: pageOf(Session),
  run: (context, query) =>
    readPage(context.db, { from: sessions, where: ownAndLive(context), query }, (limit, offset) =>
      readSessions(context, limit, offset),
    ),
});

async function getOwnSession(context: UserContext, id: string) {
  const [row] = await context.db
    .select()
    .from(sessions)
    .where(and(ownAndLive(context), eq(sessions.id, id)));
  if (!row) throw notFound();
  return row;
}

export const revokeSession = operation({
  name: "revoke_session",
  summary: "Sign a browser out: its next request is nobody's.",
  access: "user",
  input: SessionKey,
  output: z.null(),
  find: getOwnSession,
  async run(context, { id }) {
    await endSession(context.db, id);
    await audit(context, { action: "revoke_session", object_type: "session", object_id: id });
    return null;
  },
});
