import { beforeAll, expect, test } from "vitest";

import { db } from "@/db";
import {
  addresses,
  cart_items,
  carts,
  conversations,
  inventory_pools,
  messages,
  order_items,
  orders,
  product_images,
  products,
  proposals,
  return_lines,
  return_requests,
  reviews,
  shipping_methods,
  stock_alerts,
  tax_rates,
  variants,
  webhook_events,
  wishlist_items,
  wishlists,
} from "@/db/schema";
import type { UserContext } from "@/domain/operation";
import { createSession } from "@/domain/users/credentials";
import { PAGE_SLUGS } from "@/model/pages";
import { newCategory, newDiscount, newSynonym, newToken, newTranslation, newUser, one } from "@/tests/helpers";

import { routes, send } from "./routes";

/** How often a read may ask the database, however much it answers. */
const FEW = 8;
/** Each of seven facets is a question of its own. */
const FEW_WITH_FACETS = FEW + 7;
/** Beside what was said stand products, orders, and offers with products of their own. */
const FEW_OF_CHAT = FEW + 4;
/** All that there is about someone, each kind of it a question or two. */
const FEW_OF_EXPORT = FEW + 17;
const MANY = 100;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Products in a category of their own; the first comes in as many variants and pictures. */
async function fillShelf(count: number) {
  const { id: category_id, slug } = await newCategory();
  const shelf = await db()
    .insert(products)
    .values(times(count, (index) => ({ name: "Thing", slug: `${slug}-${index}`, price: "1.00", category_id })))
    .returning({ id: products.id });
  const first = one(shelf).id;
  const pool_id = one(await db().insert(inventory_pools).values({ on_hand: 9 }).returning()).id;
  const rows = [...shelf.map(({ id }) => id), ...times(count, () => first)];
  const made = await db()
    .insert(variants)
    .values(rows.map((product_id, index) => ({ product_id, sku: `${slug}-${index}`, size: `${index}`, pool_id })))
    .returning({ id: variants.id });
  await db()
    .insert(product_images)
    .values(times(count, (position) => ({ product_id: first, position, url: "x" })));
  return { category: category_id, product: first, shelf, variants: made.slice(0, count) };
}

async function fillCart({ user }: UserContext, lines: { id: number }[]) {
  const cart_id = one(await db().insert(carts).values({ user_id: user.id }).returning()).id;
  const values = lines.map(({ id: variant_id }) => ({ cart_id, variant_id, quantity: 1, price_seen: "1.00" }));
  return one(await db().insert(cart_items).values(values).returning()).id;
}

/** As many orders; the first has as many lines. */
async function fillOrders({ user }: UserContext, shelf: { id: number }[]) {
  const values = { user_id: user.id, currency: "usd", subtotal: "1.00", total_price: "1.00", paid_at: new Date() };
  const made = await db()
    .insert(orders)
    .values(shelf.map(() => ({ ...values, number: crypto.randomUUID() })))
    .returning({ id: orders.id });
  const order_id = one(made).id;
  const line = { order_id, product_name: "Thing", price: "1.00", quantity: 1 };
  const lines = shelf.map(({ id: product_id }) => ({ ...line, product_id }));
  const items = await db().insert(order_items).values(lines).returning({ id: order_items.id });
  const requests = await db()
    .insert(return_requests)
    .values(shelf.map(() => ({ order_id, reason: "other" as const })))
    .returning({ id: return_requests.id });
  await db()
    .insert(return_lines)
    .values(items.map(({ id: order_item_id }) => ({ order_item_id, return_id: one(requests).id, quantity: 1 })));
  return { order: order_id, "order item": one(items).id, return: one(requests).id };
}

/** What belongs to nobody and has no parts. */
async function fillRest(count: number) {
  const codes = times(count, (index) => `${crypto.randomUUID().slice(0, 8)}-${index}`);
  const method = { name: "By cart", price: "1.00", min_days: 1, max_days: 2 };
  await db()
    .insert(shipping_methods)
    .values(codes.map((code) => ({ ...method, code })));
  await db()
    .insert(tax_rates)
    .values(codes.map((country) => ({ country, name: "Tax", rate: "0.1000" })));
  const event = { type: "payment_intent.created", payload: {} };
  const events = await db()
    .insert(webhook_events)
    .values(codes.map((event_id) => ({ ...event, event_id })))
    .returning({ id: webhook_events.id });
  const made = await Promise.all(codes.map(() => newDiscount()));
  const terms = await Promise.all(codes.map(() => newSynonym()));
  const called = await Promise.all(codes.map(() => newTranslation()));
  return { event: one(events).id, discount: one(made).id, synonym: one(terms).id, translation: one(called).id };
}

/** As many reviews of one product. */
async function fillReviews(product_id: number, count: number) {
  const values = times(count, () => ({ product_id, author: "Someone", rating: 4, status: "published" as const }));
  return one(await db().insert(reviews).values(values).returning()).id;
}

/** A wish list with as many things, shared. */
async function fillWishlist({ user }: UserContext, shelf: { id: number }[]) {
  const share_id = crypto.randomUUID();
  const { id: wishlist_id } = one(await db().insert(wishlists).values({ user_id: user.id, share_id }).returning());
  await db()
    .insert(wishlist_items)
    .values(shelf.map(({ id: product_id }) => ({ wishlist_id, product_id })));
  return share_id;
}

