import { z } from "zod";

import { Product } from "./catalog";
import { BlankText, Id, Money, Quantity } from "./fields";
import { multiply, sum } from "./money";

export const CART_LIFETIME_DAYS = 30;

const Choice = z.object({
  size: BlankText(60).optional(),
  color: BlankText(60).optional(),
  variant_id: Id.optional(),
});

export const AddToCart = Choice.extend({
  product_id: Id.meta({ description: "The product to add; find it with list_products." }),
  quantity: Quantity.optional().meta({ description: "1 when left out." }),
});
export const ChangeCartItem = Choice.extend({ quantity: Quantity.optional() });
export const ReplaceCartItem = Choice.extend({ quantity: Quantity });

export const CartItem = z
  .object({
    id: z.int(),
    product: Product,
    variant_id: z.int(),
    size: z.string(),
    color: z.string(),
    quantity: z.int(),
    price: Money,
    subtotal: Money,
    unavailable: z.boolean().meta({ description: "No longer sold: kept in the cart, not counted in the total." }),
    price_changed: z.boolean().meta({ description: "The price is another one than when it was added." }),
  })
  .meta({ id: "CartItem" });
export type CartItem = z.output<typeof CartItem>;

export const Cart = z
  .object({
    id: z.int(),
    user: z.int().nullable(),
    items: z.array(CartItem),
    subtotal: Money,
    total_price: Money,
    currency: z.string(),
  })
  .meta({ id: "Cart" });
export type Cart = z.output<typeof Cart>;

type Line = { price: string; quantity: number; unavailable: boolean };

/** The one place that prices a cart: server, page and order call it. Lines that are no longer sold count nothing. */
export function priceCart<L extends Line>(lines: readonly L[]) {
  const items = lines.map((line) => ({ ...line, subtotal: multiply(line.price, line.quantity) }));
  const subtotal = sum(items.filter((item) => !item.unavailable).map((item) => item.subtotal));
  return { items, subtotal };
}
