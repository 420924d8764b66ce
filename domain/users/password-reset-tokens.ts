import { and, eq, gt, sql } from "drizzle-orm";

import type { Db } from "@/db";
import { password_resets, users } from "@/db/schema";
import { PASSWORD_RESET_MINUTES } from "@/model/users";

import { randomSecret, sha256 } from "../secrets";

/** Makes the secret of a link for the account of an address, in the place of any before; this is the only time it is seen. */
export async function createPasswordReset(db: Db, address: string) {
  const [user] = await db
    .select({ id: users.id, username: users.username, email: users.email })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, address.toLowerCase()), eq(users.is_active, true)));
  if (!user) return undefined;
  const token = randomSecret();
  const values = {
    token_hash: sha256(token),
    created_at: new Date(),
    expires_at: new Date(Date.now() + PASSWORD_RESET_MINUTES * 60_000),
  };
  await db
    .insert(password_resets)
    .values({ user_id: user.id, ...values })
    .onConflictDoUpdate({ target: password_resets.user_id, set: values });
  return { ...user, token };
}

const live = (token: string) =>
  and(eq(password_resets.token_hash, sha256(token)), gt(password_resets.expires_at, sql`now()`));

/** Whether a link still works, without using it. */
export async function isPasswordReset(db: Db, token: string): Promise<boolean> {
  return (await db.select({ id: password_resets.user_id }).from(password_resets).where(live(token))).length > 0;
}

/** Uses a link up: of many at once, one. Answers whose it was. */
export async function usePasswordReset(db: Db, token: string): Promise<number | undefined> {
  const [used] = await db.delete(password_resets).where(live(token)).returning({ user_id: password_resets.user_id });
  return used?.user_id;
}
