import { and, count, desc, eq, ne } from "drizzle-orm";
import { z } from "zod";

import { addresses, users } from "@/db/schema";
import { AddressChanges, AddressFields, MAX_ADDRESSES, SavedAddress } from "@/model/addresses";
import { Key } from "@/model/fields";
import type { Address } from "@/model/orders";

import { conflict, invalid, notFound } from "../errors";
import { type UserContext, operation, transaction } from "../operation";
import { getOwnAddress, own, shape } from "./read-addresses";

type Row = typeof addresses.$inferSelect;
type Flags = { is_default_shipping?: boolean | undefined; is_default_billing?: boolean | undefined };
const KINDS = ["is_default_shipping", "is_default_billing"] as const;

/** One change of a book at a time: whose defaults move must not see half of another's move. */
async function lockBook(tx: UserContext): Promise<void> {
  await tx.db.select({ id: users.id }).from(users).where(eq(users.id, tx.user.id)).for("no key update");
}

/** Makes room for a new default: the one of before is none any more. */
async function clearDefaults(tx: UserContext, flags: Flags, keptId = 0): Promise<void> {
  for (const kind of KINDS)
    if (flags[kind])
      await tx.db
        .update(addresses)
        .set({ [kind]: false })
        .where(and(own(tx), eq(addresses[kind], true), ne(addresses.id, keptId)));
}

const withoutUndefined = (flags: Flags) =>
  Object.fromEntries(KINDS.flatMap((kind) => (flags[kind] === undefined ? [] : [[kind, flags[kind]]])));

export const createAddress = operation({
  name: "create_address",
  summary: "Add an address to the caller's book; the first one is the default for parcels and invoices.",
  access: "user",
  input: AddressFields,
  output: SavedAddress,
  refusals: { 409: "too_many_addresses: the book is full." },
  run: (context, { is_default_shipping, is_default_billing, ...address }) =>
    transaction(context, async (tx) => {
      await lockBook(tx);
      const [kept] = await tx.db.select({ count: count() }).from(addresses).where(own(tx));
      const known = kept?.count ?? 0;
      if (known >= MAX_ADDRESSES)
        throw conflict("too_many_addresses", `An address book holds no more than ${MAX_ADDRESSES} addresses.`);
      const isFirst = known === 0;
      const flags = {
        is_default_shipping: isFirst || is_default_shipping === true,
        is_default_billing: isFirst || is_default_billing === true,
      };
      await clearDefaults(tx, flags);
      const [row] = await tx.db
        .insert(addresses)
        .values({ user_id: tx.user.id, address, ...flags })
        .returning();
      if (!row) throw new Error("insert into addresses returned no row");
      return shape(row);
    }),
});

/** A default ends by another's becoming it: an address book is never without. */
function refuseNone(row: Row, flags: Flags): void {
  for (const kind of KINDS)
    if (row[kind] && flags[kind] === false) throw invalid({ [kind]: ["Make another address the default instead."] });
}

function change(context: UserContext, { id }: Row, write: (before: Address) => Address, flags: Flags) {
  return transaction(context, async (tx) => {
    await lockBook(tx);
    await tx.assertUnchanged?.(tx);
    const before = await getOwnAddress(tx, id);
    refuseNone(before, flags);
    await clearDefaults(tx, flags, id);
    const [row] = await tx.db
      .update(addresses)
      .set({ address: write(before.address), ...withoutUndefined(flags) })
      .where(and(own(tx), eq(addresses.id, id)))
      .returning();
    if (!row) throw notFound();
    return shape(row);
  });
}

export const replaceAddress = operation({
  name: "replace_address",
  summary: "Write an address of the caller's book again; orders that were placed keep theirs.",
  access: "user",
  input: AddressFields.extend(Key.shape),
  output: SavedAddress,
  find: getOwnAddress,
  run: (context, { id: _, is_default_shipping, is_default_billing, ...address }, row) =>
    change(context, row, () => address, { is_default_shipping, is_default_billing }),
});

export const changeAddress = operation({
  name: "change_address",
  summary: "Change parts of an address, or make it the default.",
  access: "user",
  input: AddressChanges.extend(Key.shape),
  output: SavedAddress,
  find: getOwnAddress,
  run: (context, { id: _, is_default_shipping, is_default_billing, ...parts }, row) =>
    change(context, row, (before) => merged(before, parts), { is_default_shipping, is_default_billing }),
});

const merged = (before: Address, parts: Partial<Record<keyof Address, string | undefined>>): Address => ({
  ...before,
  ...(Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<Address>),
});

export const deleteAddress = operation({
  name: "delete_address",
  summary: "Take an address out of the caller's book; the newest that is left takes over what it was the default for.",
  access: "user",
  input: Key,
  output: z.null(),
  find: getOwnAddress,
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      await lockBook(tx);
      await tx.assertUnchanged?.(tx);
      const [gone] = await tx.db
        .delete(addresses)
        .where(and(own(tx), eq(addresses.id, id)))
        .returning();
      if (!gone) throw notFound();
      const [heir] = await tx.db
        .select({ id: addresses.id })
        .from(addresses)
        .where(own(tx))
        .orderBy(desc(addresses.id))
        .limit(1);
      const owed = KINDS.filter((kind) => gone[kind]).map((kind) => [kind, true]);
      if (heir && owed.length > 0)
        await tx.db.update(addresses).set(Object.fromEntries(owed)).where(eq(addresses.id, heir.id));
      return null;
    }),
});
