import { beforeAll, describe, expect, test } from "vitest";

import { openapi } from "@/adapters/openapi";
import type { UserContext } from "@/domain/operation";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { type Kind, MAKE, operations } from "./operations";
import { routes, send } from "./routes";

type Schema = { $ref?: string; type?: string; anyOf?: Schema[]; properties?: Record<string, Schema> };
type Described = {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

const document = openapi(routes);
const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
const resolve = (schema: Schema): Schema =>
  schema.$ref ? (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;
const typeOf = (given: Schema): string => {
  const { type, anyOf } = resolve(given);
  return type ?? (anyOf?.[0] ? typeOf(anyOf[0]) : "");
};

const described = operations.map((operation) => {
  const paths = document.paths?.[`/api/v1${operation.path}`];
  const about = (paths?.[operation.method.toLowerCase() as "get"] ?? {}) as Described;
  return {
    ...operation,
    parameters: (about.parameters ?? []).filter((parameter) => parameter.in === "query"),
    fields: Object.entries(resolve(about.requestBody?.content["application/json"]?.schema ?? {}).properties ?? {}),
  };
});
type Operation = (typeof described)[number];

let admin: UserContext;
let token = "";
beforeAll(async () => {
  admin = await newUser("admin");
  token = await newToken(admin);
});
/** What nobody changes but its owner. */
const OWN = new Set<Kind>(["address", "cart item", "proposal", "wish"]);
/** What an address names: somebody's, which an admin may change, or the admin's own. */
async function objectOf({ path, of }: Operation): Promise<{ id?: number | string }> {
  if (!of || !path.includes("{id}")) return {};
  return { id: await MAKE[of](OWN.has(of) ? admin : await newUser()) };
}

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
/** What no field of a type takes, as it is written in JSON. */
const WRONG: Record<string, string[]> = {
  integer: ["9223372036854775808", "-9223372036854775809", "1e400", "1.5", "true", '"x"', "[]", "{}"],
  string: ['"a\\u0000b"', '"a\\ud800b"', `"${"x".repeat(10_001)}"`, "true", "[]", "{}"],
  boolean: ['"perhaps"', "2", "[]", "{}"],
  array: [`[${Array.from({ length: 101 }, () => "{}").join()}]`, '"x"', "1", "{}"],
  object: ['"x"', "1", "[]"],
};

describe("bodies", () => {
  const taking = described.filter(({ fields }) => fields.length > 0);

  test.each(taking)("$name tells on each field what it does not take", async (operation) => {
    const object = await objectOf(operation);
    for (const [field, schema] of operation.fields)
      for (const value of WRONG[typeOf(schema)] ?? []) {
        const response = await send(operation.name, { token, ...object, body: `{"${field}":${value}}` });
        const about = [field, value.slice(0, 30)];
        expect([...about, response.status, await response.json()]).toEqual([
          ...about,
          400,
          expect.objectContaining({ [field]: expect.anything() }),
        ]);
      }
  });

  test.each(taking)("$name takes one JSON object, of a size and a depth that are sensible", async (operation) => {
    const object = await objectOf(operation);
    const sent = async (body: string, type = "application/json") => {
      const response = await send(operation.name, { token, ...object, body, headers: { "Content-Type": type } });
      return `${response.status} ${await response.text()}`;
    };
    const dictionary = (got: string) =>
      `400 {"non_field_errors":["Invalid data. Expected a dictionary, but got ${got}."]}`;
    expect(await sent("[]")).toBe(dictionary("list"));
    expect(await sent('"x"')).toBe(dictionary("str"));
    expect(await sent("null")).toBe('400 {"non_field_errors":["No data provided"]}');
    for (const body of [
      "{",
      "NaN",
      '{"a":1,"a":2}',
      '{"a":[{"b":":","\\u0062":1}]}',
      "{'a':1}",
      '{"a":1}{',
      `{"a":${nested(21)}}`,
      `{"a":${nested(20_000)}}`,
    ])
      expect(await sent(body)).toMatch(/^400 .*"code":"parse_error"|^413 .*"code":"request_too_large"/);
    expect(await sent(`{"a":"${"x".repeat(1_000_000)}"}`)).toMatch(/^413 .*"code":"request_too_large"/);
    expect(await sent("x", "text/plain")).toMatch(/^415 .*"code":"unsupported_media_type"/);
  });
});

/** The same in an address, where everything is text. */
const WRONG_IN_QUERY: Record<string, string[]> = {
  integer: ["9223372036854775808", "1e400", "1.5", "x", "%00"],
  string: ["a%00b", "x".repeat(201)],
  boolean: ["perhaps", "2"],
};

describe("queries", () => {
  const queried = described.filter(({ parameters }) => parameters.length > 0);
  const invalidPage = '404 {"detail":"Invalid page.","code":"not_found"}';

  test.each(queried)("$name tells on each parameter what it does not take", async (operation) => {
    const { name, parameters } = operation;
    const object = await objectOf(operation);
    const ask = async (parameter: string, value: string) => {
      const response = await send(name, { token, ...object, query: `?${parameter}=${value}` });
      return [parameter, `${response.status} ${await response.text()}`];
    };
    const isPaged = parameters.some(({ name: parameter }) => parameter === "page");
    for (const page of isPaged ? ["0", "-1", "abc", "", "1e3", "9223372036854775808", "%00"] : [])
      expect(await ask("page", page)).toEqual(["page", invalidPage]);
    for (const { name: parameter, schema } of parameters.filter((one) => !one.name.startsWith("page")))
      for (const value of WRONG_IN_QUERY[typeOf(schema)] ?? [])
        expect(await ask(parameter, value)).toEqual([parameter, expect.stringMatching(`^400 .*"${parameter}":`)]);
  });

  test("an order or a filter that is none is told, and does nothing", async () => {
    const refused = await send("GET /products/", { query: "?ordering=;drop" });
    expect([refused.status, await refused.json()]).toEqual([400, { ordering: ['";drop" is not a valid choice.'] }]);
  });
});

test("what a client says of price, total, status, owner or id has no effect", async () => {
  const [shopper, other, product] = [await newUser(), await newUser(), await newProduct({ stock: 9, price: "12.50" })];
  const shopperToken = await newToken(shopper);
  const money = { price: "0.01", subtotal: "0.01", total_price: "0.01", discount_price: "12.49", amount: 1 };
  const forged = { ...money, id: 1, user: other.user.id, user_id: other.user.id, status: "paid", role: "admin" };
  const ask = async (name: string, body: object, id?: number) => {
    const response = await send(name, { token: shopperToken, body: { ...forged, ...body }, ...(id && { id }) });
    return (await response.json()) as { id: number };
  };
  const line = await ask("POST /cart/items/", { product_id: product.id });
  expect(line).toMatchObject({ price: "12.50", subtotal: "12.50" });
  expect(await ask("PATCH /cart/items/{id}/", { quantity: 2 }, line.id)).toMatchObject({
    ...line,
    quantity: 2,
    subtotal: "25.00",
  });
  const total = { subtotal: "25.00", discount_price: "0.00", total_price: "25.00" };
  const order = await ask("POST /orders/", { shipping_address: "x" });
  expect(order).toMatchObject({ ...total, user: shopper.user.id, status: "pending", items: [{ price: "12.50" }] });
  expect(await ask("POST /payment/", { order_id: order.id })).toMatchObject({ amount: 2500 });
  const { status: _, ...rest } = forged;
  const put = await send("PUT /orders/{id}/", {
    token: shopperToken,
    id: order.id,
    body: { ...rest, shipping_address: "y" },
  });
  expect(await put.json()).toMatchObject({ ...total, id: order.id, user: shopper.user.id, shipping_address: "y" });
  const { id } = await ask("PATCH /users/me/", { phone: "555" });
  expect(id).toBe(shopper.user.id);
  expect((await send("GET /users/", { token: shopperToken })).status).toBe(403);
  const own = await (await send("GET /cart/", { token: await newToken(other) })).json();
  expect(own).toMatchObject({ user: other.user.id, items: [] });
});

test("a cookie that cannot be read is none", async () => {
  for (const Cookie of ["session=%", "guest=%E0%A4", "session=%; guest=%"])
    expect((await send("GET /products/", { headers: { Cookie } })).status).toBe(200);
});
