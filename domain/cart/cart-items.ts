import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";

import { cart_items, carts, variants } from "@/db/schema";
import { Cart, CartItem, ChangeCart, ChangeCartItem, ReplaceCartItem } from "@/model/cart";
import { Key, PageQuery, pageOf } from "@/model/fields";
import { priceCart } from "@/model/price-cart";

import { notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { pageIn } from "../paging";
import { type Choice, checkStock, chooseVariant } from "./choose-variant";
import { ensureCart, findCart, holdCart, readCart, readCartItem, readLines } from "./read-cart";

/** A line of the caller's own cart; a stranger's is 404 like a missing one. */
export async function getOwnItem(context: Context, id: number) {
  const cart = await findCart(context);
  if (!cart) throw notFound();
  const [row] = await context.db
    .select({ item: cart_items, variant: variants })
    .from(cart_items)
    .innerJoin(variants, eq(variants.id, cart_items.variant_id))
    .where(and(eq(cart_items.cart_id, cart.id), eq(cart_items.id, id)));
  if (!row) throw notFound();
  return row;
}
type Found = Awaited<ReturnType<typeof getOwnItem>>;

/** The line as it is now, until the transaction ends; 404 when it has gone since it was found. */
async function holdItem(tx: Context, id: number) {
  // The cart before its line, as an order takes them.
  await holdCart(tx);
  const [item] = await tx.db.select().from(cart_items).where(eq(cart_items.id, id)).for("update");
  if (!item) throw notFound();
  return item;
}

/** Sets quantity and variant; into a variant that is already in the cart, the two lines become one. */
async function setItem(
  tx: Context,
  { item: { id }, variant }: Found,
  change: Omit<Choice, "product_id"> & { quantity?: number | undefined },
) {
  const item = await holdItem(tx, id);
  const asked = { size: variant.size, color: variant.color, ...withoutUndefined(change) };
  const target = await chooseVariant(tx, { product_id: variant.product_id, ...asked });
  const quantity = change.quantity ?? item.quantity;
  if (target.id === variant.id) {
    checkStock(quantity, target.available);
    await tx.db.update(cart_items).set({ quantity, price_seen: target.base_price }).where(eq(cart_items.id, id));
    return readCartItem(tx, item.cart_id, id);
  }
  await tx.db.delete(cart_items).where(eq(cart_items.id, id));
  const [merged] = await tx.db
    .insert(cart_items)
    .values({ cart_id: item.cart_id, variant_id: target.id, quantity, price_seen: target.base_price })
    .onConflictDoUpdate({
      target: [cart_items.cart_id, cart_items.variant_id],
      set: { quantity: sql`least(${cart_items.quantity} + excluded.quantity, 99)` },
    })
    .returning({ id: cart_items.id, quantity: cart_items.quantity });
  if (!merged) throw new Error("insert into cart_items returned no row");
  checkStock(merged.quantity, target.available);
  return readCartItem(tx, item.cart_id, merged.id);
}

const withoutUndefined = ({ size, color, variant_id }: Omit<Choice, "product_id">) =>
  Object.fromEntries(Object.entries({ size, color, variant_id }).filter(([, value]) => value !== undefined)) as Partial<
    Omit<Choice, "product_id">
  >;

export const getCart = operation({
  name: "get_cart",
  summary: "The caller's cart.",
  access: "shopper",
  input: z.object({}),
  output: Cart,
  run: async (context) => readCart(context, await ensureCart(context)),
});

export const changeCart = operation({
  name: "change_cart",
  summary: "Say where the cart is to go, so that its tax can be told.",
  access: "shopper",
  input: ChangeCart,
  output: Cart,
  async run(context, { country }) {
    const cart = await ensureCart(context);
    if (country === undefined) return readCart(context, cart);
    const [changed = cart] = await context.db.update(carts).set({ country }).where(eq(carts.id, cart.id)).returning();
    return readCart(context, changed);
  },
});

export const emptyCart = operation({
  name: "empty_cart",
  summary: "Take everything out of the cart, and its discount code off it.",
  access: "shopper",
  input: z.object({}),
  output: z.null(),
  async run(context) {
    const cart = await findCart(context);
    if (!cart) return null;
    await transaction(context, async ({ db }) => {
      await db.delete(cart_items).where(eq(cart_items.cart_id, cart.id));
      await db.update(carts).set({ discount_code: null }).where(eq(carts.id, cart.id));
    });
    return null;
  },
});

export const listCartItems = operation({
  name: "list_cart_items",
  summary: "The lines of the cart, in the order of adding.",
  access: "shopper",
  paginated: true,
  input: PageQuery,
  output: pageOf(CartItem),
  async run(context, query) {
    const cart = await ensureCart(context);
    const { items } = priceCart(await readLines(context, cart.id));
    return pageIn(items, query);
  },
});

export const getCartItem = operation({
  name: "get_cart_item",
  summary: "One line of the cart.",
  access: "shopper",
  input: Key,
  output: CartItem,
  find: getOwnItem,
  run: (context, _input, { item }) => readCartItem(context, item.cart_id, item.id),
});

export const replaceCartItem = operation({
  name: "replace_cart_item",
  summary: "Set the quantity of a line, and its size or color.",
  access: "shopper",
  input: ReplaceCartItem.extend(Key.shape),
  output: CartItem,
  find: getOwnItem,
  run: (context, { id: _, ...change }, found) => transaction(context, (tx) => setItem(tx, found, change)),
});

export const changeCartItem = operation({
  name: "change_cart_item",
  summary: "Change some of a line: its quantity, size or color. A quantity of 0 takes it out.",
  access: "shopper",
  input: ChangeCartItem.extend(Key.shape),
  output: CartItem,
  find: getOwnItem,
  run: (context, { id: _, ...change }, found) =>
    transaction(context, (tx) => (change.quantity === 0 ? takeOut(tx, found) : setItem(tx, found, change))),
});

/** The line as it was, of nothing. */
async function takeOut(tx: Context, { item: { id } }: Found) {
  const { cart_id } = await holdItem(tx, id);
  const line = await readCartItem(tx, cart_id, id);
  await tx.db.delete(cart_items).where(eq(cart_items.id, id));
  return { ...line, quantity: 0, subtotal: "0.00" };
}

export const removeCartItem = operation({
  name: "remove_cart_item",
  summary: "Take a line out of the cart.",
  access: "shopper",
  input: Key,
  output: z.null(),
  find: getOwnItem,
  async run(context, _input, { item }) {
    const removed = await context.db.delete(cart_items).where(eq(cart_items.id, item.id)).returning();
    if (removed.length === 0) throw notFound();
    return null;
  },
});
