import { asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";

import { cart_items, carts, products, variants } from "@/db/schema";
import { CART_LIFETIME_DAYS, type Cart, type CartItem } from "@/model/cart";
import { countryOfLocale, priceIn } from "@/model/markets";
import { priceCart } from "@/model/price-cart";

import { type ProductInput, readProducts } from "../catalog/read-products";
import { findDiscount, whyNot } from "../discounts/judge-discount";
import { notFound } from "../errors";
import { type Context, notAuthenticatedUnless } from "../operation";
import { readTax } from "../orders/tax";

type CartRow = typeof carts.$inferSelect;

/** The caller's own cart: by account, else by the guest's cookie. */
export const ownedBy = ({ user, guest }: Context) =>
  user ? eq(carts.user_id, user.id) : eq(carts.guest_hash, notAuthenticatedUnless(guest));

export async function findCart(context: Context): Promise<CartRow | undefined> {
  const [cart] = await context.db.select().from(carts).where(ownedBy(context));
  return cart;
}

/** The caller's cart, made on first look; parallel first looks make one. */
export async function ensureCart(context: Context): Promise<CartRow> {
  const found = await findCart(context);
  if (found) return found;
  const owner = context.user
    ? { user_id: context.user.id }
    : {
        guest_hash: notAuthenticatedUnless(context.guest),
        expires_at: new Date(Date.now() + CART_LIFETIME_DAYS * 86_400_000),
      };
  await context.db.insert(carts).values(owner).onConflictDoNothing();
  const made = await findCart(context);
  if (!made) throw new Error("the cart that was just made is gone");
  return made;
}

/** The same, and nobody merges it into another's before the transaction ends. */
export async function holdCart(context: Context): Promise<CartRow> {
  const cart = await ensureCart(context);
  const [held] = await context.db.select().from(carts).where(eq(carts.id, cart.id)).for("key share");
  return held ?? ensureCart(context);
}

/** Forgets the carts of guests whose cookie has ended. */
export async function purgeCarts({ db }: Context): Promise<number> {
  const gone = await db
    .delete(carts)
    .where(lt(carts.expires_at, sql`now()`))
    .returning({ id: carts.id });
  return gone.length;
}

/** Lines in the order of adding, with the products as they are now: three queries more than the lines'. */
export async function readLines(context: Context, cartId: number) {
  const rows = await context.db
    .select({
      item: cart_items,
      variant: variants,
      base: sql<string>`coalesce(${variants.price}, ${products.price})`,
      deleted_at: products.deleted_at,
      is_active: products.is_active,
    })
    .from(cart_items)
    .innerJoin(variants, eq(variants.id, cart_items.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .where(eq(cart_items.cart_id, cartId))
    .orderBy(asc(cart_items.id));
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ variant }) => variant.product_id))];
  const found = await readProducts(context, { where: inArray(products.id, ids), limit: ids.length });
  const productOf = new Map(found.map((product) => [product.id, product]));
  return rows.flatMap(({ item, variant, base, deleted_at, is_active }) => {
    const product = productOf.get(variant.product_id);
    if (!product) return [];
    return {
      ...item,
      product,
      variant,
      size: variant.size,
      color: variant.color,
      price: priceIn(context.market, base),
      price_changed: base !== item.price_seen,
      unavailable: deleted_at !== null || !is_active,
    };
  });
}
export type Line = Awaited<ReturnType<typeof readLines>>[number] & { product: ProductInput };

export async function readCart(context: Context, cart: CartRow): Promise<z.input<typeof Cart>> {
  const lines = await readLines(context, cart.id);
  const { discount, discount_problem } = await discountOf(context, cart, priceCart(lines).subtotal);
  const country = cart.country ?? countryOfLocale(context.locale);
  const tax = await readTax(context.db, country);
  const { shipping_price: _, ...priced } = priceCart(lines, { discount, tax: { rate: tax.tax_rate } });
  return {
    ...priced,
    ...tax,
    id: cart.id,
    user: cart.user_id,
    discount_code: cart.discount_code ?? "",
    discount,
    discount_problem,
    country,
    currency: context.market.currency,
  };
}

/** What the code on a cart takes off, or why it takes off nothing now. */
async function discountOf(context: Context, { discount_code: code }: CartRow, subtotal: string) {
  if (code === null) return { discount: null, discount_problem: null };
  const row = await findDiscount(context, code);
  const problem = await whyNot(context, code, row, { email: context.user?.email ?? "", subtotal });
  return { discount: row && problem === null ? row : null, discount_problem: problem };
}

export async function readCartItem(
  context: Context,
  cartId: number,
  itemId: number,
): Promise<z.input<typeof CartItem>> {
  const { items } = priceCart(await readLines(context, cartId));
  const item = items.find(({ id }) => id === itemId);
  if (!item) throw notFound();
  return item;
}
