import { sql } from "drizzle-orm";

import { cart_items } from "@/db/schema";

import type { Context } from "../operation";

type Line = { variant_id: number; quantity: number; price_seen: string };

/** Puts lines into a cart that should have at least so many of each: done again, it adds nothing. */
export async function fillCart({ db }: Context, cart_id: number, lines: Line[]): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insert(cart_items)
    .values(lines.map((line) => ({ ...line, cart_id })))
    .onConflictDoUpdate({
      target: [cart_items.cart_id, cart_items.variant_id],
      set: { quantity: sql`greatest(${cart_items.quantity}, excluded.quantity)` },
    });
}
