import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";

import { inventory_pools, order_items, products, variants } from "@/db/schema";
import { Key } from "@/model/fields";
import { Reordered, isWaiting } from "@/model/orders";

import { fillCart } from "../cart/fill-cart";
import { ensureCart } from "../cart/read-cart";
import { visible } from "../catalog/filters";
import { type Context, operation, transaction } from "../operation";
import { cancel } from "./cancel-order";
import { getOwnOrder } from "./read-order";

const MOST = 99;

export const reorder = operation({
  name: "reorder",
  summary:
    "Put what an order was for into the cart again, as far as it is to be had; one that is not paid is cancelled first.",
  access: "shopper",
  isOutward: true,
  input: Key,
  output: Reordered,
  find: getOwnOrder,
  refusals: { 409: "invalid_transition" },
  async run(context, { id }, order) {
    if (isWaiting(order)) await cancel(context, id);
    return transaction(context, (tx) => refill(tx, id));
  },
});

/** Lines of one variant count together; asked again, it adds nothing. */
export async function refill(tx: Context, orderId: number): Promise<z.input<typeof Reordered>> {
  const there = await readWanted(tx, orderId);
  const added = there.filter(({ quantity }) => quantity > 0);
  if (added.length > 0) {
    const { id } = await ensureCart(tx);
    await fillCart(
      tx,
      id,
      added.map(({ variant_id, quantity, price }) => ({
        variant_id: variant_id ?? 0,
        quantity,
        price_seen: price ?? "0.00",
      })),
    );
  }
  return { added, missing: there.filter(({ quantity, wanted }) => quantity < wanted) };
}

/** What an order was for, and how much of it can be had now: nothing of what is not sold any more. */
export async function readWanted(tx: Context, orderId: number) {
  const rows = await tx.db
    .select({
      product_name: sql<string>`max(${order_items.product_name})`,
      size: sql<string>`max(${order_items.size})`,
      color: sql<string>`max(${order_items.color})`,
      variant_id: sql<number | null>`max(${variants.id})`.mapWith(Number),
      price: sql<string | null>`max(coalesce(${variants.price}, ${products.price}))`,
      wanted: sql<number>`sum(${order_items.quantity})`.mapWith(Number),
      on_hand: sql<number>`coalesce(max(${inventory_pools.on_hand} - ${inventory_pools.reserved}), 0)`.mapWith(Number),
    })
    .from(order_items)
    .leftJoin(products, and(eq(products.id, order_items.product_id), visible(tx)))
    .leftJoin(variants, and(eq(variants.id, order_items.variant_id), eq(variants.product_id, products.id)))
    .leftJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(eq(order_items.order_id, orderId))
    .groupBy(sql`coalesce(${order_items.variant_id}, -${order_items.id})`)
    .orderBy(sql`min(${order_items.id})`);
  return rows.map(({ on_hand, ...row }) => {
    const left = Math.max(0, on_hand);
    return { ...row, left, quantity: row.variant_id === null ? 0 : Math.min(row.wanted, left, MOST) };
  });
}
