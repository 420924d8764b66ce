import { z } from "zod";

import { Product } from "./catalog";
import { DiscountTerms } from "./discounts";
import { BlankText, Country, Id, Integer, Money, Quantity } from "./fields";
import { Rate } from "./tax";

export const CART_LIFETIME_DAYS = 30;

/** Which of its variants is meant. */
export const Choice = z.object({
  size: BlankText(60).optional(),
  color: BlankText(60).optional().meta({ example: "Oat" }),
  variant_id: Id.optional(),
});

export const AddToCart = Choice.extend({
  product_id: Id.meta({ description: "The product to add; find it with list_products.", example: 1 }),
  quantity: Quantity.optional().meta({ description: "1 when left out.", example: 1 }),
});
export const ChangeCartItem = Choice.extend({
  quantity: Integer(0, 99).optional().meta({ description: "0 takes the line out.", example: 2 }),
});
export const ReplaceCartItem = Choice.extend({ quantity: Quantity.meta({ example: 2 }) });

export const ChangeCart = z.object({
  country: Country.optional().meta({ description: "Where it is to go: tax is told from then on.", example: "DE" }),
});

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
    discount_code: z.string().meta({ description: "The code that is on the cart; blank for none." }),
    discount: DiscountTerms.nullable().meta({ description: "What the code takes off; null where it does not apply." }),
    discount_problem: z
      .string()
      .nullable()
      .meta({ description: "Why the code does not apply as things are: the cart cannot be ordered with it." }),
    discount_price: Money,
    country: z
      .string()
      .meta({ description: "Where it is to go: the shop's own country until change_cart says otherwise." }),
    tax_name: z.string(),
    tax_rate: Rate,
    tax_price: Money.meta({ description: "Tax on top of the goods; 0.00 where prices include it." }),
    included_tax: Money.meta({ description: "Tax that the total includes already." }),
    total_price: Money.meta({ description: "What the goods cost, less the discount; delivery comes to it." }),
    currency: z.string(),
  })
  .meta({ id: "Cart" });
export type Cart = z.output<typeof Cart>;
