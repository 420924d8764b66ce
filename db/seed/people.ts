import { and, eq, inArray, sql } from "drizzle-orm";

import type { Db } from "..";
import { users } from "../schema";
import { DEMO_LOGINS } from "./accounts";

export type Account = { username: string; email: string; password: string };
type Options = { demo: boolean; admin?: Account; hashPassword: (password: string) => Promise<string> };

/** The first admin, and beside the sandbox the demo's accounts; nothing where a user of the name exists. */
export async function addAccounts(db: Db, { demo, admin, hashPassword }: Options): Promise<void> {
  if (!demo) await shutDemoAccounts(db);
  const [hasAdmin] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.is_active, true)))
    .limit(1);
  if (admin && !hasAdmin) await addAccount(db, admin, "admin", hashPassword);
  if (!demo) return;
  for (const login of DEMO_LOGINS) {
    const role = login.role === "admin" ? "admin" : "customer";
    if (role === "admin" && (admin ?? hasAdmin)) continue;
    await addAccount(db, login, role, hashPassword);
  }
}

/** A shop that takes real money knows no password that is printed in its README. */
async function shutDemoAccounts(db: Db): Promise<void> {
  await db
    .update(users)
    .set({ is_active: false, password_hash: null })
    .where(
      inArray(
        users.email,
        DEMO_LOGINS.map(({ email }) => email),
      ),
    );
}

async function addAccount(
  db: Db,
  { username, email, password }: Account,
  role: "customer" | "admin",
  hashPassword: Options["hashPassword"],
): Promise<void> {
  const [known] = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.username}) = ${username.toLowerCase()}`);
  if (known) return;
  const password_hash = await hashPassword(password);
  await db.insert(users).values({ username, email, role, password_hash }).onConflictDoNothing();
}
