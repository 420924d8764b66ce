import { eq, or, sql } from "drizzle-orm";
import { z } from "zod";

import { users } from "@/db/schema";
import { Credentials, ROLES, Token, TokenAndUser, User } from "@/model/users";

import { audit } from "../audit";
import { invalid } from "../errors";
import { consume, giveBack, networkOf } from "../limits";
import { type Context, operation } from "../operation";
import { createToken } from "./credentials";
import { hashPassword, isOutdated, verifyPassword } from "./passwords";

const WRONG = { non_field_errors: ["Unable to log in with provided credentials."] };

/** The user of a name or e-mail and a password; unknown, wrong and disabled are told apart by nobody. */
async function authenticate(context: Context, { username, password }: z.output<typeof Credentials>) {
  const name = username.toLowerCase();
  const account = `${name}|${networkOf(context.address)}`;
  // Taken before the password is tried, so that guesses made at once count as well; given back when it was right.
  await consume("sign_in_address", context.address);
  await consume("sign_in_account", account);
  const [found] = await context.db
    .select()
    .from(users)
    .where(or(eq(sql`lower(${users.username})`, name), eq(sql`lower(${users.email})`, name)))
    .orderBy(sql`lower(${users.username}) = ${name} desc`)
    .limit(1);
  const hash = found?.is_active ? found.password_hash : null;
  const matches = await verifyPassword(password, hash);
  if (!found || !hash || !matches) throw invalid(WRONG);
  await giveBack("sign_in_account", account);
  if (isOutdated(hash))
    await context.db
      .update(users)
      .set({ password_hash: await hashPassword(password) })
      .where(eq(users.id, found.id));
  const { id, email, role } = found;
  const user = { id, username: found.username, email, role };
  await audit({ ...context, user }, { action: "sign_in", object_type: "user", object_id: id });
  return user;
}

export const logIn = operation({
  name: "log_in",
  summary: "Trade a user name (or e-mail) and password for a token.",
  access: "public",
  isOutward: true,
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  input: Credentials,
  output: TokenAndUser,
  async run(context, input) {
    const user = await authenticate(context, input);
    return { token: await createToken(context.db, user.id, "Signed in"), user };
  },
});

export const createTokenFor = operation({
  name: "create_token",
  summary: "Trade a user name (or e-mail) and password for a token; a form is taken as well.",
  access: "public",
  isOutward: true,
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  input: Credentials,
  output: Token,
  async run(context, input) {
    const user = await authenticate(context, input);
    return { token: await createToken(context.db, user.id, "Token") };
  },
});

/** For the storefront: who it is, without a token; the door makes the session. */
export const checkCredentials = operation({
  name: "check_credentials",
  summary: "Whose user name and password these are.",
  access: "public",
  input: Credentials,
  output: User.extend({ role: z.enum(ROLES) }),
  run: authenticate,
});
