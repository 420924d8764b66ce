import { expect } from "vitest";

import { DEMO_LOGINS } from "@/db/seed/accounts";

export type Shop = { base: string };
type Asked = { token?: string; body?: unknown; key?: string; signal?: AbortSignal };

/** One request to the API, and its answer read to the end. */
export async function call({ base }: Shop, method: string, route: string, { token, body, key, signal }: Asked = {}) {
  const response = await fetch(`${base}/api/v1${route}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Token ${token}` }),
      ...(key && { "Idempotency-Key": key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  return answerOf(response, text);
}

function answerOf({ status, headers }: Response, text: string) {
  const seconds = Number(headers.get("Retry-After"));
  const json = (text ? JSON.parse(text) : null) as Record<string, unknown>;
  return { status, json, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) };
}

export const newAccount = () => ({
  username: `user-${crypto.randomUUID().slice(0, 13)}`,
  password: "a loom of one's own",
});

export async function signUp(shop: Shop): Promise<string> {
  return String((await call(shop, "POST", "/users/register/", { body: newAccount() })).json["token"]);
}

export async function signInAsAdmin(shop: Shop): Promise<string> {
  const { username, password } = DEMO_LOGINS.find(({ role }) => role === "admin") ?? {};
  return String((await call(shop, "POST", "/token/", { body: { username, password } })).json["token"]);
}

/** Goods that do not run out. */
export async function newProduct(shop: Shop, admin: string, price = "12.50"): Promise<number> {
  const { json } = await call(shop, "GET", "/categories/");
  const [category] = json["results"] as { id: number }[];
  const body = { name: `Mug at ${price}`, price, stock: 100_000, category_id: category?.id };
  const made = await call(shop, "POST", "/products/", { token: admin, body });
  expect(made.status).toBe(201);
  return Number(made.json["id"]);
}

export async function placeOrder(shop: Shop, token: string, product_id: number): Promise<number> {
  await call(shop, "POST", "/cart/", { token, body: { product_id } });
  const order = await call(shop, "POST", "/orders/", { token, body: { shipping_address: "214 Alder St" } });
  expect(order.status).toBe(201);
  return Number(order.json["id"]);
}

/** Confirms a payment as the browser does: at Stripe, with the publishable key, its client secret and a card. */
export async function confirm({ base }: Shop, started: Record<string, unknown>, signal?: AbortSignal) {
  const { client_secret, payment_intent_id, publishable_key } = started;
  const response = await fetch(`${base}/sandbox/v1/payment_intents/${String(payment_intent_id)}/confirm`, {
    method: "POST",
    headers: { Authorization: `Bearer ${String(publishable_key)}` },
    body: new URLSearchParams({
      client_secret: String(client_secret),
      payment_method: "pm_card_visa",
      return_url: "http://shop.test/",
    }),
    ...(signal && { signal }),
  });
  return answerOf(response, await response.text());
}
