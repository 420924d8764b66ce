import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";

import type { APIRequestContext } from "@playwright/test";

import { expect, test } from "./shop";

const unique = () => crypto.randomUUID().slice(0, 8);
const PASSWORD = "a loom of one's own";

async function register(request: APIRequestContext): Promise<{ Authorization: string }> {
  const response = await request.post("/api/v1/users/register/", {
    data: { username: `api-${unique()}`, password: PASSWORD },
  });
  expect(response.status()).toBe(201);
  const { token } = (await response.json()) as { token: string };
  return { Authorization: `Token ${token}` };
}

test("from registration to a paid order over HTTP, with and without the slash", async ({ request }) => {
  const headers = await register(request);
  const categories = await (await request.get("/api/v1/categories")).json();
  expect(categories.count).toBe(8);
  const found = await (await request.get("/api/v1/products/?search=everyday%20bowl&page_size=5")).json();
  const [product] = found.results;
  const one = await (await request.get(`/api/v1/products/${product.id}`)).json();
  expect(one).toMatchObject({ slug: "everyday-bowl", price: "32.00", category: { slug: "bowls-plates" } });
  const added = await request.post("/api/v1/cart/items/", {
    headers,
    data: { product_id: product.id, color: "Chalk", quantity: 2 },
  });
  expect(added.status()).toBe(201);
  const line = await added.json();
  expect(
    await (await request.patch(`/api/v1/cart/${line.id}/`, { headers, data: { quantity: 1 } })).json(),
  ).toMatchObject({ subtotal: "32.00" });
  const placed = await request.post("/api/v1/orders", {
    headers,
    data: { shipping_address: "214 Alder St", shipping_method: "standard" },
  });
  expect(placed.status()).toBe(201);
  const order = await placed.json();
  expect(order).toMatchObject({ status: "pending", subtotal: "32.00", shipping_price: "6.00", total_price: "38.00" });
  const begun = await request.post("/api/v1/payment/", { headers, data: { order_id: order.id } });
  const payment = await begun.json();
  expect(payment).toMatchObject({ amount: 3800, currency: "usd" });
  const confirmed = await request.post(`/sandbox/v1/payment_intents/${payment.payment_intent_id}/confirm`, {
    headers: { Authorization: `Bearer ${payment.publishable_key}` },
    form: { client_secret: payment.client_secret, payment_method: "pm_card_visa" },
  });
  expect(await confirmed.json()).toMatchObject({ status: "succeeded" });
  await expect
    .poll(async () => (await (await request.get(`/api/v1/orders/${order.id}/`, { headers })).json()).status)
    .toBe("paid");
  expect((await request.post("/api/v1/users/logout/", { headers })).status()).toBe(204);
  expect((await request.get("/api/v1/users/me/", { headers })).status()).toBe(401);
});

test("twenty orders at once for the last five: exactly five", async ({ request }) => {
  const { results } = await (await request.get("/api/v1/products/?search=rib%20beanie")).json();
  const beanie = results[0].variants.find(({ stock }: { stock: number }) => stock >= 1 && stock <= 14);
  const buyers = [];
  for (let count = 0; count < 20; count++) buyers.push(await register(request));
  const each = Math.floor(beanie.stock / 5) || 1;
  for (const headers of buyers)
    await request.post("/api/v1/cart/", {
      headers,
      data: { product_id: results[0].id, variant_id: beanie.id, quantity: each },
    });
  const answers = await Promise.all(
    buyers.map((headers) => request.post("/api/v1/orders/", { headers, data: { shipping_address: "x" } })),
  );
  const statuses = answers.map((answer) => answer.status());
  expect(statuses.filter((status) => status === 201)).toHaveLength(Math.floor(beanie.stock / each));
  expect(new Set(statuses)).toEqual(new Set([201, 409]));
});

