import { beforeEach, describe, expect, test } from "vitest";

import { serverCard, serverCatalog } from "@/adapters/mcp/card";
import { db } from "@/db";
import { rate_limits } from "@/db/schema";
import { env } from "@/env";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { META, openDoor, stateless } from "./agent";

const door = openDoor();
let client = 0;
/** Of an address that nobody else asks from. */
const post = (body: unknown, headers: Record<string, string> = {}) =>
  door.post(body, { "X-Forwarded-For": `10.7.0.${client}`, ...headers });
beforeEach(() => {
  client++;
  env().CORS_ORIGINS = [];
});

type Reply = { id?: unknown; result?: Record<string, unknown>; error?: { code: number; data?: object } };
const read = async (response: Response) => [response.status, await response.json()] as [number, Reply];
const ask = (method: string, params: object = {}, id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });
const search = (name: string, given: object = {}) => stateless("tools/call", { name, arguments: given });
const sent = ({ body, headers }: ReturnType<typeof stateless>, more: Record<string, string> = {}) =>
  post(body, { ...headers, ...more });

describe("the handshake", () => {
  test.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])("agrees on %s", async (protocolVersion) => {
    const [status, { result }] = await read(await post(ask("initialize", { protocolVersion, capabilities: {} })));
    expect([status, result?.["protocolVersion"]]).toEqual([200, protocolVersion]);
    const later = await post(ask("ping"), { "MCP-Protocol-Version": protocolVersion });
    expect(await read(later)).toEqual([200, { jsonrpc: "2.0", id: 1, result: {} }]);
  });

  test.each(["2026-07-28", "1999-01-01", 7, undefined])("offers the newest that has one for %s", async (asked) => {
    const [, { result }] = await read(await post(ask("initialize", { protocolVersion: asked })));
    expect(result?.["protocolVersion"]).toBe("2025-11-25");
  });

  test("leaves no session behind, and what follows it needs no answer", async () => {
    const response = await post(ask("initialize", { protocolVersion: "2025-06-18" }));
    expect(response.headers.get("mcp-session-id")).toBeNull();
    const told = await post({ jsonrpc: "2.0", method: "notifications/initialized" });
    expect([told.status, await told.text()]).toEqual([202, ""]);
    expect((await post({ jsonrpc: "2.0", id: 3, result: {} })).status).toBe(202);
  });

  test("a method that there is not is told without the status of a lost session", async () => {
    expect(await read(await post(ask("resources/list")))).toMatchObject([200, { id: 1, error: { code: -32_601 } }]);
    for (const method of ["constructor", "toString", "__proto__"])
      expect(await read(await post(ask(method)))).toMatchObject([200, { error: { code: -32_601 } }]);
  });
});

describe("the stateless revision", () => {
  test("tells what there is, for how long, and who says so", async () => {
    const [status, { result }] = await read(await sent(stateless("server/discover")));
    expect(status).toBe(200);
    expect(result).toMatchObject({
      resultType: "complete",
      supportedVersions: ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"],
      ttlMs: 3_600_000,
      cacheScope: "public",
      _meta: { "io.modelcontextprotocol/serverInfo": { title: "Kiln & Loom" } },
    });
    const [, list] = await read(await sent(stateless("tools/list")));
    expect(list.result).toMatchObject({ resultType: "complete", cacheScope: "public" });
  });

  test.each<[string, number, Record<string, string>, object]>([
    ["another version in header and body", -32_020, { "MCP-Protocol-Version": "2025-11-25" }, {}],
    ["another method in the header", -32_020, { "Mcp-Method": "tools/list" }, {}],
    ["another tool in the header", -32_020, { "Mcp-Name": "get_cart" }, {}],
    [
      "a version that nobody speaks",
      -32_022,
      { "MCP-Protocol-Version": "1900-01-01" },
      {
        "io.modelcontextprotocol/protocolVersion": "1900-01-01",
      },
    ],
    ["no capabilities", -32_602, {}, { "io.modelcontextprotocol/clientCapabilities": undefined }],
    ["no version in the body", -32_602, {}, { "io.modelcontextprotocol/protocolVersion": undefined }],
  ])("refuses %s", async (_what, code, headers, meta) => {
    const { body, headers: usual } = search("list_categories");
    const said = { ...body, params: { ...body.params, _meta: { ...META, ...meta } } };
    expect(await read(await post(said, { ...usual, ...headers }))).toMatchObject([400, { id: 7, error: { code } }]);
  });

  test.each(["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"])("refuses a call without %s", async (name) => {
    const { body, headers } = search("list_categories");
    delete headers[name];
    expect(await read(await post(body, headers))).toMatchObject([400, { error: { code: -32_020 } }]);
  });

  test("reads a name that comes in base64, and names the versions to one that is too new", async () => {
    const packed = `=?base64?${Buffer.from("list_categories").toString("base64")}?=`;
    expect((await sent(search("list_categories"), { "Mcp-Name": packed })).status).toBe(200);
    const [status, { error }] = await read(await post(ask("tools/list"), { "MCP-Protocol-Version": "2030-01-01" }));
    expect([status, error?.data]).toEqual([
      400,
      { supported: expect.arrayContaining(["2026-07-28", "2025-11-25"]), requested: "2030-01-01" },
    ]);
  });

  test("a method that there is not is not found", async () => {
    for (const method of ["initialize", "ping", "resources/list", "subscriptions/listen"])
      expect(await read(await sent(stateless(method)))).toMatchObject([404, { id: 7, error: { code: -32_601 } }]);
  });
});

