import { z } from "zod";

import { Key } from "@/model/fields";
import { CurrentPassword, Profile, ProfileChanges } from "@/model/users";

import { notFound } from "../errors";
import { operation } from "../operation";
import { change, close, getAccount, provePassword } from "./accounts";

/** For the storefront, where a browser may have been left open. */
export const changeSignIn = operation({
  name: "change_sign_in",
  summary: "Change the caller's user name, e-mail or password, with the current password.",
  access: "user",
  isOutward: true,
  input: ProfileChanges.pick({ username: true, email: true, password: true }).extend(CurrentPassword.shape),
  output: Profile,
  async run(context, { current_password, ...fields }) {
    const row = await getAccount(context, context.user.id);
    // A change of the password has it proved by itself.
    if (fields.password === undefined) await provePassword(row, current_password);
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
    await provePassword(await getAccount(context, id), current_password);
    return close(context, id);
  },
});
