import { eq } from "drizzle-orm";

import { db } from "@/db";
import { conversations, orders, proposals, return_requests, reviews, stock_alerts, webhook_events } from "@/db/schema";
import { createAddress } from "@/domain/addresses/write-addresses";
import { chat } from "@/domain/assistant/chat";
import { addToCart } from "@/domain/cart/add-to-cart";
import type { UserContext } from "@/domain/operation";
import { placeOrder } from "@/domain/orders/place-order";
import { createSession } from "@/domain/users/credentials";
import { createApiToken } from "@/domain/users/tokens";
import { shareWishlist } from "@/domain/wishlist/share-wishlist";
import { addWish } from "@/domain/wishlist/wishlist";
import { newCategory, newDiscount, newProduct, newSynonym, newTranslation, one } from "@/tests/helpers";

/** A shopper is a user, or a guest of the shop's own pages. */
type Access = "anyone" | "shopper" | "user" | "admin";
export type Kind =
  | "address"
  | "cart item"
  | "category"
  | "conversation"
  | "discount"
  | "order"
  | "order item"
  | "page"
  | "paid order"
  | "product"
  | "search synonym"
  | "review"
  | "session"
  | "shared wish list"
  | "stock alert"
  | "stock alert link"
  | "proposal"
  | "return"
  | "token"
  | "translation"
  | "user"
  | "webhook event"
  | "wish";
type Row = { of?: Kind; GET?: Access; POST?: Access; PUT?: Access; PATCH?: Access; DELETE?: Access };

