import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";

import { users } from "@/db/schema";
import { ROLES, Register, TokenAndUser, User } from "@/model/users";

import { audit } from "../audit";
import { type Fields, invalid } from "../errors";
import { type Context, type UserContext, operation, isUniqueViolation, transaction } from "../operation";
import { createToken } from "./credentials";
import { hashPassword, weaknesses } from "./passwords";

const USERNAME_TAKEN: Fields = { username: ["A user with that username already exists."] };
const EMAIL_TAKEN: Fields = { email: ["A user with that email already exists."] };

/** The unique indexes decide who was first; their names say which field to blame. */
export function takenField(error: unknown): Fields | undefined {
  if (!isUniqueViolation(error)) return undefined;
  return constraintOf(error) === "users_email_key" ? EMAIL_TAKEN : USERNAME_TAKEN;
}

function constraintOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  if ("constraint_name" in error) return error.constraint_name;
  return "cause" in error ? constraintOf(error.cause) : undefined;
}

/** One signs in by name or e-mail: nobody may take the other of someone else. */
export async function refuseConfusable(
  { db }: Context,
  { username, email }: { username?: string | undefined; email?: string | undefined },
  ownId = 0,
): Promise<void> {
  const taken = async (column: typeof users.email | typeof users.username, value: string) =>
    (
      await db
        .select({ id: users.id })
        .from(users)
        .where(and(eq(sql`lower(${column})`, value.toLowerCase()), ne(users.id, ownId)))
    ).length > 0;
  if (username?.includes("@") && (await taken(users.email, username))) throw invalid(USERNAME_TAKEN);
  if (email && (await taken(users.username, email))) throw invalid(EMAIL_TAKEN);
}

/** Makes an account, and with it, in the same transaction, what follows from that. */
export async function createUser(
  context: Context,
  { username, password, email = "" }: z.output<typeof Register>,
  follow?: (tx: UserContext) => Promise<void>,
) {
  const weak = weaknesses(password);
  if (weak.length > 0) throw invalid({ password: weak });
  const password_hash = await hashPassword(password);
  return transaction(context, async (tx) => {
    await refuseConfusable(tx, { username, email });
    try {
      const [user] = await tx.db.insert(users).values({ username, email, password_hash }).returning();
      if (!user) throw new Error("insert into users returned no row");
      await audit({ ...tx, user }, { action: "register", object_type: "user", object_id: user.id });
      await follow?.({ ...tx, user });
      return user;
    } catch (error) {
      const taken = takenField(error);
      throw taken ? invalid(taken) : error;
    }
  });
}

export const register = operation({
  name: "register",
  summary: "Make an account and get its first token.",
  access: "public",
  isOutward: true,
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  limit: "register",
  input: Register,
  output: TokenAndUser,
  async run(context, input) {
    const user = await createUser(context, input);
    return { token: await createToken(context.db, user.id, "Registered"), user };
  },
});

/** For the storefront, which makes a session of it and needs no token. */
export const createAccount = operation({
  name: "create_account",
  summary: "Make an account.",
  access: "public",
  limit: "register",
  input: Register,
  output: User.extend({ role: z.enum(ROLES) }),
  run: createUser,
});