describe("several messages at once", () => {
  test("are answered where the revision has them, but for those that want no answer", async () => {
    const messages = [ask("ping"), { jsonrpc: "2.0", method: "notifications/initialized" }, ask("nothing", {}, "b"), 7];
    expect(await read(await post(messages))).toMatchObject([
      200,
      [{ id: 1, result: {} }, { id: "b", error: { code: -32_601 } }, { error: { code: -32_600 } }],
    ]);
    expect((await post([{ jsonrpc: "2.0", method: "notifications/initialized" }])).status).toBe(202);
  });

  test("are refused where it has not, and where they are none or too many", async () => {
    for (const [batch, headers] of [
      [[ask("ping")], { "MCP-Protocol-Version": "2025-06-18" }],
      [[ask("ping")], { "MCP-Protocol-Version": "2026-07-28" }],
      [[], {}],
      [Array.from({ length: 21 }, () => ask("ping")), {}],
    ] as [object[], Record<string, string>][])
      expect(await read(await post(batch, headers))).toMatchObject([400, { error: { code: -32_600 } }]);
  });
});

describe("what comes in", () => {
  test.each<[string, string, number, number]>([
    ["no JSON", "{", 400, -32_700],
    ["no message", '{"hello":1}', 400, -32_600],
    ["an id that is null", '{"jsonrpc":"2.0","id":null,"method":"ping"}', 400, -32_600],
    ["another JSON-RPC", '{"jsonrpc":"1.0","id":1,"method":"ping"}', 400, -32_600],
    ["params in a list", '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', 400, -32_600],
    ["a key twice", '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', 400, -32_700],
    ["nothing", "", 400, -32_700],
    ["too much of it", `{"jsonrpc":"2.0","id":1,"method":"${"x".repeat(66_000)}"}`, 413, -32_600],
    ["a depth that nobody needs", `${"[".repeat(5000)}${"]".repeat(5000)}`, 400, -32_700],
  ])("may be %s", async (_what, body, status, code) => {
    expect(await read(await post(body))).toMatchObject([status, { jsonrpc: "2.0", error: { code } }]);
  });

  test("must say that it is JSON", async () => {
    expect((await post("{}", { "Content-Type": "text/plain" })).status).toBe(415);
  });

  test("arguments that are no object, and a tool without a name", async () => {
    for (const params of [{ name: "get_cart", arguments: [] }, { arguments: {} }, { name: ["get_cart"] }])
      expect(await read(await post(ask("tools/call", params)))).toMatchObject([200, { error: { code: -32_602 } }]);
  });

  test.each(["GET", "HEAD", "DELETE", "PUT", "PATCH"])("is not asked for with %s", async (method) => {
    const response = await fetch(door.url(), { method, headers: { Accept: "text/event-stream" } });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  });
});

