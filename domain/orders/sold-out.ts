import { and, eq, isNull } from "drizzle-orm";

import { cart_items, carts, inventory_pools, products, variants } from "@/db/schema";

import { ownedBy } from "../cart/read-cart";
import { conflict } from "../errors";
import type { Context } from "../operation";
import { shortOf } from "./stock";

type Wanted = { product: { id: number; name: string }; variant: { id: number; pool_id: number }; quantity: number };

/** What lines take from the pools. */
export const demandsOf = (lines: readonly Wanted[]) =>
  lines.map(({ variant, quantity }) => ({ pool_id: variant.pool_id, quantity }));

/** Throws 409 with the lines whose pool has too little, and how much that is. */
export function refuseShort(lines: readonly Wanted[], short: Map<number, number>): void {
  if (short.size === 0) return;
  const missing = lines.filter(({ variant }) => short.has(variant.pool_id));
  throw conflict("out_of_stock", `Not enough stock for "${missing[0]?.product.name ?? ""}".`, {
    items: missing.map(({ product, variant, quantity }) => ({
      product_id: product.id,
      variant_id: variant.id,
      requested: quantity,
      available: short.get(variant.pool_id) ?? 0,
    })),
  });
}

/** Throws 409 for a cart whose goods are sold out as it stands: nothing is locked, so that nobody waits to be told so. */
export async function refuseSoldOut(context: Context): Promise<void> {
  const lines = await context.db
    .select({
      product: { id: products.id, name: products.name },
      variant: { id: variants.id, pool_id: variants.pool_id },
      quantity: cart_items.quantity,
      pool: inventory_pools,
    })
    .from(carts)
    .innerJoin(cart_items, eq(cart_items.cart_id, carts.id))
    .innerJoin(variants, eq(variants.id, cart_items.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(and(ownedBy(context), eq(products.is_active, true), isNull(products.deleted_at)))
    .orderBy(cart_items.id);
  const pools = lines.map(({ pool }) => pool);
  refuseShort(lines, shortOf(demandsOf(lines), pools));
}
