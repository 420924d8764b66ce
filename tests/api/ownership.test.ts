import { beforeAll, expect, test } from "vitest";

import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { newCategory, newProduct, newToken, newUser } from "@/tests/helpers";

import { routes, send } from "./routes";

const MISSING = 99_999_999;
type Kind = "cart item" | "order" | "order item" | "token" | "user" | "product" | "category";

/** Whose object an address names: a new address without its row fails. */
const KINDS: Record<string, Kind> = {
  "/cart/{id}/": "cart item",
  "/cart/items/{id}/": "cart item",
  "/categories/{id}/": "category",
  "/order-items/{id}/": "order item",
  "/orders/{id}/": "order",
  "/payment/{id}/": "order",
  "/payment/{id}/refund/": "order",
  "/products/{id}/": "product",
  "/tokens/{id}/": "token",
  "/users/{id}/": "user",
};
/** Kinds that belong to one person; the others are the shop's. */
const PERSONAL = new Set<Kind>(["cart item", "order", "order item", "token", "user"]);
/** Of these an admin has their own, and no look at another's. */
const NOT_FOR_ADMINS = new Set<Kind>(["cart item", "token"]);

const tokens = { owner: "", stranger: "", admin: "" };
beforeAll(async () => {
  tokens.stranger = await newToken(await newUser());
  tokens.admin = await newToken(await newUser("admin"));
});

/** Somebody's own object of a kind, and their token. */
async function make(kind: Kind): Promise<{ id: number; token: string }> {
  const owner = await newUser();
  const token = await newToken(owner);
  if (kind === "user") return { id: owner.user.id, token };
  if (kind === "product") return { id: (await newProduct()).id, token };
  if (kind === "category") return { id: (await newCategory()).id, token };
  if (kind === "token") {
    const made = await send("POST /tokens/", { token, body: { name: "Robot" } });
    return { id: ((await made.json()) as { id: number }).id, token };
  }
  const item = await addToCart(owner, { product_id: (await newProduct()).id });
  if (kind === "cart item") return { id: item.id, token };
  const order = await placeOrder(owner, { shipping_address: "x" });
  return { id: kind === "order" ? order.id : (order.items[0]?.id ?? 0), token };
}

const withId = routes
  .filter(({ path }) => path.includes("{id}"))
  .map(({ path, method, endpoint }) => ({ path: path.replace("/api/v1", ""), method, access: endpoint.spec.access }));

test("every address with an id says whose object it names", () => {
  expect([...new Set(withId.map(({ path }) => path))].filter((path) => !KINDS[path])).toEqual([]);
});

test.each(withId)(
  "$method $path is its owner's: to a stranger another's object is like a missing one",
  async ({ path, method, access }) => {
    const kind = KINDS[path] ?? "product";
    const { id, token } = await make(kind);
    const name = `${method} ${path}`;
    const body = method === "GET" || method === "DELETE" ? {} : { body: {} };
    const ask = async (who: string | undefined, target: number) => {
      const response = await send(name, { ...(who !== undefined && { token: who }), id: target, ...body });
      return { status: response.status, text: await response.text() };
    };
    const nobody = await ask(undefined, id);
    expect(nobody.status).toBe(access === "public" ? 200 : 401);
    const stranger = await ask(tokens.stranger, id);
    if (access === "admin") expect(stranger.status).toBe(403);
    else if (PERSONAL.has(kind)) expect(stranger).toEqual(await ask(tokens.stranger, MISSING));
    if (access === "admin") expect((await ask(token, id)).status).toBe(403);
    const admin = await ask(tokens.admin, id);
    if (NOT_FOR_ADMINS.has(kind)) expect(admin.status).toBe(404);
    else expect([200, 204, 400, 409]).toContain(admin.status);
    // Last, since it may end the object; an admin may have ended it already.
    if (access !== "admin" && !(method === "DELETE" && admin.status === 204))
      expect([200, 204, 400, 409]).toContain((await ask(token, id)).status);
  },
);
