import { beforeAll, expect, test } from "vitest";

import { newToken, newUser } from "@/tests/helpers";

import { addresses, routes, send } from "./routes";

const nameOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path.replace("/api/v1", "")}`;
const all = routes.map((route) => ({ name: nameOf(route), ...route }));
const withId = all.filter(({ path }) => path.includes("{id}"));

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

const broken = (method: string) => (method === "GET" || method === "DELETE" ? {} : { body: "not json" });

test.each(withId)(
  "$name finds nothing under an id that is none, before it reads the body",
  async ({ name, method }) => {
    const answers = [];
    for (const id of ["abc", "0", "-1", "1.5", "99999999999999999999999", "%00"]) {
      const response = await send(name, { token: admin, id, ...broken(method) });
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
    const response = await send(`${method} ${path.replace("/api/v1", "")}`, { id: 1, token: admin });
    expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, allowed.join(", ")]);
  }
});

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
