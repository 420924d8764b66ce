import { type SQL, and, asc, eq, ilike, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import { z } from "zod";

import {
  addresses,
  carts,
  conversations,
  orders,
  outbox,
  password_resets,
  return_requests,
  reviews,
  sessions,
  stock_alerts,
  tokens,
  users,
  wishlists,
} from "@/db/schema";
import { Key, PageQuery, pageOf } from "@/model/fields";
import { Profile, ProfileChanges, ProfileFields } from "@/model/users";

import { audit } from "../audit";
import { touchReviews } from "../catalog/touch";
import { conflict, invalid, notFound, required } from "../errors";
import { consume } from "../limits";
import { forgetMail, queueMail } from "../mail/outbox";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { containing, readPage } from "../paging";
import { moveStockAlerts } from "../stock-alerts/stock-alerts";
import { endAccess } from "./credentials";
import { hashPassword, verifyPassword, weaknesses } from "./passwords";
import { refuseConfusable, takenField } from "./register";

type Row = typeof users.$inferSelect;
type Change = z.output<typeof ProfileChanges>;

/** The caller's own account, or any for an admin; another's is 404 like a missing one. */
export async function getAccount(context: UserContext, id: number): Promise<Row> {
  if (context.user.role !== "admin" && context.user.id !== id) throw notFound();
  const [row] = await context.db
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.closed_at)));
  if (!row) throw notFound();
  return row;
}

export const listUsers = operation({
  name: "list_users",
  summary: "All accounts.",
  access: "admin",
  paginated: true,
  input: PageQuery,
  output: pageOf(Profile),
  async run({ db }, query) {
    const term = query.search ? containing(query.search) : undefined;
    const where = and(
      isNull(users.closed_at),
      term === undefined ? undefined : or(ilike(users.username, term), ilike(users.email, term)),
    );
    return readPage(db, { from: users, where, query }, (limit, offset) =>
      db.select().from(users).where(where).orderBy(asc(users.id)).limit(limit).offset(offset),
    );
  },
});

export const getUser = operation({
  name: "get_user",
  summary: "One account: the caller's own, or any for an admin.",
  access: "user",
  input: Key,
  output: Profile,
  find: getAccount,
  run: async (_context, _input, row) => row,
});

/** Who sits at an open browser, or has a token, is not yet the owner: the password is asked for once more. */
export async function provePassword({ id, password_hash }: Row, current_password: string): Promise<void> {
  await consume("password_checks", String(id));
  if (!(await verifyPassword(current_password, password_hash)))
    throw invalid({ current_password: ["Your current password is not correct."] });
}

/** A new password needs the current one, unless an admin sets another's. */
async function newHash(context: UserContext, row: Row, { password, current_password }: Change) {
  if (password === undefined) return undefined;
  const weak = weaknesses(password);
  if (weak.length > 0) throw invalid({ password: weak });
  if (context.user.id === row.id) {
    if (current_password === undefined) throw required("current_password");
    await provePassword(row, current_password);
  }
  return hashPassword(password);
}

export async function change(context: UserContext, row: Row, fields: Change): Promise<Row> {
  const password_hash = await newHash(context, row, fields);
  return transaction(context, async (tx) => {
    const { password: _, current_password: __, ...columns } = fields;
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, row.id)).for("update");
    await tx.assertUnchanged?.(tx);
    await refuseConfusable(tx, columns, row.id);
    const values = { ...columns, ...(password_hash && { password_hash }), updated_at: new Date() };
    const [changed] = await tx.db
      .update(users)
      .set(values)
      .where(eq(users.id, row.id))
      .returning()
      .catch((error: unknown) => {
        const taken = takenField(error);
        throw taken ? invalid(taken) : error;
      });
    if (!changed) throw notFound();
    // Whoever has the old password is out, but for the one who asks.
    if (password_hash) await endAccess(tx.db, row.id, tx.credential);
    if (password_hash) await tell(tx, "password_changed", changed.email);
    // A link that lies in the old mailbox is of no use any more.
    else if (changed.email !== row.email)
      await tx.db.delete(password_resets).where(eq(password_resets.user_id, row.id));
    // Where it was read until now, so that nobody takes an account unnoticed.
    if (changed.email !== row.email) await tell(tx, "email_changed", row.email);
    if (changed.email !== row.email) await moveStockAlerts(tx, row.id, changed.email.toLowerCase());
    await audit(tx, {
      action: password_hash ? "change_password" : "change_user",
      object_type: "user",
      object_id: row.id,
      after: { fields: Object.keys(columns) },
    });
    return changed;
  });
}

const tell = (tx: Context, topic: "password_changed" | "email_changed", to: string) =>
  queueMail(tx, { topic, to, once: crypto.randomUUID() });

