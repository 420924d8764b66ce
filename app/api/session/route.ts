import { NextResponse } from "next/server";

import { storefrontContext } from "@/adapters/storefront";
import { countCartItems } from "@/domain/cart/count-cart-items";
import { readWishedIds } from "@/domain/wishlist/read-wishlist";

/** What the header of a cached page shows of its reader. */
export async function GET() {
  const context = await storefrontContext();
  const { user } = context;
  const body = {
    user: user && { username: user.username, is_admin: user.role === "admin" },
    cart_count: await countCartItems(context),
    wishes: await readWishedIds(context),
  };
  return NextResponse.json(body, { headers: { "Cache-Control": "no-store" } });
}
