import { eq, sql } from "drizzle-orm";

import type { Db } from "..";
import { users } from "../schema";
import { DEMO_LOGINS } from "./accounts";

export type Account = { username: string; email: string; password: string };
type Options = { demo: boolean; admin?: Account; hashPassword: (password: string) => Promise<string> };

/** The first admin, and beside the sandbox the demo's accounts; nothing where a user of the name exists. */
export async function addAccounts(db: Db, { demo, admin, hashPassword }: Options): Promise<void> {
  const [hasAdmin] = await db.select({ id: users.id }).from(users).where(eq(users.role, "admin")).limit(1);
  if (admin && !hasAdmin) await addAccount(db, admin, "admin", hashPassword);
  if (!demo) return;
  for (const login of DEMO_LOGINS) {
    const role = login.role === "admin" ? "admin" : "customer";
    if (role === "admin" && (admin ?? hasAdmin)) continue;
    await addAccount(db, login, role, hashPassword);
  }
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
