import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";

import { carts, order_items, orders, products, variants } from "@/db/schema";
import { Term } from "@/model/fields";
import { isWaiting } from "@/model/orders";
import { STORE } from "@/model/store";

import { fillCart } from "../cart/fill-cart";
import { ensureCart } from "../cart/read-cart";
import { conflict, notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { cancel } from "./cancel-order";
import { placedBy } from "./read-order";

export const orderAgain = operation({
  name: "order_again",
  summary: "Put what an order was for into the cart once more, its code too; one that is not paid is cancelled first.",
  access: "shopper",
  isOutward: true,
  input: z.object({ number: Term(40) }),
  output: z.null(),
  refusals: { 409: "invalid_transition" },
  async run(context, { number }) {
    const [order] = await context.db
      .select()
      .from(orders)
      .where(and(eq(orders.number, number), placedBy(context)));
    if (!order) throw notFound();
    if (isWaiting(order)) await cancel(context, order.id);
    else if (order.status !== "cancelled")
      throw conflict("invalid_transition", "Only an order that was not paid can be placed again.");
    await transaction(context, (tx) => refill(tx, order));
    return null;
  },
});

/** Called again it adds nothing; what is not to be had any more stays a line, for the shopper to see and decide. */
async function refill(tx: Context, { id, currency, discount_code }: typeof orders.$inferSelect): Promise<void> {
  const rows = await tx.db
    .select({
      variant_id: sql<number>`${order_items.variant_id}`.mapWith(Number),
      quantity: sql<number>`least(sum(${order_items.quantity}), 99)`.mapWith(Number),
      price: sql<string>`max(${order_items.price})`,
      base: sql<string>`max(coalesce(${variants.price}, ${products.price}))`,
    })
    .from(order_items)
    .innerJoin(variants, eq(variants.id, order_items.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .where(and(eq(order_items.order_id, id), isNotNull(order_items.variant_id)))
    .groupBy(order_items.variant_id);
  // A price that was paid in another currency was not seen in the shop's own: there, what holds today is.
  const lines = rows.map(({ price, base, ...line }) => ({
    ...line,
    price_seen: currency === STORE.currency ? price : base,
  }));
  const cart = await ensureCart(tx);
  await fillCart(tx, cart.id, lines);
  if (discount_code)
    await tx.db
      .update(carts)
      .set({ discount_code: sql`coalesce(${carts.discount_code}, ${discount_code})` })
      .where(eq(carts.id, cart.id));
}
