import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, type Server, createServer, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openApiFront } from "@/adapters/api-front";
import { invalidate } from "@/adapters/stale";
import { db } from "@/db";
import { products } from "@/db/schema";
import { newProduct, newToken, newUser } from "@/tests/helpers";

let server: Server;
const unanswered: string[] = [];
beforeAll(async () => {
  await import("@/adapters/page-cache.cjs");
  const answer = await openApiFront(process.cwd());
  server = createServer((incoming, outgoing) => {
    if (answer(incoming, outgoing)) return;
    unanswered.push(`${incoming.method} ${incoming.url}`);
    outgoing.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
type Asked = { method?: string; headers?: Record<string, string>; chunks?: string[]; isEnded?: boolean };

/** Asks over a real connection; chunks are sent without a length. */
function ask(path: string, { method = "GET", headers = {}, chunks = [], isEnded = true }: Asked = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path, method, headers, host: "127.0.0.1" }, (incoming) => {
      const { statusCode: status = 0, headers: got } = incoming;
      incoming.toArray().then((pieces) => resolve({ status, headers: got, body: Buffer.concat(pieces) }), reject);
    });
    outgoing.on("error", reject);
    for (const chunk of chunks) outgoing.write(chunk);
    if (isEnded) outgoing.end();
    else outgoing.flushHeaders();
  });
}
const json = { "Content-Type": "application/json" };

test("an address is answered with and without its slash, and with its encoded characters", async () => {
  const { id, name } = await newProduct();
  const [plain, slashed] = [await ask(`/api/v1/products/${id}`), await ask(`/api/v1/products/${id}/?x=%20`)];
  expect([plain.status, slashed.status]).toEqual([200, 200]);
  expect(plain.body.equals(slashed.body)).toBe(true);
  expect(JSON.parse(String(plain.body))).toMatchObject({ id, name });
  expect((await ask("/api/v1/products/%zz/")).status).toBe(404);
  expect((await ask("/api/v1/users/me/")).status).toBe(401);
});

test("what no route file serves is left to Next", async () => {
  await ask("/api/v1/nowhere/");
  await ask("/api/v12/");
  await ask("/products/");
  expect(unanswered).toEqual(["GET /api/v1/nowhere/", "GET /api/v12/", "GET /products/"]);
});

test("Stripe's events are answered here, not by Next", async () => {
  const answer = await ask("/api/webhooks/stripe", { method: "POST", headers: json, chunks: ["{}"] });
  expect([answer.status, String(answer.body)]).toEqual([400, expect.stringContaining("invalid_signature")]);
});

test("HEAD has GET's length and no body, OPTIONS and other methods are the route's", async () => {
  const { id } = await newProduct();
  const get = await ask(`/api/v1/products/${id}/`);
  const head = await ask(`/api/v1/products/${id}/`, { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, String(get.body.length), 0]);
  expect((await ask("/api/v1/products/", { method: "OPTIONS" })).status).toBe(204);
  const refused = await ask("/api/v1/categories/1/", { method: "POST", headers: json, chunks: ["{}"] });
  expect(refused.status).toBe(401);
});

test("an answer is packed for those who take it, and short ones for nobody", async () => {
  for (let made = 0; made < 3; made++) await newProduct();
  const plain = await ask("/api/v1/products/");
  const packed = await ask("/api/v1/products/", { headers: { "Accept-Encoding": "gzip" } });
  expect([plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  expect(packed.headers.vary).toContain("Accept-Encoding");
  const refusing = await ask("/api/v1/products/", { headers: { "Accept-Encoding": "gzip;q=0" } });
  expect(refusing.headers["content-encoding"]).toBeUndefined();
  const short = await ask("/api/v1/users/me/", { headers: { "Accept-Encoding": "gzip" } });
  expect(short.headers["content-encoding"]).toBeUndefined();
});

test("a body in chunks is read, and no further than it may be long", async () => {
  const token = await newToken(await newUser());
  const headers = { ...json, Authorization: `Token ${token}` };
  const read = await ask("/api/v1/cart/", { method: "POST", headers, chunks: ['{"quan', 'tity":1}'] });
  expect([read.status, String(read.body)]).toEqual([400, '{"product_id":["This field is required."]}']);
  const long = await ask("/api/v1/cart/", { method: "POST", headers, chunks: ["x".repeat(70_000)], isEnded: false });
  expect([long.status, long.headers.connection]).toEqual([413, "close"]);
});

test("of a body without an end no more is taken than a little over its limit", async () => {
  const token = await newToken(await newUser());
  const connected = once(server, "connection") as Promise<[Socket]>;
  const { port } = server.address() as AddressInfo;
  const headers = { ...json, Authorization: `Token ${token}` };
  const outgoing = request({ port, path: "/api/v1/cart/", method: "POST", headers, host: "127.0.0.1" });
  // Once it has its answer, the shop hangs up in the middle of a chunk.
  outgoing.on("error", () => undefined);
  const endless = Readable.from(
    (function* () {
      for (;;) yield "x".repeat(100_000);
    })(),
  );
  endless.pipe(outgoing);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  endless.destroy();
  const [socket] = await connected;
  expect([answer.statusCode, await text(answer)]).toEqual([413, expect.stringContaining("request_too_large")]);
  expect(socket.bytesRead).toBeLessThan(1_000_000);
});

test("a body with an Idempotency-Key is read no further either", async () => {
  const token = await newToken(await newUser());
  const headers = { ...json, Authorization: `Token ${token}`, "Idempotency-Key": crypto.randomUUID() };
  const long = await ask("/api/v1/cart/", { method: "POST", headers, chunks: ["x".repeat(70_000)], isEnded: false });
  expect([long.status, long.headers.connection]).toEqual([413, "close"]);
});

test("a stranger's body is not read at all", async () => {
  const answer = await ask("/api/v1/cart/", { method: "POST", headers: json, isEnded: false });
  expect(answer.status).toBe(401);
});

test("what everybody reads is made once, until something of the shop became stale", async () => {
  const { id } = await newProduct();
  const path = `/api/v1/products/${id}/`;
  const nameNow = async (headers = {}) =>
    (JSON.parse(String((await ask(path, { headers })).body)) as { name: string }).name;
  const before = await nameNow();
  await db().update(products).set({ name: "Changed behind its back" }).where(eq(products.id, id));
  expect(await nameNow()).toBe(before);
  const token = await newToken(await newUser());
  expect(await nameNow({ Authorization: `Token ${token}` })).toBe("Changed behind its back");
  invalidate([`product:${id}`]);
  expect(await nameNow()).toBe("Changed behind its back");
});

test("a kept answer still counts against its reader's limit and has an id of its own", async () => {
  const [first, second] = [await ask("/api/v1/categories/"), await ask("/api/v1/categories/")];
  const left = ({ headers }: Answer) => Number(/r=(\d+)/.exec(String(headers["ratelimit"]))?.[1]);
  expect(left(second)).toBe(left(first) - 1);
  expect(first.headers["x-request-id"]).not.toBe(second.headers["x-request-id"]);
});
