import { eq } from "drizzle-orm";
import { expect } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import {
  categories,
  discounts,
  inventory_pools,
  orders,
  products,
  search_synonyms,
  stock_movements,
  translations,
  users,
  variants,
} from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import type { Context, UserContext } from "@/domain/operation";
import { placeOrder } from "@/domain/orders/place-order";
import { sha256 } from "@/domain/secrets";
import { createToken } from "@/domain/users/credentials";
import { env } from "@/env";
import type { Role } from "@/model/users";

export function one<T>([row]: T[]): T {
  expect(row).toBeDefined();
  return row as T;
}

const unique = () => crypto.randomUUID().slice(0, 8);

/** A user who is nobody else's, as an operation sees them. */
export async function newUser(role: Role = "customer"): Promise<UserContext> {
  const name = `user-${unique()}`;
  const values = { username: name, email: `${name}@shop.test`, role };
  const { id, username, email } = one(await db().insert(users).values(values).returning());
  return { ...publicContext(), user: { id, username, email, role } };
}

export const newGuest = (): Context => ({ ...publicContext(), guest: sha256(crypto.randomUUID()) });

export const newToken = ({ user }: UserContext) => createToken(db(), user.id, "Test");

export const newCategory = async () => {
  const name = `Category ${unique()}`;
  return one(
    await db()
      .insert(categories)
      .values({ name, slug: name.toLowerCase().replace(" ", "-") })
      .returning(),
  );
};

type Draft = {
  stock?: number;
  price?: string;
  is_active?: boolean;
  /** Variants with pools of their own; without them the product has one variant and one pool. */
  variants?: { size?: string; color?: string; stock?: number; price?: string }[];
};

/** A product with its stock; its own category unless told otherwise. */
export async function newProduct({ stock = 5, price = "12.50", is_active = true, variants: kinds }: Draft = {}) {
  const { id: category_id } = await newCategory();
  const name = `Mug ${unique()}`;
  const slug = name.toLowerCase().replace(" ", "-");
  const drafts = kinds ?? [{ stock }];
  const sizes = [...new Set(drafts.flatMap(({ size }) => size ?? []))];
  const product = one(
    await db().insert(products).values({ name, slug, price, category_id, is_active, sizes }).returning(),
  );
  const made = [];
  for (const [position, { size = "", color = "", stock: own = stock, price: ownPrice }] of drafts.entries()) {
    const pool = one(await db().insert(inventory_pools).values({ on_hand: own }).returning());
    await db().insert(stock_movements).values({ pool_id: pool.id, delta: own, reason: "initial" });
    const values = {
      product_id: product.id,
      sku: `${slug}-${position}`,
      size,
      color,
      price: ownPrice ?? null,
      pool_id: pool.id,
      position,
    };
    made.push({ ...one(await db().insert(variants).values(values).returning()), pool });
  }
  return { ...product, variants: made };
}

/** Gives a user a paid order of a product, as far as rules that ask for one look. */
export async function buy(buyer: UserContext, productId: number) {
  await addToCart(buyer, { product_id: productId });
  const { id } = await placeOrder(buyer, { shipping_address: "x" });
  await db().update(orders).set({ status: "paid", paid_at: new Date() }).where(eq(orders.id, id));
  return id;
}

/** A code that nobody else uses: 10 percent off unless told otherwise. */
export async function newDiscount(terms: Partial<typeof discounts.$inferInsert> = {}) {
  const code = `CODE-${unique()}`.toUpperCase();
  return one(
    await db()
      .insert(discounts)
      .values({ code, kind: "percent", value: terms.kind === "free_shipping" ? "0.00" : "10.00", ...terms })
      .returning(),
  );
}

/** Synonyms of a word that nobody else types. */
export async function newSynonym() {
  const term = `word${unique()}`;
  return one(
    await db()
      .insert(search_synonyms)
      .values({ term, key: term, synonyms: ["mug"] })
      .returning(),
  );
}

/** What a color that nobody else has is called in German. */
export async function newTranslation() {
  const values = { kind: "option" as const, object: `Color ${unique()}`, locale: "de", texts: { name: "Farbe" } };
  return one(await db().insert(translations).values(values).returning());
}

type Confirmed = { status?: string; error?: { code?: string; message?: string } };

/** Confirms an intent as the browser does: with the publishable key, its client secret and a card. */
export async function confirmIntent(clientSecret: string, card = "pm_card_visa"): Promise<Confirmed> {
  const id = clientSecret.split("_secret_")[0] ?? "";
  const answer = await fetch(`${env().STRIPE_API_BASE}/v1/payment_intents/${id}/confirm`, {
    method: "POST",
    headers: { Authorization: `Bearer ${env().STRIPE_PUBLISHABLE_KEY}` },
    body: new URLSearchParams({ client_secret: clientSecret, payment_method: card, return_url: "http://shop.test/" }),
  });
  return (await answer.json()) as Confirmed;
}

/** Waits until something that happens elsewhere is so. */
export async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean, patienceMs = 5000): Promise<T> {
  for (const end = Date.now() + patienceMs; ;) {
    const value = await read();
    if (isSo(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
