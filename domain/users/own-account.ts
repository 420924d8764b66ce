import { z } from "zod";

import { Key } from "@/model/fields";
import { CurrentPassword, Profile, ProfileChanges } from "@/model/users";

import { invalid, notFound } from "../errors";
import { consume } from "../limits";
import { type UserContext, operation } from "../operation";
import { change, close, getAccount } from "./accounts";
import { verifyPassword } from "./passwords";

/** Who sits at an open browser is not yet its owner: the password is asked for once more. */
async function provePassword(context: UserContext, current_password: string) {
  await consume("password_checks", String(context.user.id));
  const row = await getAccount(context, context.user.id);
  if (!(await verifyPassword(current_password, row.password_hash)))
    throw invalid({ current_password: ["Your current password is not correct."] });
  return row;
}

/** For the storefront, where a browser may have been left open. */
export const changeSignIn = operation({
  name: "change_sign_in",
  summary: "Change the caller's user name, e-mail or password, with the current password.",
  access: "user",
  isOutward: true,
  input: ProfileChanges.pick({ username: true, email: true, password: true }).extend(CurrentPassword.shape),
  output: Profile,
  async run(context, { current_password, ...fields }) {
    const row = await provePassword(context, current_password);
    return change(context, row, { ...fields, current_password });
  },
});

export const closeOwnAccount = operation({
  name: "close_own_account",
  summary: "Close the caller's account, with its password: it is erased, its orders stay without its name.",
  access: "user",
  isOutward: true,
  input: CurrentPassword.extend(Key.shape),
  output: z.null(),
  find: async (context, id) => {
    if (id !== context.user.id) throw notFound();
  },
  refusals: { 409: "last_admin: the shop would have no admin left.", 503: "sign_in_unavailable" },
  async run(context, { id, current_password }) {
    await provePassword(context, current_password);
    return close(context, id);
  },
});
