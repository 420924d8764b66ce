import { and, asc, eq, isNull, sql } from "drizzle-orm";

import { cart_items, carts, conversations, inventory_pools, orders, variants } from "@/db/schema";

import { type UserContext, transaction } from "../operation";
import { ensureCart } from "./read-cart";

/** What the shopper is told after signing in: the variants of the guest's cart, and those of which there were fewer left. */
export type Merged = { added: number[]; capped: number[] };

/**
 * Moves the guest's lines into the user's cart, capped by stock and 99; the guest's cart is gone, so once. Orders and
 * conversations of the guest's become the user's.
 */
export function mergeGuestCart(context: UserContext, guestHash: string): Promise<Merged> {
  return transaction(context, async (tx) => {
    const [guestCart] = await tx.db.select().from(carts).where(eq(carts.guest_hash, guestHash)).for("update");
    await tx.db
      .update(orders)
      .set({ user_id: tx.user.id, guest_hash: null })
      .where(and(eq(orders.guest_hash, guestHash), isNull(orders.user_id)));
    await tx.db
      .update(conversations)
      .set({ user_id: tx.user.id, guest_hash: null })
      .where(and(eq(conversations.guest_hash, guestHash), isNull(conversations.user_id)));
    if (!guestCart) return { added: [], capped: [] };
    const lines = await tx.db
      .select({ item: cart_items, on_hand: inventory_pools.on_hand, reserved: inventory_pools.reserved })
      .from(cart_items)
      .innerJoin(variants, eq(variants.id, cart_items.variant_id))
      .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
      .where(eq(cart_items.cart_id, guestCart.id))
      .orderBy(asc(cart_items.id));
    const cart = await ensureCart(tx);
    // Whoever puts something into the user's cart meanwhile waits, or is waited for: what they add is not lost.
    await tx.db.select({ id: carts.id }).from(carts).where(eq(carts.id, cart.id)).for("update");
    const capped: number[] = [];
    for (const { item, on_hand, reserved } of lines) {
      const most = Math.min(99, on_hand - reserved);
      const [own] = await tx.db
        .select({ quantity: cart_items.quantity })
        .from(cart_items)
        .where(and(eq(cart_items.cart_id, cart.id), eq(cart_items.variant_id, item.variant_id)))
        .for("update");
      const wanted = (own?.quantity ?? 0) + item.quantity;
      const quantity = Math.max(own?.quantity ?? 1, Math.min(wanted, most));
      if (quantity < wanted) capped.push(item.variant_id);
      await tx.db
        .insert(cart_items)
        .values({ cart_id: cart.id, variant_id: item.variant_id, quantity, price_seen: item.price_seen })
        .onConflictDoUpdate({
          target: [cart_items.cart_id, cart_items.variant_id],
          set: { quantity: sql`excluded.quantity` },
        });
    }
    const { discount_code, country, checkout } = guestCart;
    await tx.db
      .update(carts)
      .set({
        discount_code: sql`coalesce(${carts.discount_code}, ${discount_code})`,
        country: sql`coalesce(${country}, ${carts.country})`,
        checkout: checkout ?? sql`${carts.checkout}`,
      })
      .where(eq(carts.id, cart.id));
    await tx.db.delete(carts).where(eq(carts.id, guestCart.id));
    return { added: lines.map(({ item }) => item.variant_id), capped };
  });
}
