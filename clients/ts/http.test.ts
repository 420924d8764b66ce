import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { createClient } from "./client.ts";
import type { ApiError } from "./errors.ts";
import type { ClientOptions } from "./http.ts";

type Step = (response: ServerResponse) => void;
const sent: IncomingMessage[] = [];
let steps: Step[] = [];
let baseUrl = "";

const answers =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Step =>
  (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  };
const hangsUp: Step = (response) => response.destroy();
const saysNothing: Step = () => undefined;

/** A server that does one step for each request; after the last it answers that all is well. */
const server = createServer((request, response) => {
  sent.push(request);
  (steps.shift() ?? answers(200, { ok: true }))(response);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  sent.length = 0;
  steps = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (options: Partial<ClientOptions> = {}) => createClient({ baseUrl, ...options });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => error as ApiError,
  );
const keys = () => sent.map(({ headers }) => headers["idempotency-key"]);

describe("a failure that may pass", () => {
  test.each([
    ["a lost connection", hangsUp],
    ["502", answers(502)],
    ["503", answers(503, {}, { "Retry-After": "0" })],
    ["504", answers(504)],
    ["429", answers(429, {}, { "Retry-After": "0" })],
  ])("is tried again: %s", async (_name, step) => {
    steps = [step];
    expect(await client().products.get(1)).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  test("is tried twice more, then thrown", async () => {
    steps = [hangsUp, hangsUp, hangsUp];
    expect(await failure(client().cart.get())).toMatchObject({ status: 0, kind: "unavailable", code: "network_error" });
    expect(sent).toHaveLength(3);
  });

  test("is not tried again where that is not wanted", async () => {
    steps = [hangsUp];
    await failure(client({ retries: 0 }).cart.get());
    expect(sent).toHaveLength(1);
  });

  test("waits as long as the shop asks for", async () => {
    steps = [answers(429, {}, { "Retry-After": "1" })];
    const since = performance.now();
    await client().cart.get();
    expect(performance.now() - since).toBeGreaterThan(990);
  });

  test("is thrown at once when the shop asks for more patience than a caller has", async () => {
    steps = [answers(429, { detail: "Request was throttled.", code: "throttled" }, { "Retry-After": "900" })];
    expect(await failure(client().token.create({ username: "a", password: "b" }))).toMatchObject({
      kind: "throttled",
      code: "throttled",
      retryAfter: 900,
    });
    expect(sent).toHaveLength(1);
  });

  test("may name a date", async () => {
    steps = [answers(503, {}, { "Retry-After": new Date(Date.now() + 60_000).toUTCString() })];
    const { retryAfter } = await failure(client().cart.get());
    expect(retryAfter).toBeGreaterThan(58);
  });
});

describe("what is sent again", () => {
  test("a POST keeps its key over repetitions, and each call has its own", async () => {
    steps = [hangsUp, answers(503, {}, { "Retry-After": "0" })];
    await client().orders.place({ shipping_address: "x" });
    await client().orders.place({ shipping_address: "x" });
    const [first, second, third, fourth] = keys();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
  });

  test("a POST whose first sending is still under way waits for its answer", async () => {
    steps = [hangsUp, answers(409, { detail: "…", code: "idempotency_in_flight" }, { "Retry-After": "0" })];
    expect(await client().orders.place({ shipping_address: "x" })).toEqual({ ok: true });
  });

  test("a PATCH is not, unless it was turned away before it was done", async () => {
    steps = [answers(429, {}, { "Retry-After": "0" }), answers(503, {}, { "Retry-After": "0" })];
    expect(await failure(client().orders.update(1, { note: "x" }))).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(2);
    expect(keys()).toEqual([undefined, undefined]);
  });

  test("a DELETE that finds nothing the second time has done its work", async () => {
    steps = [hangsUp, answers(404)];
    expect(await client().products.delete(1)).toBeUndefined();
    steps = [answers(429, {}, { "Retry-After": "0" }), answers(404)];
    expect(await failure(client().products.delete(1))).toMatchObject({ kind: "notFound" });
  });

  test.each([400, 401, 403, 404, 409, 412, 500])("an answer of %d is not", async (status) => {
    steps = [answers(status)];
    expect(await failure(client().cart.get())).toMatchObject({ status });
    expect(sent).toHaveLength(1);
  });
});

describe("a time limit", () => {
  test("holds for each attempt", async () => {
    steps = [saysNothing, answers(200, { ok: true })];
    expect(await client({ timeoutMs: 100 }).cart.get()).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  test("holds until the whole answer is there", async () => {
    steps = [(response) => response.writeHead(200).write("{")];
    const error = await failure(client({ timeoutMs: 100, retries: 0 }).cart.get());
    expect(error).toMatchObject({ status: 0, kind: "unavailable", code: "timeout" });
  });
});

describe("a caller who gives up", () => {
  test("gets the own reason, at once", async () => {
    steps = [saysNothing];
    const reason = new Error("changed my mind");
    const giveUp = new AbortController();
    const call = failure(client().cart.get({ signal: giveUp.signal }));
    await vi.waitUntil(() => sent.length === 1);
    giveUp.abort(reason);
    expect(await call).toBe(reason);
  });

  test("does not wait for a repetition", async () => {
    steps = [answers(429, {}, { "Retry-After": "20" })];
    const giveUp = new AbortController();
    const call = failure(client().cart.get({ signal: giveUp.signal }));
    await vi.waitUntil(() => sent.length === 1);
    setTimeout(() => giveUp.abort(), 50);
    expect(await call).toMatchObject({ name: "AbortError" });
  });

  test("before the call sends nothing", async () => {
    await failure(client().cart.get({ signal: AbortSignal.abort() }));
    expect(sent).toEqual([]);
  });
});

describe("a request", () => {
  test("carries the token and what else was asked for", async () => {
    await client({ token: "cw_a", headers: { "X-Test": "1" } }).cart.get({ headers: { "X-Request-Id": "request-1" } });
    await client({ token: "cw_a" }).withToken(null).cart.get();
    expect(sent[0]?.headers).toMatchObject({
      authorization: "Token cw_a",
      accept: "application/json",
      "x-test": "1",
      "x-request-id": "request-1",
    });
    expect(sent[1]?.headers.authorization).toBeUndefined();
  });

  test("for the next page goes where the client was told to go, whatever the link says", async () => {
    const next = "http://elsewhere.test/api/v1/products/?page=2";
    steps = [answers(200, { count: 2, next, previous: null, results: [{ id: 1 }] })];
    steps.push(answers(200, { count: 2, next: null, previous: null, results: [{ id: 2 }] }));
    const ids = [];
    for await (const { id } of client({ token: "cw_a" }).products.all()) ids.push(id);
    expect(ids).toEqual([1, 2]);
    expect(sent.map(({ url }) => url)).toEqual(["/api/v1/products/?page_size=100", "/api/v1/products/?page=2"]);
  });
});

test("an error names a field however deep it is", async () => {
  steps = [answers(400, { items: { 0: { quantity: ["A valid integer is required."] } } })];
  expect(await failure(client().cart.get())).toMatchObject({
    message: "items.0.quantity: A valid integer is required.",
  });
});

describe("an answer that is not the shop's", () => {
  test("is an error with a status, whatever its body", async () => {
    const page: Step = (response) => response.writeHead(500, { "Content-Type": "text/html" }).end("<h1>oops</h1>");
    steps = [page];
    expect(await failure(client().cart.get())).toMatchObject({ status: 500, kind: "failed", body: "<h1>oops</h1>" });
  });

  test.each(["a proxy", { error: "a proxy" }, [["a proxy"]], null])(
    "is one, too, when it only looks like ours: %j",
    async (body) => {
      steps = [answers(400, body)];
      expect(await failure(client().cart.get())).toMatchObject({ status: 400, kind: "validation", body });
    },
  );

  test("is an error even when it claims success", async () => {
    steps = [(response) => response.writeHead(200).end("<h1>Welcome to the hotel's network</h1>")];
    expect(await failure(client().cart.get())).toMatchObject({ status: 200, kind: "failed", code: "unreadable" });
  });
});
