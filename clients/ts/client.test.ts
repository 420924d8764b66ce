import { beforeAll, describe, expect, test } from "vitest";

import { unknownPath } from "@/adapters/endpoint";
import { addresses, routes } from "@/tests/api/routes";
import { confirmIntent, newCategory, newProduct, newToken, newUser } from "@/tests/helpers";

import { type Client, createClient } from "./client.ts";
import { ApiError } from "./errors.ts";
import { metaOf } from "./http.ts";

const patternOf = (path: string) => new RegExp(`^${path.replace(".", "\\.").replace("{id}", "([^/]+)")}$`);
const known = addresses
  .toSorted((left, right) => Number(left.path.includes("{")) - Number(right.path.includes("{")))
  .map(({ path, handlers }) => ({ pattern: patternOf(path), handlers }));

/** Answers from the shop's own route handlers, without a server. */
async function shop(url: string, init: RequestInit): Promise<Response> {
  const request = new Request(url, init);
  const { pathname } = new URL(url);
  const address = known.find(({ pattern }) => pattern.test(pathname));
  const [, id] = address?.pattern.exec(pathname) ?? [];
  const handler = address?.handlers[request.method] ?? unknownPath;
  return handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
}

const anyone = createClient({ baseUrl: "http://shop.test", fetch: shop, retries: 0 });
const clientOf = async (role?: "admin") => anyone.withToken(await newToken(await newUser(role)));
const failure = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

let admin: Client;
beforeAll(async () => {
  admin = await clientOf("admin");
});

/** Addresses that say the same as another one. */
const ALIASES = new Set([
  "POST /users/",
  "POST /cart/",
  ...["GET", "PUT", "PATCH", "DELETE"].map((method) => `${method} /cart/{id}/`),
]);
/** What is no JSON is fetched by its address. */
const FILES = new Set(["GET /orders/{id}/invoice/pdf/"]);

test("the client reaches every address of the API once, but for those that repeat another and files", async () => {
  const called: string[] = [];
  const recorder = createClient({
    baseUrl: "",
    fetch: async (url, { method }) => {
      called.push(`${method} ${url.replace("/api/v1", "").replace("/1/", "/{id}/")}`);
      return new Response(null, { status: 204 });
    },
  });
  const callAll = async (resource: object) => {
    for (const [name, value] of Object.entries(resource) as [string, unknown][]) {
      if (name === "withToken" || name === "pages" || name === "all") continue;
      if (typeof value === "object" && value !== null) await callAll(value);
      else await (value as (...given: unknown[]) => Promise<unknown>)(1);
    }
  };
  await callAll(recorder);
  const served = routes.map(({ method, path }) => `${method} ${path.replace("/api/v1", "")}`);
  expect(called.toSorted()).toEqual(served.filter((route) => !ALIASES.has(route) && !FILES.has(route)).toSorted());
});

describe("a shopper", () => {
  test("registers, logs in, buys, pays and logs out", async () => {
    const username = `user-${crypto.randomUUID().slice(0, 8)}`;
    const password = "correct horse battery staple";
    const registered = await anyone.users.register({ username, password, email: `${username}@shop.test` });
    expect(registered.user).toMatchObject({ username });
    const { token } = await anyone.token.create({ username, password });
    const client = anyone.withToken(token);

    const product = await newProduct({ price: "12.50" });
    const item = await client.cart.add({ product_id: product.id, quantity: 2 });
    expect(item).toMatchObject({ quantity: 2, price: "12.50", subtotal: "25.00" });
    await client.cart.items.update(item.id, { quantity: 3 });
    expect(await client.cart.get()).toMatchObject({ total_price: "37.50", items: [{ id: item.id }] });

    const order = await client.orders.place({ shipping_address: "214 Alder St" });
    expect(order).toMatchObject({ status: "pending", total_price: "37.50" });
    const started = await client.payment.start({ order_id: order.id });
    expect(started).toMatchObject({ amount: 3750, currency: "usd" });
    await confirmIntent(started.client_secret);
    expect(await client.payment.get(order.id)).toMatchObject({ status: "paid" });

    await client.users.logout();
    expect(await failure(client.users.me.get())).toMatchObject({ kind: "auth", code: "authentication_failed" });
  });

  test("changes the own account, and closes it", async () => {
    const client = await clientOf();
    expect(await client.users.me.update({ first_name: "Robin" })).toMatchObject({ first_name: "Robin" });
    expect(await client.users.me.close()).toBeUndefined();
    expect(await failure(client.users.me.get())).toMatchObject({ kind: "auth" });
  });

  test("cancels an order", async () => {
    const client = await clientOf();
    await client.cart.add({ product_id: (await newProduct()).id });
    const { id } = await client.orders.place({ shipping_address: "214 Alder St" });
    await client.orders.cancel(id);
    expect(await client.orders.get(id)).toMatchObject({ status: "cancelled" });
  });
});