/** As many things that are waited for. */
async function fillAlerts({ user }: UserContext, lines: { id: number }[]) {
  await db()
    .insert(stock_alerts)
    .values(lines.map(({ id: variant_id }) => ({ variant_id, user_id: user.id, email: user.email })));
}

/** As many conversations; one has as many messages, each of which shows a product, an order and an offer. */
async function fillConversation({ user }: UserContext, shelf: { id: number }[], order: number) {
  const owners = shelf.map(() => ({ user_id: user.id }));
  const conversation_id = one(await db().insert(conversations).values(owners).returning()).id;
  const said = { conversation_id, role: "assistant" as const, text: "Look.", order_ids: [order] };
  const made = await db()
    .insert(messages)
    .values(shelf.map(({ id }) => ({ ...said, product_ids: [id], compared_ids: [id] })))
    .returning({ id: messages.id });
  const offer = { conversation_id, type: "remove_from_cart" as const };
  const terms = { variant_id: 1, size: "", color: "", quantity: 0, was: 1, price: "1.00" };
  await db()
    .insert(proposals)
    .values(
      shelf.map(({ id: product_id }, index) => ({
        ...offer,
        message_id: made[index]?.id,
        terms: { ...terms, product_id },
      })),
    );
  return conversation_id;
}

/** An address book with as many addresses. */
async function fillAddresses({ user }: UserContext, count: number) {
  const address = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", country: "US" };
  const values = times(count, () => ({ user_id: user.id, address }));
  return one(await db().insert(addresses).values(values).returning()).id;
}

/** An admin with so many of everything, and the object that each address of one names. */
async function fill(count: number) {
  const owner = await newUser("admin");
  for (let made = 1; made < count; made++) await Promise.all([newUser(), newCategory()]);
  const { category, product, shelf, variants: lines } = await fillShelf(count);
  const item = await fillCart(owner, lines);
  await fillAlerts(owner, lines);
  const placed = await fillOrders(owner, shelf);
  for (let made = 1; made < count; made++) await newToken(owner);
  for (let made = 0; made < count; made++) await createSession(db(), owner.user.id, "Test");
  const rest = await fillRest(count);
  const ids: Record<string, number | string> = {
    "/addresses/{id}/": await fillAddresses(owner, count),
    "/cart/{id}/": item,
    "/cart/items/{id}/": item,
    "/categories/{id}/": category,
    "/chat/{id}/": await fillConversation(owner, shelf, placed.order),
    "/discounts/{id}/": rest.discount,
    "/order-items/{id}/": placed["order item"],
    "/orders/{id}/": placed.order,
    "/orders/{id}/invoice/": placed.order,
    "/orders/{id}/invoice/pdf/": placed.order,
    "/orders/{id}/returns/": placed.order,
    "/orders/{id}/timeline/": placed.order,
    "/returns/{id}/": placed.return,
    "/pages/{id}/": "delivery",
    "/payment/{id}/": placed.order,
    "/products/{id}/": product,
    "/search-synonyms/{id}/": rest.synonym,
    "/translations/{id}/": rest.translation,
    "/products/{id}/reviews/": product,
    "/reviews/{id}/": await fillReviews(product, count),
    "/users/{id}/": owner.user.id,
    "/webhook-events/{id}/": rest.event,
    "/wishlists/{id}/": await fillWishlist(owner, shelf),
  };
  return { owner, ids, count };
}
type Filled = Awaited<ReturnType<typeof fill>>;

let little: Filled;
let much: Filled;
beforeAll(async () => {
  [little, much] = [await fill(1), await fill(MANY)];
});

/** The statements of a read. Of the second one: the first notes that the token is in use, and fetches its allowance. */
async function statementsOf(path: string, { owner, ids, count }: Filled, more = ""): Promise<string[]> {
  const token = await newToken(owner);
  // There are as many pages of text as there are.
  const size = path === "/pages/" ? PAGE_SLUGS.length : count;
  const query = `?page_size=${size}${more}`;
  const read = () => send(`GET ${path}`, { token, query, ...(path.includes("{id}") && { id: ids[path] }) });
  await read();
  const statements: string[] = [];
  const { options } = db().$client;
  options.debug = (_connection, statement) => statements.push(statement);
  const response = await read();
  options.debug = false;
  const isJson = response.headers.get("content-type") === "application/json";
  const { results } = isJson ? ((await response.json()) as { results?: unknown[] }) : {};
  expect([response.status, results?.length ?? size]).toEqual([200, size]);
  return statements;
}

const reads = routes
  // What shows a few products at most has nothing to grow with.
  .filter(({ method, path }) => method === "GET" && !/\/(compare|related|best-sellers)\/$/.test(path))
  .map(({ path }) => ({
    path: path.replace("/api/v1", ""),
    more: "",
    most: path.endsWith("/chat/{id}/") ? FEW_OF_CHAT : path.endsWith("/export/") ? FEW_OF_EXPORT : FEW,
  }));

test.each([
  ...reads,
  { path: "/products/", more: "&search=thing&in_stock=true&ordering=-rating", most: FEW },
  { path: "/products/", more: "&facets=1", most: FEW_WITH_FACETS },
])("GET $path $more asks the database as few questions for a hundred as for one", async ({ path, more, most }) => {
  const statements = await statementsOf(path, much, more);
  expect(await statementsOf(path, little, more)).toHaveLength(statements.length);
  expect(statements.length).toBeLessThanOrEqual(most);
});
