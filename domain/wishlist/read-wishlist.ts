import { and, count, desc, eq, inArray, lt, sql } from "drizzle-orm";

import { products, wishlist_items, wishlists } from "@/db/schema";
import { CART_LIFETIME_DAYS } from "@/model/cart";

import { visible } from "../catalog/filters";
import { readProducts } from "../catalog/read-products";
import { type Context, notAuthenticatedUnless } from "../operation";

type Row = typeof wishlists.$inferSelect;

/** The caller's own list: by account, else by the guest's cookie. */
const ownedBy = ({ user, guest }: Context) =>
  user ? eq(wishlists.user_id, user.id) : eq(wishlists.guest_hash, notAuthenticatedUnless(guest));

export async function findWishlist(context: Context): Promise<Row | undefined> {
  const [row] = await context.db.select().from(wishlists).where(ownedBy(context));
  return row;
}

/** The caller's list, made on first use; parallel first uses make one. */
export async function ensureWishlist(context: Context): Promise<Row> {
  const found = await findWishlist(context);
  if (found) return found;
  const owner = context.user
    ? { user_id: context.user.id }
    : {
        guest_hash: notAuthenticatedUnless(context.guest),
        expires_at: new Date(Date.now() + CART_LIFETIME_DAYS * 86_400_000),
      };
  await context.db.insert(wishlists).values(owner).onConflictDoNothing();
  const made = await findWishlist(context);
  if (!made) throw new Error("the wish list that was just made is gone");
  return made;
}

/** Forgets the lists of guests whose cookie has ended. */
export async function purgeWishlists({ db }: Context): Promise<number> {
  const gone = await db
    .delete(wishlists)
    .where(lt(wishlists.expires_at, sql`now()`))
    .returning({ id: wishlists.id });
  return gone.length;
}

/** What is on a list and still sold: nobody is shown what was taken off the shelf. */
const onList = (context: Context, id: number) => and(eq(wishlist_items.wishlist_id, id), visible(context));

export async function countWishes(context: Context, id: number): Promise<number> {
  const [total] = await context.db
    .select({ count: count() })
    .from(wishlist_items)
    .innerJoin(products, eq(products.id, wishlist_items.product_id))
    .where(onList(context, id));
  return total?.count ?? 0;
}

/** The products that the caller wished for, for the hearts of pages that know nobody. */
export async function readWishedIds(context: Context): Promise<number[]> {
  if (!context.user && !context.guest) return [];
  const rows = await context.db
    .select({ id: wishlist_items.product_id })
    .from(wishlist_items)
    .innerJoin(wishlists, eq(wishlists.id, wishlist_items.wishlist_id))
    .innerJoin(products, eq(products.id, wishlist_items.product_id))
    .where(and(ownedBy(context), visible(context)))
    .orderBy(desc(wishlist_items.created_at), desc(wishlist_items.product_id));
  return rows.map(({ id }) => id);
}

type Part = { limit: number; offset?: number; product?: number };

/** A part of a list, newest first, or one product of it; with the products as they are now. */
export async function readWishes(context: Context, id: number, { limit, offset = 0, product }: Part) {
  const rows = await context.db
    .select({ id: wishlist_items.product_id, created_at: wishlist_items.created_at })
    .from(wishlist_items)
    .innerJoin(products, eq(products.id, wishlist_items.product_id))
    .where(and(onList(context, id), product === undefined ? undefined : eq(wishlist_items.product_id, product)))
    .orderBy(desc(wishlist_items.created_at), desc(wishlist_items.product_id))
    .limit(limit)
    .offset(offset);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const found = await readProducts(context, { where: inArray(products.id, ids), limit: ids.length });
  const productOf = new Map(found.map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const wished = productOf.get(row.id);
    return wished ? { ...row, product: wished } : [];
  });
}
