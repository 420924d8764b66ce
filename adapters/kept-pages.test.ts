import { type IncomingHttpHeaders, type OutgoingHttpHeaders, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, expect, test } from "vitest";

import { answerFromKept, haveAskedAgain } from "./kept-pages";

const shared = globalThis as { cartwrightPages?: { generation?: number } };
let headers: OutgoingHttpHeaders = {};
let status = 200;
let made = 0;
const server = createServer((request, response) => {
  // As in scripts/serve.ts: a header that was set before makes Node remember those of writeHead, too.
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (answerFromKept(request, response)) return;
  made++;
  haveAskedAgain(response);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  response.writeHead(status);
  response.write("page ");
  response.end(String(made));
});

beforeEach(async () => {
  shared.cartwrightPages = { generation: 1 };
  headers = { "Content-Type": "text/html", "x-nextjs-cache": "HIT", ETag: '"one"' };
  status = 200;
  made = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

let path = "";
beforeEach(() => {
  path = `/${crypto.randomUUID()}`;
});

function ask(sent: OutgoingHttpHeaders = {}, at = path, method = "GET") {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve) => {
    get({ port, host: "127.0.0.1", path: at, method, headers: sent, agent: false }, (response) => {
      let body = "";
      response.on("data", (piece: Buffer) => (body += piece.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
  });
}

test("a page that Next had in its cache is sent again without asking Next", async () => {
  const [first, again] = [await ask(), await ask()];
  expect(again).toMatchObject({
    status: 200,
    body: first.body,
    headers: { etag: '"one"', "content-type": "text/html", "content-length": "6" },
  });
  expect((await ask({ "If-None-Match": '"one"' })).status).toBe(304);
  expect(made).toBe(1);
});

test("anything that became stale ends it at once", async () => {
  await ask();
  shared.cartwrightPages = { generation: 2 };
  expect((await ask()).body).toBe("page 2");
});

test("a page whose answer began before a change is not kept", async () => {
  const slow = ask();
  shared.cartwrightPages = { generation: 3 };
  await slow;
  shared.cartwrightPages = { generation: 1 };
  expect((await ask()).body).toBe("page 2");
});

test.each([
  ["made for this request", { "x-nextjs-cache": "MISS" }, 200],
  ["with a cookie to set", { "Set-Cookie": "a=1" }, 200],
  ["that is not there", {}, 404],
  ["without a name for its state", { ETag: undefined }, 200],
])("a page %s is never kept", async (_what, more, code) => {
  headers = Object.fromEntries(Object.entries({ ...headers, ...more }).filter(([, value]) => value !== undefined));
  status = code;
  await ask();
  await ask();
  expect(made).toBe(2);
});

test.each([
  [{ RSC: "1" }, "", "GET"],
  [{ Range: "bytes=0-1" }, "", "GET"],
  [{ Cookie: "__prerender_bypass=x" }, "", "GET"],
  [{}, "?page=2", "GET"],
  [{}, "", "POST"],
] as const)("a request with %j, %s, %s is Next's own", async (sent, query, method) => {
  await ask();
  await ask(sent, path + query, method);
  expect(made).toBe(2);
});

test("who takes it compressed is not sent what was kept for who does not", async () => {
  await ask();
  await ask({ "Accept-Encoding": "gzip" });
  await ask({ "Accept-Encoding": "gzip, br" });
  expect(made).toBe(3);
  await ask({ "Accept-Encoding": "br;q=0, gzip" });
  await ask({ "Accept-Encoding": "deflate" });
  expect(made).toBe(3);
});

test("a browser that has a page of everyone's asks whether it is still so; what is one's own stays so", async () => {
  headers["Vary"] = "RSC";
  headers["Cache-Control"] = "s-maxage=300, stale-while-revalidate=31535700";
  const [made, kept, router] = [await ask(), await ask(), await ask({ RSC: "1" })];
  for (const { headers: sent } of [made, kept, router])
    expect([sent["cache-control"], sent["vary"]]).toEqual(["public, no-cache", "RSC, Accept"]);
  headers["Cache-Control"] = "private, no-store";
  expect((await ask({}, `${path}/own`)).headers["cache-control"]).toBe("private, no-store");
});
