import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";

import { orders } from "@/db/schema";
import { CreateAccountOfOrder, ROLES, User } from "@/model/users";

import { audit } from "../audit";
import { DomainError, conflict, notFound } from "../errors";
import { type UserContext, operation } from "../operation";
import { getOwnRow } from "../orders/read-order";
import { createUser } from "./register";

const UNFIT_FOR_NAMES = /[^\p{L}\p{N}@.+_-]/gu;
const exists = () =>
  conflict("account_exists", "There is an account with this e-mail already. Sign in with it instead.");

/** Gives a guest's order to the account that is being made; what else was ordered with its e-mail is nobody's yet. */
async function claim(tx: UserContext, orderId: number): Promise<void> {
  const claimed = await tx.db
    .update(orders)
    .set({ user_id: tx.user.id, guest_hash: null })
    .where(and(eq(orders.id, orderId), isNull(orders.user_id)))
    .returning({ id: orders.id });
  if (claimed.length === 0) throw exists();
  await audit(tx, { action: "claim", object_type: "order", object_id: orderId });
}

/** For the storefront: an e-mail that was typed proves nothing, so the account gets this one order and no other. */
export const createAccountOfOrder = operation({
  name: "create_account_of_order",
  summary: "Make an account with the e-mail of a guest's order, which then belongs to it.",
  access: "shopper",
  isOutward: true,
  limit: "register",
  input: CreateAccountOfOrder,
  output: User.extend({ role: z.enum(ROLES) }),
  find: getOwnRow,
  async run(context, { password }, { id, email, user_id }) {
    if (user_id !== null) throw exists();
    if (!email) throw notFound();
    const username = email.replace(UNFIT_FOR_NAMES, "_").slice(0, 150);
    try {
      return await createUser(context, { username, email, password }, (tx) => claim(tx, id));
    } catch (error) {
      const isTaken = error instanceof DomainError && error.fields && !("password" in error.fields);
      throw isTaken ? exists() : error;
    }
  },
});