describe("an admin", () => {
  test("creates, replaces, changes and deletes a product; money stays text", async () => {
    const { id: category_id } = await newCategory();
    const made = await admin.products.create({ name: "Bowl", price: "7.10", category_id });
    expect(made.price).toBe("7.10");
    expect(await admin.products.update(made.id, { stock: 4 })).toMatchObject({ name: "Bowl", stock: 4 });
    expect(await admin.products.replace(made.id, { name: "Plate", price: "8.00", category_id })).toMatchObject({
      name: "Plate",
      price: "8.00",
    });
    expect(await admin.products.delete(made.id)).toBeUndefined();
    expect(await failure(admin.products.get(made.id))).toMatchObject({ status: 404, kind: "notFound" });
  });

  test("edits the lines of a pending order, and gives money back once it is paid", async () => {
    const shopper = await clientOf();
    await shopper.cart.add({ product_id: (await newProduct({ price: "12.50" })).id });
    const order = await shopper.orders.place({ shipping_address: "214 Alder St" });
    const [line] = order.items;
    await admin.orderItems.update(line?.id ?? 0, { quantity: 2 });
    const lines = await shopper.orderItems.list({ order: order.id });
    expect(lines.results).toMatchObject([{ id: line?.id, quantity: 2, subtotal: "25.00" }]);
    await confirmIntent((await shopper.payment.start({ order_id: order.id })).client_secret);
    expect(await shopper.payment.get(order.id)).toMatchObject({ status: "paid" });
    expect(await admin.payment.refund(order.id, { amount: "5.00" })).toMatchObject({ amount: "5.00", order: order.id });
    expect(await failure(shopper.payment.refund(order.id, {}))).toMatchObject({ kind: "forbidden" });
  });

  test("reads what the API says of itself", async () => {
    expect(await anyone.resources()).toMatchObject({ products: "http://shop.test/api/v1/products/" });
    expect((await anyone.document()).openapi).toBe("3.1.1");
  });
});

describe("a list", () => {
  async function shelf(count: number) {
    const { id: category } = await newCategory();
    for (let number = 1; number <= count; number++)
      await admin.products.create({ name: `Cup ${number}`, price: `${number}.00`, category_id: category });
    return category;
  }

  test("comes page by page, or whole, in the order that was asked for", async () => {
    const category = await shelf(5);
    const pages = [];
    for await (const { count, results } of anyone.products.pages({ category, ordering: "-price", page_size: 2 }))
      pages.push([count, results.map(({ price }) => price)]);
    expect(pages).toEqual([
      [5, ["5.00", "4.00"]],
      [5, ["3.00", "2.00"]],
      [5, ["1.00"]],
    ]);
    const names = [];
    for await (const { name } of anyone.products.all({ category, ordering: "price", page_size: 2 })) names.push(name);
    expect(names).toEqual(["Cup 1", "Cup 2", "Cup 3", "Cup 4", "Cup 5"]);
  });

  test("takes filters, and leaves out those that are undefined", async () => {
    const category = await shelf(3);
    const page = await anyone.products.list({ category, price__gte: "2.00", in_stock: undefined, page: "last" });
    expect(page).toMatchObject({ count: 2, next: null, previous: null });
  });

  test("fetches no page that nobody wants", async () => {
    const category = await shelf(3);
    let fetched = 0;
    const counting = createClient({
      baseUrl: "http://shop.test",
      fetch: (url, init) => {
        fetched++;
        return shop(url, init);
      },
    });
    for await (const product of counting.products.all({ category, page_size: 1 })) if (product) break;
    expect(fetched).toBe(1);
  });

  test("past its end is not found", async () => {
    expect(await failure(anyone.products.list({ page: 999 }))).toMatchObject({
      kind: "notFound",
      detail: "Invalid page.",
    });
  });
});

