import { sql } from "drizzle-orm";

import { cart_items } from "@/db/schema";
import { AddToCart, CartItem } from "@/model/cart";

import { type Context, operation, transaction } from "../operation";
import { type Choice, checkStock, chooseVariant } from "./choose-variant";
import { holdCart, readCartItem } from "./read-cart";

export const addToCart = operation({
  name: "add_to_cart",
  summary: "Put a product in the cart, or raise its quantity.",
  access: "shopper",
  input: AddToCart,
  output: CartItem,
  run: (context, wanted) => transaction(context, (tx) => putInCart(tx, wanted)),
});

type Wanted = Choice & { quantity?: number | undefined };

/** Writes the line, or raises its quantity, within the caller's transaction. */
export async function putInCart(tx: Context, { quantity = 1, ...choice }: Wanted) {
  const variant = await chooseVariant(tx, choice);
  // Refused before the line is written: 1 + 99 would break the column's own rule first.
  checkStock(quantity, variant.available);
  const cart = await holdCart(tx);
  const [item] = await tx.db
    .insert(cart_items)
    .values({ cart_id: cart.id, variant_id: variant.id, quantity, price_seen: variant.base_price })
    .onConflictDoUpdate({
      target: [cart_items.cart_id, cart_items.variant_id],
      set: {
        quantity: sql`least(${cart_items.quantity} + excluded.quantity, 99)`,
        price_seen: variant.base_price,
      },
    })
    .returning({ id: cart_items.id, quantity: cart_items.quantity });
  if (!item) throw new Error("insert into cart_items returned no row");
  checkStock(item.quantity, variant.available);
  return readCartItem(tx, cart.id, item.id);
}
