import { and, eq, gt, isNull, ne, or, sql } from "drizzle-orm";

import type { Db } from "@/db";
import { password_resets, sessions, tokens, users } from "@/db/schema";

import { authenticationFailed } from "../errors";
import type { Context, User } from "../operation";
import { randomSecret, sha256 } from "../secrets";

const TOKEN_PREFIX = "cw_";
const SESSION_DAYS = 30;

const USER = { id: users.id, username: users.username, email: users.email, role: users.role };

type Proof = Pick<Context, "credential"> & { user: User };

/** Makes an API token; this is the only time it is seen. */
export async function createToken(
  db: Db,
  userId: number,
  name: string,
  expires_at: Date | null = null,
): Promise<string> {
  const token = TOKEN_PREFIX + randomSecret();
  await db
    .insert(tokens)
    .values({ user_id: userId, name, prefix: token.slice(0, 8), token_hash: sha256(token), expires_at });
  return token;
}

/** The user of a live token; throws 401 for any other. */
export async function userOfToken(db: Db, token: string): Promise<Proof> {
  const [row] = await db
    .select({ ...USER, is_active: users.is_active, token_id: tokens.id, last_used_at: tokens.last_used_at })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.user_id))
    .where(
      and(
        eq(tokens.token_hash, sha256(token)),
        isNull(tokens.revoked_at),
        or(isNull(tokens.expires_at), gt(tokens.expires_at, sql`now()`)),
      ),
    );
  if (!row) throw authenticationFailed();
  if (!row.is_active) throw authenticationFailed("User inactive or deleted.");
  // Once a minute is enough to tell an owner which token is in use.
  if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > 60_000)
    await db.update(tokens).set({ last_used_at: new Date() }).where(eq(tokens.id, row.token_id));
  const { id, username, email, role } = row;
  return { user: { id, username, email, role }, credential: { kind: "token", id: row.token_id } };
}

/** Starts a browser session; its id goes into the cookie, its row decides on every request. */
export async function createSession(db: Db, userId: number, userAgent: string): Promise<string> {
  const id = crypto.randomUUID();
  const expires_at = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await db.insert(sessions).values({ id, user_id: userId, user_agent: userAgent.slice(0, 300), expires_at });
  return id;
}

/** The user of a live session. */
export async function userOfSession(db: Db, sessionId: string): Promise<Proof | null> {
  const [found] = await db
    .select({ ...USER, last_used_at: sessions.last_used_at })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revoked_at),
        gt(sessions.expires_at, sql`now()`),
        eq(users.is_active, true),
      ),
    );
  if (!found) return null;
  const { last_used_at, ...user } = found;
  // Once in five minutes is enough to tell an owner which sign-in is in use.
  if (!last_used_at || Date.now() - last_used_at.getTime() > 300_000)
    await db.update(sessions).set({ last_used_at: new Date() }).where(eq(sessions.id, sessionId));
  return { user, credential: { kind: "session", id: sessionId } };
}

export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db.update(sessions).set({ revoked_at: new Date() }).where(eq(sessions.id, sessionId));
}

/** Whoever came in so far is out: every session, token and link to a new password of a user, but the one that is kept. */
export async function endAccess(db: Db, userId: number, kept: Context["credential"] = null): Promise<void> {
  const now = new Date();
  const sid = kept?.kind === "session" ? ne(sessions.id, kept.id) : undefined;
  const tid = kept?.kind === "token" ? ne(tokens.id, kept.id) : undefined;
  await db
    .update(sessions)
    .set({ revoked_at: now })
    .where(and(eq(sessions.user_id, userId), isNull(sessions.revoked_at), sid));
  await db
    .update(tokens)
    .set({ revoked_at: now })
    .where(and(eq(tokens.user_id, userId), isNull(tokens.revoked_at), tid));
  await db.delete(password_resets).where(eq(password_resets.user_id, userId));
}
