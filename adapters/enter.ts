import { mergeGuestCart } from "@/domain/cart/merge-carts";
import type { Context, User } from "@/domain/operation";
import { mergeGuestWishlist } from "@/domain/wishlist/merge-wishlists";

import { startSession } from "./storefront";

/** Signs this browser in, and gives the account what its guest had; what there is to tell of that, as a query. */
export async function enter(context: Context, user: User): Promise<URLSearchParams> {
  const told = new URLSearchParams();
  if (context.guest) {
    const { added, capped } = await mergeGuestCart({ ...context, user }, context.guest);
    await mergeGuestWishlist({ ...context, user }, context.guest);
    if (added.length > 0) told.set("merged", added.join("."));
    if (capped.length > 0) told.set("capped", capped.join("."));
  }
  await startSession(user.id);
  return told;
}