/** Who may do what, and to what kind of object: an operation of the API without its row fails. */
const CONTRACT: Record<string, Row> = {
  "/": { GET: "anyone" },
  "/addresses/": { of: "address", GET: "user", POST: "user" },
  "/addresses/{id}/": { of: "address", GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/cart/": { GET: "user", POST: "user", PATCH: "user", DELETE: "user" },
  "/cart/{id}/": { of: "cart item", GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/cart/discount/": { POST: "user", DELETE: "user" },
  "/cart/items/": { of: "cart item", GET: "user", POST: "user" },
  "/cart/items/{id}/wishlist/": { of: "cart item", POST: "user" },
  "/cart/items/{id}/": { of: "cart item", GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/chat/": { POST: "anyone" },
  "/chat/{id}/": { of: "conversation", GET: "anyone", DELETE: "anyone" },
  "/chat/conversations/": { of: "conversation", GET: "shopper" },
  "/chat/proposals/{id}/confirm/": { of: "proposal", POST: "shopper" },
  "/chat/proposals/{id}/undo/": { of: "proposal", POST: "shopper" },
  "/categories/": { of: "category", GET: "anyone", POST: "admin" },
  "/categories/{id}/": { of: "category", GET: "anyone", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/discounts/": { of: "discount", GET: "admin", POST: "admin" },
  "/discounts/{id}/": { of: "discount", GET: "admin", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/openapi.json": { GET: "anyone" },
  "/order-items/": { of: "order item", GET: "user", POST: "admin" },
  "/order-items/{id}/": { of: "order item", GET: "user", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/orders/": { of: "order", GET: "user", POST: "user" },
  "/orders/{id}/": { of: "order", GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/orders/{id}/cancel/": { of: "order", POST: "user" },
  "/orders/{id}/invoice/": { of: "paid order", GET: "user" },
  "/orders/{id}/invoice/pdf/": { of: "paid order", GET: "user" },
  "/orders/{id}/pack/": { of: "order", POST: "admin" },
  "/orders/{id}/reorder/": { of: "order", POST: "user" },
  "/orders/{id}/returns/": { of: "order", GET: "user", POST: "user" },
  "/orders/{id}/timeline/": { of: "order", GET: "user" },
  "/orders/link/": { POST: "anyone" },
  "/pages/": { GET: "anyone" },
  "/pages/{id}/": { of: "page", GET: "anyone" },
  "/payment/": { POST: "user" },
  "/payment/{id}/": { of: "order", GET: "user" },
  "/payment/{id}/refund/": { of: "order", POST: "admin" },
  "/products/": { of: "product", GET: "anyone", POST: "admin" },
  "/products/best-sellers/": { GET: "anyone" },
  "/products/compare/": { GET: "anyone" },
  "/products/{id}/": { of: "product", GET: "anyone", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/products/{id}/related/": { of: "product", GET: "anyone" },
  "/products/{id}/reviews/": { of: "product", GET: "anyone", POST: "user" },
  "/products/{id}/stock/": { of: "product", POST: "admin" },
  "/search-synonyms/": { of: "search synonym", GET: "admin", POST: "admin" },
  "/search-synonyms/{id}/": { of: "search synonym", GET: "admin", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/search/suggestions/": { GET: "anyone" },
  "/returns/": { of: "return", GET: "user" },
  "/returns/{id}/": { of: "return", GET: "user", PATCH: "admin" },
  "/returns/{id}/refund/": { of: "return", POST: "admin" },
  "/returns/{id}/withdraw/": { of: "return", POST: "user" },
  "/reviews/": { of: "review", GET: "user" },
  "/reviews/{id}/": { of: "review", GET: "anyone", PATCH: "user", DELETE: "user" },
  "/reviews/{id}/helpful/": { of: "review", POST: "user", DELETE: "user" },
  "/reviews/{id}/report/": { of: "review", POST: "user" },
  "/sessions/": { of: "session", GET: "user" },
  "/sessions/{id}/": { of: "session", DELETE: "user" },
  "/shipping-methods/": { GET: "anyone" },
  "/stock-alerts/": { of: "stock alert", GET: "user", POST: "anyone" },
  "/stock-alerts/{id}/": { of: "stock alert", DELETE: "user" },
  "/stock-alerts/stop/{id}/": { of: "stock alert link", POST: "anyone" },
  "/tax-rates/": { GET: "anyone" },
  "/token/": { POST: "anyone" },
  "/tokens/": { of: "token", GET: "user", POST: "user" },
  "/tokens/{id}/": { of: "token", DELETE: "user" },
  "/translations/": { of: "translation", GET: "admin", POST: "admin" },
  "/translations/{id}/": { of: "translation", GET: "admin", PUT: "admin", PATCH: "admin", DELETE: "admin" },
  "/users/": { of: "user", GET: "admin", POST: "anyone" },
  "/users/{id}/": { of: "user", GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/users/login/": { POST: "anyone" },
  "/users/logout/": { POST: "user" },
  "/users/me/": { GET: "user", PUT: "user", PATCH: "user", DELETE: "user" },
  "/users/me/close/": { POST: "user" },
  "/users/me/export/": { GET: "user" },
  "/users/password-reset/": { POST: "anyone" },
  "/users/password-reset/confirm/": { POST: "anyone" },
  "/users/register/": { POST: "anyone" },
  "/webhook-events/": { of: "webhook event", GET: "admin" },
  "/webhook-events/{id}/": { of: "webhook event", GET: "admin" },
  "/webhook-events/{id}/retry/": { of: "webhook event", POST: "admin" },
  "/wishlist/": { of: "wish", GET: "user", POST: "user" },
  "/wishlist/{id}/": { of: "wish", DELETE: "user" },
  "/wishlist/{id}/cart/": { of: "wish", POST: "user" },
  "/wishlist/share/": { GET: "user", POST: "user", DELETE: "user" },
  "/wishlists/{id}/": { of: "shared wish list", GET: "anyone" },
};
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export const operations = Object.entries(CONTRACT).flatMap(([path, { of, ...methods }]) =>
  METHODS.flatMap((method) => {
    const access = methods[method];
    return access ? [{ name: `${method} ${path}`, path, method, access, of }] : [];
  }),
);
export type Operation = (typeof operations)[number];

async function newOrder(owner: UserContext) {
  for (let lines = 0; lines < 2; lines++) await addToCart(owner, { product_id: (await newProduct()).id });
  return placeOrder(owner, { shipping_address: "x" });
}

const ADDRESS = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", postal_code: "97205", country: "US" };

async function newAlert({ user }: UserContext) {
  const [variant] = (await newProduct({ stock: 0 })).variants;
  const values = { variant_id: variant?.id ?? 0, user_id: user.id, email: user.email };
  return one(await db().insert(stock_alerts).values(values).returning());
}

/** Makes an object of a kind: the owner's, where it has one. */
export const MAKE: Record<Kind, (owner: UserContext) => Promise<number | string>> = {
  address: async (owner) => (await createAddress(owner, ADDRESS)).id,
  "cart item": async (owner) => (await addToCart(owner, { product_id: (await newProduct()).id })).id,
  conversation: async (owner) => (await chat(owner, { message: "hello" })).conversation_id,
  category: async () => (await newCategory()).id,
  discount: async () => (await newDiscount()).id,
  order: async (owner) => (await newOrder(owner)).id,
  "order item": async (owner) => one((await newOrder(owner)).items).id,
  page: async () => "delivery",
  "paid order": async (owner) => {
    const { id } = await newOrder(owner);
    await db().update(orders).set({ status: "paid", paid_at: new Date() }).where(eq(orders.id, id));
    return id;
  },
  proposal: async ({ user }) => {
    const { id: conversation_id } = one(await db().insert(conversations).values({ user_id: user.id }).returning());
    const offer = { conversation_id, type: "start_checkout" as const, terms: {} };
    return one(await db().insert(proposals).values(offer).returning()).id;
  },
  return: async (owner) => {
    const { id: order_id } = await newOrder(owner);
    return one(await db().insert(return_requests).values({ order_id, reason: "other" }).returning()).id;
  },
  product: async () => (await newProduct()).id,
  "search synonym": async () => (await newSynonym()).id,
  /** One that nobody has approved yet: what is published is everybody's to read. */
  review: async ({ user }) => {
    const values = { product_id: (await newProduct()).id, user_id: user.id, author: user.username, rating: 4 };
    return one(await db().insert(reviews).values(values).returning()).id;
  },
  session: ({ user }) => createSession(db(), user.id, "Test"),
  "shared wish list": async (owner) => (await shareWishlist(owner, {})).id ?? "",
  "stock alert": async (owner) => (await newAlert(owner)).id,
  "stock alert link": async (owner) => (await newAlert(owner)).key,
  translation: async () => (await newTranslation()).id,
  token: async (owner) => (await createApiToken(owner, { name: "Robot" })).id,
  user: async ({ user }) => user.id,
  "webhook event": async () => {
    const event = { event_id: crypto.randomUUID(), type: "payment_intent.created", payload: {} };
    return one(await db().insert(webhook_events).values(event).returning()).id;
  },
  wish: async (owner) => (await addWish(owner, { product_id: (await newProduct()).id })).id,
};
