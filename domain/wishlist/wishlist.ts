import { and, count, eq } from "drizzle-orm";
import { z } from "zod";

import { cart_items, products, wishlist_items, wishlists } from "@/db/schema";
import { CartItem } from "@/model/cart";
import { Key, PageQuery, pageOf } from "@/model/fields";
import { AddWish, MAX_WISHES, MoveWish, Wish } from "@/model/wishlist";

import { putInCart } from "../cart/add-to-cart";
import { getOwnItem } from "../cart/cart-items";
import { visible } from "../catalog/filters";
import { invalid, notFound, unknownPk } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { pageOffset, pageSize } from "../paging";
import { countWishes, ensureWishlist, findWishlist, readWishes } from "./read-wishlist";

export const listWishes = operation({
  name: "list_wishes",
  summary: "The caller's wish list, newest first.",
  access: "shopper",
  paginated: true,
  input: PageQuery,
  output: pageOf(Wish),
  async run(context, query) {
    const list = await findWishlist(context);
    const found = list ? await countWishes(context, list.id) : 0;
    const offset = pageOffset(query, found);
    return {
      count: found,
      results: list ? await readWishes(context, list.id, { limit: pageSize(query), offset }) : [],
    };
  },
});

export const addWish = operation({
  name: "add_wish",
  summary: "Put a product on the wish list; once more changes nothing.",
  access: "shopper",
  input: AddWish,
  output: Wish,
  run: (context, { product_id }) => transaction(context, (tx) => putOnWishlist(tx, product_id)),
});

async function putOnWishlist(tx: Context, product_id: number) {
  const sold = and(eq(products.id, product_id), visible(tx));
  const [product] = await tx.db.select({ id: products.id }).from(products).where(sold);
  if (!product) throw invalid({ product_id: [unknownPk(product_id)] });
  const { id: wishlist_id } = await ensureWishlist(tx);
  // Held, so that two who add at once are both counted.
  await tx.db.select().from(wishlists).where(eq(wishlists.id, wishlist_id)).for("no key update");
  const made = await tx.db.insert(wishlist_items).values({ wishlist_id, product_id }).onConflictDoNothing().returning();
  if (made.length > 0) await refuseMore(tx, wishlist_id);
  const [wish] = await readWishes(tx, wishlist_id, { limit: 1, product: product_id });
  if (!wish) throw new Error("the wish that was just made is gone");
  return wish;
}

async function refuseMore({ db }: Context, wishlistId: number): Promise<void> {
  const [total] = await db
    .select({ count: count() })
    .from(wishlist_items)
    .where(eq(wishlist_items.wishlist_id, wishlistId));
  if ((total?.count ?? 0) > MAX_WISHES)
    throw invalid({ product_id: [`A wish list holds no more than ${MAX_WISHES} things.`] });
}

export const removeWish = operation({
  name: "remove_wish",
  summary: "Take a product off the wish list, by the product's id.",
  access: "shopper",
  input: Key,
  output: z.null(),
  find: findOwn,
  async run(context, { id }, list) {
    const gone = await context.db.delete(wishlist_items).where(wishOf(list.id, id)).returning();
    if (gone.length === 0) throw notFound();
    return null;
  },
});

export const moveWishToCart = operation({
  name: "move_wish_to_cart",
  summary: "Put a product of the wish list in the cart, by its id, and take it off the list.",
  access: "shopper",
  input: MoveWish,
  output: CartItem,
  find: findOwn,
  run: (context, { id, ...choice }, list) =>
    transaction(context, async (tx) => {
      // Taken off by the statement that finds it: of two that move it at once, one puts it in the cart.
      const gone = await tx.db.delete(wishlist_items).where(wishOf(list.id, id)).returning();
      if (gone.length === 0) throw notFound();
      return putInCart(tx, { product_id: id, ...choice });
    }),
});

export const moveToWishlist = operation({
  name: "move_cart_item_to_wishlist",
  summary: "Take a line out of the cart, and put its product on the wish list instead.",
  access: "shopper",
  input: Key,
  output: Wish,
  find: getOwnItem,
  run: (context, _input, { item, variant }) =>
    transaction(context, async (tx) => {
      // Taken out by the statement that finds it: of two that move it at once, one does.
      const gone = await tx.db.delete(cart_items).where(eq(cart_items.id, item.id)).returning();
      if (gone.length === 0) throw notFound();
      return putOnWishlist(tx, variant.product_id);
    }),
});

const wishOf = (wishlistId: number, productId: number) =>
  and(eq(wishlist_items.wishlist_id, wishlistId), eq(wishlist_items.product_id, productId));

/** The caller's list, if it has the product; another's is not found. */
async function findOwn(context: Context, productId: number) {
  const list = await findWishlist(context);
  const [wish] = list ? await context.db.select().from(wishlist_items).where(wishOf(list.id, productId)) : [];
  if (!list || !wish) throw notFound();
  return list;
}