describe("who asks", () => {
  test("pages of other sites are refused, whatever name they had pointed here; those that the shop names are not", async () => {
    for (const origin of ["https://evil.example", "http://127.0.0.1:3000", "null"])
      expect(await read(await post(ask("ping"), { Origin: origin }))).toMatchObject([403, { error: { code: 403 } }]);
    expect((await post(ask("ping"), { Origin: env().APP_URL })).status).toBe(200);
    env().CORS_ORIGINS = ["https://agent.example"];
    const allowed = await post(ask("ping"), { Origin: "https://agent.example" });
    expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([
      200,
      "https://agent.example",
    ]);
    const headers = { Origin: "https://agent.example", "Access-Control-Request-Method": "POST" };
    const preflight = await fetch(door.url(), { method: "OPTIONS", headers });
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Mcp-Method");
  });

  test("a cookie is nobody's credential here, and a token that is none is told so", async () => {
    const cookie = await sent(search("get_cart"), { Cookie: "next-auth.session-token=x; cartwright-guest=x" });
    expect([cookie.status, cookie.headers.get("www-authenticate"), cookie.headers.get("set-cookie")]).toEqual([
      401,
      "Bearer",
      null,
    ]);
    const stale = await sent(stateless("tools/list"), { Authorization: "Bearer cw_invented" });
    expect(await read(stale)).toMatchObject([401, { error: { code: 401, data: { code: "authentication_failed" } } }]);
  });

  test("both schemes of the API carry the token", async () => {
    const token = await newToken(await newUser());
    for (const scheme of ["Bearer", "Token", "bearer"])
      expect((await sent(search("get_cart"), { Authorization: `${scheme} ${token}` })).status).toBe(200);
  });

  /** Has someone asked so often that so few are left to them. */
  const useUp = (key: string, points: number, left: number) =>
    db()
      .insert(rate_limits)
      .values({ key, points: points * env().RATE_LIMIT_SCALE - left, expire: Date.now() + 30_000 });

  test("writes are counted with those of the API, and who has made too many is told when to come back", async () => {
    const shopper = await newUser();
    const Authorization = `Bearer ${await newToken(shopper)}`;
    const { id } = await newProduct();
    await useUp(`writes:user:${shopper.user.id}`, 120, 1);
    const add = () => sent(search("add_to_cart", { product_id: id }), { Authorization });
    const first = await add();
    expect([first.status, first.headers.get("ratelimit")]).toEqual([200, expect.stringContaining("reads_of_token")]);
    const second = await add();
    expect(await read(second)).toMatchObject([429, { id: 7, error: { code: 429, data: { code: "throttled" } } }]);
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(0);
    const [, { result }] = await read(await sent(search("get_cart"), { Authorization }));
    expect(result).toMatchObject({ structuredContent: { items: [{ quantity: 1 }] } });
  });

  test("reads are counted by address, those in a batch one by one", async () => {
    await useUp(`reads_of_address:10.7.0.${client}`, 300, 10);
    const batch = Array.from({ length: 12 }, (_, index) => ask("ping", {}, index));
    const [status, replies] = (await read(await post(batch))) as unknown as [number, Reply[]];
    expect([status, replies.map(({ error }) => error?.code)]).toEqual([
      200,
      [...Array.from({ length: 10 }, () => undefined), 429, 429],
    ]);
    expect((await post(ask("ping"))).status).toBe(429);
  });
});

test("an agent that knows the shop's domain alone finds the door", async () => {
  const catalog = serverCatalog();
  expect(catalog.headers.get("access-control-allow-origin")).toBe("*");
  const { entries } = (await catalog.json()) as { entries: { url: string; type: string; identifier: string }[] };
  expect(entries).toMatchObject([
    { type: "application/mcp-server-card+json", url: `${env().APP_URL}/mcp/server-card` },
  ]);
  const answered = await fetch(`${door.url()}/server-card`);
  expect(answered.headers.get("content-type")).toBe("application/mcp-server-card+json");
  const card = (await answered.json()) as { name: string; description: string };
  expect(card).toEqual(await serverCard().json());
  expect(card).toMatchObject({
    name: expect.stringMatching(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
    remotes: [{ type: "streamable-http", url: `${env().APP_URL}/mcp` }],
  });
  expect(card.description.length).toBeLessThanOrEqual(100);
});
