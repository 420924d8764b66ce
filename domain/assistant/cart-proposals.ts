import { z } from "zod";

import { AddToCart } from "@/model/cart";
import { Id, Quantity } from "@/model/fields";

import { addToCart } from "../cart/add-to-cart";
import { getCartItem, removeCartItem, replaceCartItem } from "../cart/cart-items";
import { checkStock, chooseVariant } from "../cart/choose-variant";
import { findCart, readLines } from "../cart/read-cart";
import { conflict } from "../errors";
import { type Context, operation } from "../operation";

/** What is to become of one line of the cart, as it stood when it was proposed. */
export const CartTerms = z.object({
  product_id: z.int(),
  variant_id: z.int(),
  size: z.string(),
  color: z.string(),
  quantity: z.int(),
  was: z.int(),
  price: z.string(),
});
export type CartTerms = z.output<typeof CartTerms>;

const Line = z.object({ item_id: Id.meta({ description: "The line's id, as get_cart tells it." }) });

async function lineOf(context: Context, variantId: number) {
  const cart = await findCart(context);
  const lines = cart ? await readLines(context, cart.id) : [];
  return lines.find(({ variant }) => variant.id === variantId);
}

async function termsOfLine(context: Context, itemId: number, quantity: number): Promise<CartTerms> {
  const { product, variant_id, size, color, price, quantity: was } = await getCartItem(context, { id: itemId });
  return { product_id: product.id, variant_id, size, color, quantity, was, price };
}

export const proposeAddToCart = operation({
  name: "propose_add_to_cart",
  summary: "Offer the shopper to put a product in their cart. Nothing happens until they confirm it.",
  access: "shopper",
  input: AddToCart,
  output: CartTerms,
  async run(context, { quantity = 1, ...choice }) {
    const { id: variant_id, product_id, size, color, price, available } = await chooseVariant(context, choice);
    const was = (await lineOf(context, variant_id))?.quantity ?? 0;
    checkStock(was + quantity, available);
    return { product_id, variant_id, size, color, quantity, was, price };
  },
});

export const proposeQuantity = operation({
  name: "propose_change_quantity",
  summary: "Offer the shopper another quantity of a line in their cart. Nothing happens until they confirm it.",
  access: "shopper",
  input: Line.extend({ quantity: Quantity }),
  output: CartTerms,
  async run(context, { item_id, quantity }) {
    const terms = await termsOfLine(context, item_id, quantity);
    checkStock(quantity, (await chooseVariant(context, terms)).available);
    return terms;
  },
});

export const proposeRemoval = operation({
  name: "propose_remove",
  summary: "Offer the shopper to take a line out of their cart. Nothing happens until they confirm it.",
  access: "shopper",
  input: Line,
  output: CartTerms,
  run: (context, { item_id }) => termsOfLine(context, item_id, 0),
});

/** Throws 409 for goods whose price is not the one that was agreed to. */
export async function refuseOtherPrice(context: Context, terms: CartTerms, agreed: string): Promise<void> {
  const { price } = await chooseVariant(context, terms);
  if (price !== agreed) throw conflict("price_changed", "The price is another one now.", { price });
}

/** Has as many of a variant in the cart as that, by whichever operation of the cart it takes. */
async function setQuantity(tx: Context, { product_id, variant_id }: CartTerms, change: (now: number) => number) {
  const line = await lineOf(tx, variant_id);
  const was = line?.quantity ?? 0;
  const quantity = Math.max(0, change(was));
  if (line && quantity > 0) await replaceCartItem(tx, { id: line.id, quantity });
  else if (line) await removeCartItem(tx, { id: line.id });
  else if (quantity > 0) await addToCart(tx, { product_id, variant_id, quantity });
  return was;
}

type Target = (terms: CartTerms, now: number) => number;

/** Carries a change of the cart out, and takes back its own part alone of what the cart has become since. */
export const changeOfCart = (target: Target) => ({
  async carryOut(tx: Context, terms: CartTerms): Promise<CartTerms> {
    const was = await setQuantity(tx, terms, (now) => target(terms, now));
    return { ...terms, was };
  },
  async takeBack(tx: Context, terms: CartTerms): Promise<void> {
    await setQuantity(tx, terms, (now) => now - (target(terms, terms.was) - terms.was));
  },
});
