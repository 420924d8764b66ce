import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/db";
import { tokens } from "@/db/schema";
import { sha256 } from "@/domain/secrets";
import { newToken, newUser } from "@/tests/helpers";

import { addresses, routes, send } from "./routes";

const MISSING = 99_999_999;
const nameOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path.replace("/api/v1", "")}`;
const all = routes.map((route) => ({ name: nameOf(route), ...route, access: route.endpoint.spec.access }));
const closed = all.filter(({ access }) => access !== "public");
const forAdmins = all.filter(({ access }) => access === "admin");
const withId = all.filter(({ path }) => path.includes("{id}"));

const credentials = { customer: "", admin: "", revoked: "", expired: "" };
beforeAll(async () => {
  const [customer, admin] = [await newUser(), await newUser("admin")];
  credentials.customer = await newToken(customer);
  credentials.admin = await newToken(admin);
  credentials.revoked = await newToken(customer);
  credentials.expired = await newToken(customer);
  const row = (token: string) => eq(tokens.token_hash, sha256(token));
  await db().update(tokens).set({ revoked_at: new Date() }).where(row(credentials.revoked));
  await db()
    .update(tokens)
    .set({ expires_at: new Date(0) })
    .where(row(credentials.expired));
});

const broken = (method: string) => (method === "GET" || method === "DELETE" ? {} : { body: "not json" });

test("only these are open to strangers", () => {
  expect(all.filter(({ access }) => access === "public").map(({ name }) => name)).toEqual([
    "GET /",
    "GET /categories/",
    "GET /categories/{id}/",
    "GET /openapi.json",
    "GET /products/",
    "GET /products/{id}/",
    "POST /token/",
    "POST /users/",
    "POST /users/login/",
    "POST /users/register/",
  ]);
});

test.each(closed)("$name refuses a stranger before it reads the body", async ({ name, method }) => {
  const response = await send(name, { id: MISSING, ...broken(method) });
  expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Token"]);
});

test.each(forAdmins)("$name refuses a customer before it reads the body", async ({ name, method }) => {
  const response = await send(name, { token: credentials.customer, id: MISSING, ...broken(method) });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, "permission_denied"]);
});

test.each(all)("$name knows no token that is revoked, expired or invented", async ({ name, method }) => {
  for (const token of [credentials.revoked, credentials.expired, "cw_invented"]) {
    const response = await send(name, { token, id: MISSING, ...broken(method) });
    expect([response.status, await response.json()]).toEqual([
      401,
      { detail: "Invalid token.", code: "authentication_failed" },
    ]);
  }
});

test.each(withId)(
  "$name finds nothing under an id that is missing, or none, before it reads the body",
  async ({ name, method }) => {
    const answers = [];
    for (const id of [MISSING, "abc", "0", "-1", "1.5", "99999999999999999999999", "%00"]) {
      const response = await send(name, { token: credentials.admin, id, ...broken(method) });
      answers.push([response.status, await response.text()]);
    }
    expect(new Set(answers.map(String))).toEqual(new Set(['404,{"detail":"Not found.","code":"not_found"}']));
  },
);

test.each(addresses)("$path answers what it does not do with 405 and what it does", async ({ path, handlers }) => {
  const options = await send(`OPTIONS ${path.replace("/api/v1", "")}`, { id: 1 });
  const allowed = options.headers.get("allow")?.split(", ") ?? [];
  expect([options.status, allowed.length > 1]).toEqual([204, true]);
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
    expect(handlers[method]).toBeDefined();
    if (allowed.includes(method)) continue;
    const response = await send(`${method} ${path.replace("/api/v1", "")}`, { id: 1, token: credentials.admin });
    expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, allowed.join(", ")]);
  }
});

test.each(all.filter(({ method }) => ["POST", "PUT", "PATCH"].includes(method)))(
  "$name reads JSON and nothing else",
  async ({ name, path }) => {
    if (path.includes("{id}")) return;
    const token = credentials.admin;
    const sent = async (body: string, type = "application/json") => {
      const response = await send(name, { token, body, headers: { "Content-Type": type } });
      return [response.status, await response.text()] as const;
    };
    if (name === "POST /users/logout/") return;
    expect((await sent("{"))[1]).toContain('"code":"parse_error"');
    expect(await sent("null")).toEqual([400, '{"non_field_errors":["No data provided"]}']);
    expect(await sent("[]")).toEqual([
      400,
      '{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}',
    ]);
    expect((await sent("x", "text/plain"))[0]).toBe(415);
    expect((await sent(`{"a":"${"x".repeat(300_000)}"}`))[0]).toBe(413);
    expect((await sent(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`))[0]).toBe(400);
  },
);

test("an unknown path is JSON, whatever the method", async () => {
  const { unknownPath } = await import("@/adapters/endpoint");
  const response = await unknownPath(new Request("http://shop.test/api/v1/nowhere/", { method: "PUT" }), {
    params: Promise.resolve({}),
  });
  expect([response.status, await response.json()]).toEqual([404, { detail: "Not found.", code: "not_found" }]);
});

test("every answer names its request, and takes a name that is one", async () => {
  const given = await send("GET /categories/", { headers: { "X-Request-Id": "my-request-1" } });
  expect(given.headers.get("x-request-id")).toBe("my-request-1");
  const forged = await send("GET /categories/", { headers: { "X-Request-Id": "a b" } });
  expect(forged.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});
