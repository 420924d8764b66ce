import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { db } from "@/db";
import { idempotency_keys, orders, payments, rate_limits } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { sign } from "@/domain/secrets";
import { env } from "@/env";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

const key = () => crypto.randomUUID();
const TO = { shipping_address: "214 Alder St" };

async function shopperWithCart() {
  const shopper = await newUser();
  await addToCart(shopper, { product_id: (await newProduct({ stock: 100 })).id });
  return { shopper, token: await newToken(shopper) };
}

describe("Idempotency-Key", () => {
  test("twenty requests at once under one key make one order, and all get its answer", async () => {
    const { shopper, token } = await shopperWithCart();
    const headers = { "Idempotency-Key": key() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send("POST /orders/", { token, body: TO, headers })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get("idempotent-replayed") === "true")).toHaveLength(19);
    expect(await db().select().from(orders).where(eq(orders.user_id, shopper.user.id))).toHaveLength(1);
  });

  test("another body under the same key is told apart, another path or person is another request", async () => {
    const { token } = await shopperWithCart();
    const headers = { "Idempotency-Key": key() };
    expect((await send("POST /orders/", { token, body: TO, headers })).status).toBe(201);
    const other = await send("POST /orders/", { token, body: { ...TO, note: "x" }, headers });
    expect([other.status, await other.json()]).toMatchObject([422, { code: "idempotency_key_reused" }]);
    const stranger = await shopperWithCart();
    expect((await send("POST /orders/", { token: stranger.token, body: TO, headers })).status).toBe(201);
  });

  test("a refusal of the business is kept, a mistake in the request is not", async () => {
    const { token } = await shopperWithCart();
    const headers = { "Idempotency-Key": key() };
    expect((await send("POST /orders/", { token, body: {}, headers })).status).toBe(400);
    const wrong = { ...TO, expected_total: "0.01" };
    const first = await send("POST /orders/", { token, body: wrong, headers });
    const again = await send("POST /orders/", { token, body: wrong, headers });
    expect([first.status, again.status, again.headers.get("idempotent-replayed")]).toEqual([409, 409, "true"]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("x-error-code")).toBe("price_changed");
  });

  test("a refusal that was kept comes again in the form that was asked for", async () => {
    const { token } = await shopperWithCart();
    const headers = { "Idempotency-Key": key(), Accept: "application/problem+json" };
    for (const _ of [1, 2]) {
      const refused = await send("POST /orders/", { token, body: { ...TO, expected_total: "0.01" }, headers });
      expect([refused.status, refused.headers.get("content-type")]).toEqual([409, "application/problem+json"]);
    }
  });

  test("paying under one key begins one payment, also in parallel", async () => {
    const { token } = await shopperWithCart();
    const { id } = (await (await send("POST /orders/", { token, body: TO })).json()) as { id: number };
    const headers = { "Idempotency-Key": key() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send("POST /payment/", { token, body: { order_id: id }, headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await db().select().from(payments).where(eq(payments.order_id, id))).toHaveLength(1);
  });

  test("a request whose owner died is carried out by the next after a minute", async () => {
    const { shopper, token } = await shopperWithCart();
    const { id } = (await (await send("POST /orders/", { token, body: TO })).json()) as { id: number };
    const headers = { "Idempotency-Key": key() };
    const body = JSON.stringify({ order_id: id });
    await db()
      .insert(idempotency_keys)
      .values({
        principal: `user:${shopper.user.id}`,
        key: headers["Idempotency-Key"],
        path: "/api/v1/payment/",
        body_hash: sign("idempotency", body),
        created_at: new Date(Date.now() - 120_000),
      });
    expect((await send("POST /payment/", { token, body, headers })).status).toBe(200);
  });

  test("a registration sent again gets its token again, which lies open nowhere", async () => {
    const headers = { "Idempotency-Key": key() };
    const body = { username: `user-${key().slice(0, 8)}`, password: "a loom of one's own" };
    const [first, again] = [
      await send("POST /users/register/", { body, headers }),
      await send("POST /users/register/", { body, headers }),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    const text = await first.text();
    expect(await again.text()).toBe(text);
    const kept = JSON.stringify(await db().select().from(idempotency_keys));
    expect(kept).not.toContain((JSON.parse(text) as { token: string }).token);
    expect(kept).not.toContain(body.username);
  });

  test("a key that is none is refused", async () => {
    const { token } = await shopperWithCart();
    const response = await send("POST /orders/", { token, body: TO, headers: { "Idempotency-Key": "with space" } });
    expect([response.status, await response.json()]).toMatchObject([400, { code: "invalid_idempotency_key" }]);
  });
});

describe("conditional requests", () => {
  let admin = "";
  beforeAll(async () => {
    admin = await newToken(await newUser("admin"));
  });

  test("a copy that is still good is answered with 304 and no body", async () => {
    const { id, category_id } = await newProduct();
    for (const [route, options] of [
      ["GET /products/{id}/", { id }],
      ["GET /products/", { query: `?category=${category_id}` }],
    ] as const) {
      const first = await send(route, options);
      const etag = first.headers.get("etag") ?? "";
      expect(etag).toMatch(route.includes("{id}") ? /^"/ : /^W\/"/);
      const again = await send(route, { ...options, headers: { "If-None-Match": `"other", ${etag}` } });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    await send("PATCH /products/{id}/", { token: admin, id, body: { price: 1 } });
  });

  test("a change of what someone else changed meanwhile is refused, and changes nothing", async () => {
    const { id } = await newProduct();
    const read = await send("GET /products/{id}/", { token: admin, id });
    const headers = { "If-Match": read.headers.get("etag") ?? "" };
    const changes = await Promise.all(
      ["One", "Two", "Three", "Four"].map((name) =>
        send("PATCH /products/{id}/", { token: admin, id, body: { name }, headers }),
      ),
    );
    expect(changes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    const late = await send("DELETE /products/{id}/", { token: admin, id, headers });
    expect([late.status, await late.json()]).toMatchObject([412, { code: "precondition_failed" }]);
    expect((await send("DELETE /products/{id}/", { token: admin, id, headers: { "If-Match": "*" } })).status).toBe(204);
  });

  test("the same where no transaction surrounds the change: orders, their lines, accounts", async () => {
    const buyer = await newUser();
    const token = await newToken(buyer);
    const place = async () => {
      await addToCart(buyer, { product_id: (await newProduct()).id });
      return placeOrder(buyer, { shipping_address: "x" });
    };
    const [changed, cancelled, edited] = [await place(), await place(), await place()];
    const targets = [
      ["PATCH", "/users/{id}/", buyer.user.id, token, (name: string) => ({ first_name: name })],
      ["PATCH", "/orders/{id}/", changed.id, token, (name: string) => ({ note: name })],
      ["PUT", "/orders/{id}/", cancelled.id, token, (name: string) => ({ shipping_address: name })],
      ["PATCH", "/order-items/{id}/", edited.items[0]?.id ?? 0, admin, (name: string) => ({ quantity: name.length })],
    ] as const;
    for (const [method, path, id, who, body] of targets) {
      const read = await send(`GET ${path}`, { token: who, id });
      const headers = { "If-Match": read.headers.get("etag") ?? "" };
      const changes = await Promise.all(
        ["Li", "Ada", "Nora"].map((name) => send(`${method} ${path}`, { token: who, id, body: body(name), headers })),
      );
      expect([path, ...changes.map(({ status }) => status).toSorted((a, b) => a - b)]).toEqual([path, 200, 412, 412]);
    }
    const read = await send("GET /orders/{id}/", { token, id: changed.id });
    const headers = { "If-Match": read.headers.get("etag") ?? "" };
    const ends = await Promise.all([
      send("DELETE /orders/{id}/", { token, id: changed.id, headers }),
      send("PATCH /orders/{id}/", { token, id: changed.id, body: { note: "Mia" }, headers }),
    ]);
    expect(ends.map(({ status }) => status)).toContain(412);
  });

  test("what is personal is kept by nobody", async () => {
    const token = await newToken(await newUser());
    expect((await send("GET /cart/", { token })).headers.get("cache-control")).toBe("no-store");
    const body = { username: `user-${key().slice(0, 8)}`, password: "a loom of one's own" };
    const registered = await send("POST /users/register/", { body });
    expect([registered.status, registered.headers.get("cache-control")]).toEqual([201, "no-store"]);
    expect((await send("GET /products/", { token })).headers.get("cache-control")).toBe("no-store");
    const open = await send("GET /products/");
    expect([open.headers.get("cache-control"), open.headers.get("vary")]).toEqual([
      "public, no-cache",
      expect.stringContaining("Authorization"),
    ]);
  });
});

describe("rate limits", () => {
  beforeEach(async () => {
    await db().delete(rate_limits);
  });

  test("are told on every answer, and end in 429 with the time to wait", async () => {
    const token = await newToken(await newUser());
    const response = await send("GET /products/", { token });
    expect(response.headers.get("ratelimit-policy")).toBe('"reads_of_token";q=600000;w=60');
    expect(response.headers.get("ratelimit")).toMatch(/^"reads_of_token";r=\d+;t=\d+$/);
    const { user } = await newUser();
    const busy = await newToken({ user } as Awaited<ReturnType<typeof newUser>>);
    await db()
      .insert(rate_limits)
      .values({ key: `writes:user:${user.id}`, points: 10_000_000, expire: Date.now() + 30_000 });
    const refused = await send("POST /cart/", { token: busy, body: {} });
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
      {
        detail: expect.stringMatching(/^Request was throttled\. Expected available in \d+ seconds\.$/),
        code: "throttled",
      },
    ]);
  });

  test("are counted before the body is read and after the credentials", async () => {
    const { user } = await newUser();
    const token = await newToken({ user } as Awaited<ReturnType<typeof newUser>>);
    await db()
      .insert(rate_limits)
      .values({ key: `writes:user:${user.id}`, points: 10_000_000, expire: Date.now() + 30_000 });
    expect((await send("POST /cart/", { token, body: "{" })).status).toBe(429);
    expect((await send("POST /cart/", { body: "{" })).status).toBe(401);
    expect((await send("POST /products/", { token, body: "{" })).status).toBe(403);
  });

  test("guesses at a password end after ten for that name and network, right ones are free", async () => {
    const scale = env().RATE_LIMIT_SCALE;
    const headers = { "X-Forwarded-For": "203.0.113.7" };
    const username = `user-${key().slice(0, 8)}`;
    await send("POST /users/register/", { body: { username, password: "a loom of one's own" } });
    const name = `sign_in_account:${username}|203.0.113.0/24`;
    const guess = (password: string, from = headers) =>
      send("POST /token/", { body: { username, password }, headers: from });
    expect((await guess("wrong")).status).toBe(400);
    expect((await guess("a loom of one's own")).status).toBe(200);
    const [counted] = await db().select().from(rate_limits).where(eq(rate_limits.key, name));
    expect(counted?.points).toBe(1);
    await db()
      .update(rate_limits)
      .set({ points: 10 * scale })
      .where(eq(rate_limits.key, name));
    expect((await guess("a loom of one's own")).status).toBe(429);
    expect((await guess("a loom of one's own", { "X-Forwarded-For": "198.51.100.7" })).status).toBe(200);
  });
});

describe("content and origin", () => {
  test("errors come as RFC 9457 problems for those who ask", async () => {
    const headers = { Accept: "application/problem+json" };
    const missing = await send("GET /products/{id}/", { id: 99_999_999, headers });
    expect(missing.headers.get("content-type")).toBe("application/problem+json");
    expect(await missing.json()).toMatchObject({
      type: "http://shop.test/api/v1/docs/#error-not_found",
      title: "Not found.",
      status: 404,
      code: "not_found",
      request_id: missing.headers.get("x-request-id"),
    });
    const wrong = await send("POST /users/", { body: {}, headers });
    expect(await wrong.json()).toMatchObject({
      status: 400,
      errors: [
        { pointer: "/username", message: "This field is required." },
        { pointer: "/password", message: "This field is required." },
      ],
    });
  });

  test("what nobody here speaks is refused", async () => {
    const response = await send("GET /products/", { headers: { Accept: "application/xml" } });
    expect([response.status, await response.json()]).toEqual([
      406,
      { detail: "Could not satisfy the request Accept header.", code: "not_acceptable" },
    ]);
  });

  test("HEAD is GET without its body", async () => {
    const [get, head] = [await send("GET /categories/"), await send("HEAD /categories/")];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(Number(head.headers.get("content-length"))).toBe((await get.arrayBuffer()).byteLength);
  });

  test("pages of other sites may read only where the shop names them", async () => {
    const response = await send("GET /products/", { headers: { Origin: "https://evil.example" } });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    env().CORS_ORIGINS.push("https://app.example");
    const known = await send("OPTIONS /products/", { headers: { Origin: "https://app.example" } });
    expect(known.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(known.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect(known.headers.get("access-control-allow-credentials")).toBeNull();
    env().CORS_ORIGINS.pop();
  });
});

describe("for people", () => {
  const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  test("a browser sees the same answer as a page with links, escaped", async () => {
    const admin = await newToken(await newUser("admin"));
    const { id } = await newProduct();
    await send("PATCH /products/{id}/", {
      token: admin,
      id,
      body: { name: "<script>alert(1)</script>", image: "https://x.example/a.png?b=1&c=2" },
    });
    const page = await send("GET /products/{id}/", { id, headers: { Accept: BROWSER } });
    const html = await page.text();
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>alert(1)");
    expect(html).not.toContain('href="https://x.example');
    expect(html).toContain('<button name="method" value="PATCH">');
    const list = await (await send("GET /products/", { headers: { Accept: BROWSER } })).text();
    expect(list).toContain(`<a href="/api/v1/products/${id}/">${id}</a>`);
    const root = await (await send("GET /", { headers: { Accept: BROWSER } })).text();
    expect(root).toContain('<a href="http://shop.test/api/v1/products/">');
  });

  test("an error is readable as well, with its status", async () => {
    const page = await send("GET /products/{id}/", { id: 99_999_999, headers: { Accept: BROWSER } });
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("not_found")]);
  });
});
