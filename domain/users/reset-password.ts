import { and, eq } from "drizzle-orm";

import { users } from "@/db/schema";
import { Told, RequestPasswordReset, ResetPassword } from "@/model/users";

import { audit } from "../audit";
import { invalid } from "../errors";
import { consume } from "../limits";
import { queueMail } from "../mail/outbox";
import { operation, transaction } from "../operation";
import { endAccess } from "./credentials";
import { isPasswordReset, usePasswordReset } from "./password-reset-tokens";
import { hashPassword, weaknesses } from "./passwords";

/** Whether there is such an account is found out by whoever sends the mail: here every address is handled alike. */
export const requestPasswordReset = operation({
  name: "request_password_reset",
  summary: "Have a link to a new password mailed. The answer is the same whether or not there is such an account.",
  access: "public",
  isOutward: true,
  limit: "password_reset",
  input: RequestPasswordReset,
  output: Told,
  async run(context, { email }) {
    await consume("password_reset_of_email", email.toLowerCase());
    await transaction(context, (tx) =>
      queueMail(tx, { topic: "password_reset", to: email, once: crypto.randomUUID() }),
    );
    return { detail: "If there is an account with this e-mail, a link to a new password is on its way to it." };
  },
});

const used = () => invalid({ token: ["This link was used, is too old, or is not the newest. Ask for a new one."] });

export const resetPassword = operation({
  name: "reset_password",
  summary: "Set a new password with the token of a mailed link. Every session and token of the account ends.",
  access: "public",
  isOutward: true,
  limit: "new_password",
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  input: ResetPassword,
  output: Told,
  async run(context, { token, password }) {
    if (!(await isPasswordReset(context.db, token))) throw used();
    const weak = weaknesses(password);
    if (weak.length > 0) throw invalid({ password: weak });
    const password_hash = await hashPassword(password);
    return transaction(context, async (tx) => {
      const id = await usePasswordReset(tx.db, token);
      if (id === undefined) throw used();
      const [user] = await tx.db
        .update(users)
        .set({ password_hash, updated_at: new Date() })
        .where(and(eq(users.id, id), eq(users.is_active, true)))
        .returning();
      if (!user) throw used();
      await endAccess(tx.db, id);
      await queueMail(tx, { topic: "password_changed", to: user.email, once: crypto.randomUUID() });
      await audit({ ...tx, user }, { action: "reset_password", object_type: "user", object_id: id });
      return { detail: "Your password is changed. Sign in with it." };
    });
  },
});
