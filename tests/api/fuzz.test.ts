import fc from "fast-check";
import { expect, test } from "vitest";

import { openapi } from "@/adapters/openapi";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { routes, send } from "./routes";

/** `npm run fuzz -- --requests 50000` asks for more. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 1500);
const SLOW_MS = 5000;

type Schema = {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};

const NASTY = [
  null,
  true,
  "",
  " ",
  "0",
  -1,
  0,
  1.5,
  99,
  100,
  1e9,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e300,
  "1e400",
  "NaN",
  "9223372036854775808",
  "\0",
  "\uD800",
  "😀",
  "x".repeat(11_000),
  "%",
  "_",
  "'; drop table users; --",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  [],
  {},
  [[]],
  { __proto__: null },
  Array.from({ length: 200 }, () => "x"),
  "2026-11-24T00:00:00Z",
  "12.50",
  "-0.01",
  "last",
];
const nasty = fc.constantFrom<unknown>(...NASTY);
const schemas = (openapi(routes).components?.schemas ?? {}) as Record<string, Schema>;
const resolve = (schema: Schema): Schema =>
  schema.$ref ? resolve(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;

/** Values that a schema allows, and now and then one that it does not. */
function valuesOf(given: Schema, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  const { type, enum: choices, properties, items, anyOf } = schema;
  const good = (): fc.Arbitrary<unknown> => {
    if (anyOf) return fc.oneof(...anyOf.map((one) => valuesOf(one, depth + 1)));
    if (choices) return fc.constantFrom<unknown>(...choices);
    if (type === "integer" || type === "number")
      return fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer(), fc.double());
    if (type === "boolean") return fc.boolean();
    if (type === "array") return fc.array(items ? valuesOf(items, depth + 1) : nasty, { maxLength: 4 });
    if (properties)
      return fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valuesOf(one, depth + 1)])),
        { requiredKeys: [] },
      );
    return fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("12.50", "mug", "a@b.example", "standard", "US"),
    );
  };
  return depth > 4 ? nasty : fc.oneof({ weight: 20, arbitrary: good() }, { weight: 1, arbitrary: nasty });
}

type Described = {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
const document = openapi(routes);
const describedBy = ({ path, method }: (typeof routes)[number]) =>
  document.paths?.[path]?.[method.toLowerCase() as "get"] as Described;

const who = fc.constantFrom("nobody", "invented", ...Array.from({ length: 5 }, () => ["customer", "admin"]).flat());
const ids = fc.oneof(
  fc.integer({ min: 1, max: 8 }),
  fc.constantFrom<string | number>(0, -1, "abc", "1.5", "%00", 2 ** 53, "99999999999999999999"),
);
const headers = fc.record(
  {
    Accept: fc.constantFrom(
      "*/*",
      "application/json",
      "application/problem+json",
      "text/xml",
      "text/html, */*;q=0.1",
      ";;q=x",
    ),
    "Content-Type": fc.constantFrom(
      "application/json",
      "application/json; charset=utf-8",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "",
    ),
    "Idempotency-Key": fc.oneof(fc.uuid(), fc.constantFrom("one", "two")),
    "If-None-Match": fc.constantFrom("*", '"x"', "W/"),
    "If-Match": fc.constantFrom("*", '"x"', ""),
    "X-Request-Id": fc.string({ unit: fc.constantFrom("a", "-", "\t", "1"), maxLength: 70 }),
  },
  { requiredKeys: [] },
);

/** One request to one of the routes, sensible or not. */
const requests = fc.constantFrom(...routes).chain((route) => {
  const { parameters = [], requestBody } = describedBy(route);
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const query = fc.record(Object.fromEntries(inQuery.map(({ name, schema }) => [name, valuesOf(schema)])), {
    requiredKeys: [],
  });
  const schema = requestBody?.content["application/json"]?.schema ?? {};
  const body = fc.oneof(
    { weight: 6, arbitrary: valuesOf(schema).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("", "{", "[1,2", `{"a":${"[".repeat(20_000)}`, `{"a":1,"a":2}`, '{"price":1e400}'),
    },
  );
  return fc.record({
    route: fc.constant(route),
    who,
    id: ids,
    query,
    body,
    headers: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, headers),
  });
});

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const queryOf = (query: object) => {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(asText(value).toWellFormed())}`,
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
};

test(`${REQUESTS} requests of every kind are answered as the document says, and none breaks the shop`, async () => {
  for (let count = 0; count < 4; count++) await newProduct({ variants: [{ size: "S" }, { size: "L" }] });
  const tokens: Record<string, string> = { invented: "cw_invented" };
  const renew = async () => {
    tokens["customer"] = await newToken(await newUser());
    tokens["admin"] = await newToken(await newUser("admin"));
  };
  await renew();
  const statuses = new Map<number, number>();
  let slowest = 0;
  const property = fc.asyncProperty(requests, async (asked) => {
    const { route, id, query, body } = asked;
    const name = `${route.method} ${route.path.replace("/api/v1", "")}`;
    const isRead = route.method === "GET" || route.method === "DELETE";
    const since = performance.now();
    const response = await send(name, {
      ...(asked.who !== "nobody" && { token: tokens[asked.who] }),
      ...(route.path.includes("{id}") && { id }),
      query: queryOf(query),
      ...(!isRead && { body }),
      headers: Object.fromEntries(Object.entries(asked.headers).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
    });
    slowest = Math.max(slowest, performance.now() - since);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    expect(response.status).toBeLessThan(500);
    // A token that was logged out, or whose account was closed, is of no more use.
    if (response.status === 204 && /logout|users/.test(name)) await renew();
    if (response.status === 204 && name.includes("products"))
      await newProduct({ variants: [{ size: "S" }, { size: "L" }] });
  });
  await fc.assert(property, { numRuns: REQUESTS, endOnFailure: true });
  const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  console.log(`${told.join(", ")}; the slowest took ${slowest.toFixed(0)} ms`);
  expect(slowest).toBeLessThan(SLOW_MS);
  expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual(
    expect.arrayContaining([200, 400, 401, 403, 404, 406]),
  );
  expect(process.memoryUsage().rss).toBeLessThan(900 * 1024 * 1024);
}, 3_600_000);