describe("an error", () => {
  test("names the fields that are wrong, and the request", async () => {
    const client = await clientOf();
    const { id } = await newProduct({ stock: 3 });
    const error = await failure(client.cart.add({ product_id: id, quantity: 4 }));
    expect(error).toMatchObject({
      status: 400,
      kind: "validation",
      code: "invalid",
      fields: { quantity: ["Only 3 left in stock."] },
      message: "quantity: Only 3 left in stock.",
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
    });
  });

  test("says what to do: sign in, give up, correct, read again", async () => {
    const client = await clientOf();
    expect(await failure(anyone.cart.get())).toMatchObject({ status: 401, kind: "auth", code: "not_authenticated" });
    expect(await failure(client.users.list())).toMatchObject({ status: 403, kind: "forbidden", fields: {} });
    expect(await failure(client.orders.place({ shipping_address: "x" }))).toMatchObject({
      kind: "validation",
      detail: "Your cart is empty.",
      fields: {},
    });
    const { category_id } = await newProduct();
    expect(await failure(admin.categories.delete(category_id))).toMatchObject({
      status: 409,
      kind: "conflict",
      code: "in_use",
    });
  });
});

describe("a condition", () => {
  test("keeps a change from overwriting another", async () => {
    const { id } = await newProduct();
    const read = await admin.products.get(id);
    const etag = metaOf(read)?.etag;
    await admin.products.update(id, { stock: 9 }, { ifMatch: etag });
    const late = await failure(admin.products.update(id, { stock: 1 }, { ifMatch: etag }));
    expect(late).toMatchObject({ status: 412, kind: "conflict", code: "precondition_failed" });
    expect(await admin.products.get(id)).toMatchObject({ stock: 9 });
  });

  test("answers null while the copy is still good", async () => {
    const { id } = await newProduct();
    const ifNoneMatch = metaOf(await anyone.products.get(id))?.etag;
    expect(await anyone.products.get(id, { ifNoneMatch })).toBeNull();
    await admin.products.update(id, { name: "Changed" });
    expect(await anyone.products.get(id, { ifNoneMatch })).toMatchObject({ name: "Changed" });
  });
});

describe("a POST whose answer is lost", () => {
  test("is sent again and done once", async () => {
    const token = await newToken(await newUser());
    let lost = 0;
    const client = createClient({
      baseUrl: "http://shop.test",
      token,
      fetch: async (url, init) => {
        const response = await shop(url, init);
        if (init.method === "POST" && lost++ === 0) throw new TypeError("socket hang up");
        return response;
      },
    });
    const item = await client.cart.add({ product_id: (await newProduct()).id, quantity: 2 });
    expect(item).toMatchObject({ quantity: 2 });
    expect(metaOf(item)).toMatchObject({ status: 201, isReplayed: true });
    expect(await client.cart.get()).toMatchObject({ items: [{ id: item.id, quantity: 2 }] });
  });

  test("may be named by its caller, across calls", async () => {
    const client = await clientOf();
    const { id } = await newProduct();
    const idempotencyKey = crypto.randomUUID();
    const first = await client.cart.add({ product_id: id }, { idempotencyKey });
    const second = await client.cart.add({ product_id: id }, { idempotencyKey });
    expect(second).toEqual(first);
    const other = await failure(client.cart.add({ product_id: id, quantity: 2 }, { idempotencyKey }));
    expect(other).toMatchObject({ status: 422, kind: "conflict", code: "idempotency_key_reused" });
  });
});