test("the manners of the wire", async ({ request }) => {
  const get = (path: string) => request.get(`/api/v1${path}`);
  expect((await get("/nowhere/")).status()).toBe(404);
  expect(await (await get("/nowhere/")).json()).toMatchObject({ detail: "Not found.", code: "not_found" });
  expect((await get("/products/99999999/")).status()).toBe(404);
  expect((await get("/products/abc/")).status()).toBe(404);
  const refused = await request.delete("/api/v1/openapi.json");
  expect([refused.status(), refused.headers()["allow"]]).toEqual([405, "GET, HEAD, OPTIONS"]);
  const anonymous = await get("/orders/");
  expect([anonymous.status(), anonymous.headers()["www-authenticate"]]).toEqual([401, "Token"]);
  expect((await get("/products/?page=0")).status()).toBe(404);
  expect((await request.fetch("/api/v1/products/", { method: "OPTIONS" })).status()).toBe(204);
  expect((await request.head("/api/v1/products/")).status()).toBe(200);
  const broken = await request.post("/api/v1/token/", {
    headers: { "content-type": "application/json" },
    data: Buffer.from("{"),
  });
  expect([broken.status(), (await broken.json()).code]).toEqual([400, "parse_error"]);
  expect(
    (await request.post("/api/v1/token/", { headers: { "content-type": "text/plain" }, data: "x" })).status(),
  ).toBe(415);
  const form = await request.post("/api/v1/token/", { form: { username: "demo", password: "demo-kiln-2026" } });
  expect(await form.json()).toEqual({ token: expect.stringMatching(/^cw_/) });
  const document = await (await get("/openapi.json")).json();
  expect(Object.keys(document.paths)).toContain("/api/v1/products/{id}/");
  const root = await (await get("/")).json();
  expect(root.products).toMatch(/^http:\/\/localhost:\d+\/api\/v1\/products\/$/);
});

test("every method of every address answers alike with and without the slash, and never with a redirect", async ({
  request,
}) => {
  const account = await register(request);
  const { paths } = await (await request.get("/api/v1/openapi.json")).json();
  const addresses = [...Object.keys(paths), "/api/v1/nowhere/"].map((path) =>
    path.replace("{id}", "99999999").replace(/\/$/, ""),
  );
  // Nothing is changed by a body that cannot be read, or by a condition that is never met.
  const harmless = { "Content-Type": "application/json", "If-Match": '"none"' };
  for (const address of addresses)
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      for (const who of [{}, account]) {
        const hasBody = method.startsWith("P");
        const ask = async (path: string) => {
          // A category that is none: what others buy meanwhile is not in the list.
          const answer = await request.fetch(`${path}?category=99999999`, {
            method,
            headers: { ...harmless, ...who },
            maxRedirects: 0,
            ...(hasBody && { data: Buffer.from("{") }),
          });
          return `${method} ${address}: ${answer.status()} ${await answer.text()}`;
        };
        const [plain, slashed] = [await ask(address), await ask(`${address}/`)];
        expect(slashed).toBe(plain);
        expect(plain).not.toContain(`${address}: 3`);
      }
});

test("a string of a megabyte is refused, and so is one that comes in pieces without a length", async ({ request }) => {
  const headers = { ...(await register(request)), "Content-Type": "application/json" };
  const body = JSON.stringify({ shipping_address: "x".repeat(1_000_000) });
  const whole = await request.post("/api/v1/orders/", { headers, data: Buffer.from(body) });
  expect([whole.status(), await whole.json()]).toMatchObject([413, { code: "request_too_large" }]);
  const chunked = { method: "POST", headers, body: new Blob([body]).stream(), duplex: "half" };
  const pieces = await fetch(whole.url(), chunked);
  expect([pieces.status, await pieces.json()]).toMatchObject([413, { code: "request_too_large" }]);
});

test("who sends all of a body that is too large before they listen still hears why", async ({ request, baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? "");
  const { Authorization } = await register(request);
  for (const [authorization, status] of [
    [Authorization, "413"],
    ["Token wrong", "401"],
  ]) {
    const socket = connect(Number(port), hostname);
    let broken: Error | undefined;
    socket.pause().on("error", (error) => (broken = error));
    socket.write(
      `POST /api/v1/orders/ HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: ${authorization}\r\n` +
        "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n",
    );
    for (let part = 0; part < 40; part += 1) {
      socket.write(Buffer.alloc(100_000, " "));
      await setTimeout(5);
    }
    let said = "";
    socket.on("data", (bytes) => (said += String(bytes))).resume();
    await once(socket, "close");
    expect([said.slice(0, 12), broken]).toEqual([`HTTP/1.1 ${status}`, undefined]);
  }
});
