import { and, desc, eq, sql } from "drizzle-orm";

import { wishlist_items, wishlists } from "@/db/schema";
import { MAX_WISHES } from "@/model/wishlist";

import { type UserContext, transaction } from "../operation";
import { ensureWishlist } from "./read-wishlist";

/** Moves what a guest wished for to the list of the account, as far as there is room; the guest's list is gone, so once. */
export function mergeGuestWishlist(context: UserContext, guestHash: string): Promise<void> {
  return transaction(context, async (tx) => {
    const [guests] = await tx.db.select().from(wishlists).where(eq(wishlists.guest_hash, guestHash)).for("update");
    if (!guests) return;
    const { id: ownId } = await ensureWishlist(tx);
    const [own] = await tx.db.select().from(wishlists).where(eq(wishlists.id, ownId)).for("no key update");
    if (!own) throw new Error("the wish list that was just made is gone");
    const known = await tx.db.select().from(wishlist_items).where(eq(wishlist_items.wishlist_id, own.id));
    const isNew = sql`not exists (
      select from wishlist_items own where own.wishlist_id = ${own.id} and own.product_id = ${wishlist_items.product_id})`;
    const moved = await tx.db
      .select()
      .from(wishlist_items)
      .where(and(eq(wishlist_items.wishlist_id, guests.id), isNew))
      .orderBy(desc(wishlist_items.created_at), desc(wishlist_items.product_id))
      .limit(Math.max(0, MAX_WISHES - known.length));
    if (moved.length > 0)
      await tx.db.insert(wishlist_items).values(moved.map((item) => ({ ...item, wishlist_id: own.id })));
    await tx.db.delete(wishlists).where(eq(wishlists.id, guests.id));
    // Whoever has the guest's link sees no more by it than what the guest showed.
    if (known.length === 0 && own.share_id === null)
      await tx.db.update(wishlists).set({ share_id: guests.share_id }).where(eq(wishlists.id, own.id));
  });
}
