import { eq, sum } from "drizzle-orm";

import { cart_items, carts } from "@/db/schema";

import type { Context } from "../operation";

/** How many things are in the caller's cart, for the badge; nobody's cart is empty. */
export async function countCartItems({ db, user, guest }: Context): Promise<number> {
  if (!user && !guest) return 0;
  const [row] = await db
    .select({ quantity: sum(cart_items.quantity) })
    .from(cart_items)
    .innerJoin(carts, eq(carts.id, cart_items.cart_id))
    .where(user ? eq(carts.user_id, user.id) : eq(carts.guest_hash, guest ?? ""));
  return Number(row?.quantity ?? 0);
}
