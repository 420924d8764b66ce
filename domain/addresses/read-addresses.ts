import { type SQL, and, desc, eq } from "drizzle-orm";
import type { z } from "zod";

import { addresses } from "@/db/schema";
import type { SavedAddress } from "@/model/addresses";

import { notFound } from "../errors";
import type { Context, UserContext } from "../operation";
import { completeAddress } from "../orders/read-order";

type Row = typeof addresses.$inferSelect;

export const own = ({ user }: UserContext) => eq(addresses.user_id, user.id);

export const shape = ({ address, ...row }: Row): z.input<typeof SavedAddress> => ({
  ...completeAddress(address),
  ...row,
});

/** Where parcels go by default first, then the newest. */
export const readAddresses = (db: Context["db"], where: SQL | undefined, limit: number, offset = 0): Promise<Row[]> =>
  db
    .select()
    .from(addresses)
    .where(where)
    .orderBy(desc(addresses.is_default_shipping), desc(addresses.is_default_billing), desc(addresses.id))
    .limit(limit)
    .offset(offset);

/** One of the caller's addresses; another's is 404, for an admin as well. */
export async function getOwnAddress(context: UserContext, id: number): Promise<Row> {
  const [row] = await readAddresses(context.db, and(own(context), eq(addresses.id, id)), 1);
  if (!row) throw notFound();
  return row;
}