export const replaceUser = operation({
  name: "replace_user",
  summary: "Write an account again; what is left out stays as it is.",
  access: "user",
  isOutward: true,
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  input: ProfileFields.extend(Key.shape),
  output: Profile,
  find: getAccount,
  run: (context, { id: _, ...fields }, row) => change(context, row, fields),
});

export const changeUser = operation({
  name: "change_user",
  summary: "Change some fields of an account; a new password needs the current one.",
  access: "user",
  isOutward: true,
  refusals: { 503: "sign_in_unavailable: too many passwords at once." },
  input: ProfileChanges.extend(Key.shape),
  output: Profile,
  find: getAccount,
  run: (context, { id: _, ...fields }, row) => change(context, row, fields),
});

export const closeAccount = operation({
  name: "close_account",
  summary: "Close an account: it is erased, its orders stay without its name.",
  access: "user",
  input: Key,
  output: z.null(),
  find: getAccount,
  refusals: { 409: "last_admin: the shop would have no admin left." },
  run: (context, { id }) => close(context, id),
});

export function close(context: UserContext, id: number): Promise<null> {
  return transaction(context, async (tx) => {
    await refuseLastAdmin(tx, id);
    await erase(tx, id);
    await audit(tx, { action: "close_account", object_type: "user", object_id: id });
    return null;
  });
}

/** The admins' rows are locked, so that two who leave at once cannot both be the last but one. */
async function refuseLastAdmin(tx: Context, id: number): Promise<void> {
  const admins = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.is_active, true)))
    .orderBy(asc(users.id))
    .for("update");
  if (admins.length === 1 && admins[0]?.id === id)
    throw conflict("last_admin", "The last admin cannot be closed. Make another one first.");
}

const UNDER_WAY = ["pending", "processing", "cancelling", "paid", "review", "shipped", "refund_pending"] as const;

/** What bookkeeping needs of an order, without the one it was for. */
const ANONYMOUS = {
  email: "",
  note: "",
  shipping: null,
  billing: null,
  shipping_address: sql`coalesce(${orders.shipping} ->> 'country', '')`,
  erase_when_done: false,
};

async function eraseOrders(context: Context, where: SQL | undefined): Promise<number> {
  const { db } = context;
  const { id, number } = orders;
  const erased = await db.update(orders).set(ANONYMOUS).where(where).returning({ id, number });
  if (erased.length === 0) return 0;
  const ids = erased.map((order) => order.id);
  await db.update(return_requests).set({ note: "" }).where(inArray(return_requests.order_id, ids));
  const numbers = erased.map((order) => order.number);
  const told = or(
    inArray(sql`${outbox.payload} ->> 'order_id'`, ids.map(String)),
    inArray(sql`${outbox.payload} ->> 'number'`, numbers),
  );
  await forgetMail(context, told);
  return erased.length;
}

/** What bookkeeping needs stays; who it was goes. An order under way keeps its address until it is done. */
async function erase(tx: Context, id: number): Promise<void> {
  const mine = eq(orders.user_id, id);
  await eraseOrders(tx, and(mine, notInArray(orders.status, [...UNDER_WAY])));
  await tx.db
    .update(orders)
    .set({ erase_when_done: true })
    .where(and(mine, inArray(orders.status, [...UNDER_WAY])));
  await tx.db.update(orders).set({ user_id: null }).where(mine);
  const email = tx.db
    .select({ email: sql`lower(${users.email})` })
    .from(users)
    .where(eq(users.id, id));
  await forgetMail(tx, inArray(sql`lower(${outbox.payload} ->> 'to')`, email));
  const unsigned = await tx.db
    .update(reviews)
    .set({ user_id: null, author: "A former customer" })
    .where(eq(reviews.user_id, id))
    .returning({ product_id: reviews.product_id });
  for (const { product_id } of unsigned) touchReviews(tx, product_id);
  await tx.db.delete(addresses).where(eq(addresses.user_id, id));
  await tx.db.delete(carts).where(eq(carts.user_id, id));
  await tx.db.delete(wishlists).where(eq(wishlists.user_id, id));
  await tx.db.delete(stock_alerts).where(eq(stock_alerts.user_id, id));
  await tx.db.delete(conversations).where(eq(conversations.user_id, id));
  await tx.db.delete(password_resets).where(eq(password_resets.user_id, id));
  await tx.db.delete(sessions).where(eq(sessions.user_id, id));
  await tx.db.delete(tokens).where(eq(tokens.user_id, id));
  await tx.db
    .update(users)
    .set({
      username: `closed-${id}`,
      email: "",
      first_name: "",
      last_name: "",
      phone: "",
      password_hash: null,
      role: "customer",
      is_active: false,
      closed_at: new Date(),
    })
    .where(eq(users.id, id));
}

/** Erases who they were for from the orders of closed accounts that are done meanwhile. */
export async function eraseFinishedOrders(context: Context): Promise<number> {
  const done = and(eq(orders.erase_when_done, true), notInArray(orders.status, [...UNDER_WAY]));
  return eraseOrders(context, done);
}
