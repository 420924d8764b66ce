import type { Client } from "@modelcontextprotocol/client";
import { beforeAll, describe, expect, test } from "vitest";

import { env } from "@/env";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { type Era, openDoor } from "./agent";
import { send } from "./routes";

const door = openDoor();
const ERAS: [name: string, era: Era, version: string][] = [
  ["the stateless revision", { pin: "2026-07-28" }, "2026-07-28"],
  ["a handshake", "legacy", "2025-11-25"],
];

type Listed = {
  name: string;
  description?: string | undefined;
  inputSchema: { type: string; properties?: object | undefined };
  outputSchema?: Record<string, unknown> | undefined;
  annotations?: { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined } | undefined;
};

/** What a call has to say, as a program reads it; a client of the SDK has held it to the tool's schema. */
async function call(client: Client, name: string, given: object = {}) {
  // The list is what the SDK takes the schemas from.
  await client.listTools();
  const { structuredContent, isError, content } = await client.callTool({ name, arguments: { ...given } });
  const [text] = content as { text?: string }[];
  const said = JSON.parse(text?.text ?? "") as Record<string, unknown>;
  if (!isError) expect(structuredContent).toEqual(said);
  return { isError: isError === true, said };
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error as Error,
  );

describe.each(ERAS)("an agent with %s", (_name, era, version) => {
  let anyone: Client;
  beforeAll(async () => {
    anyone = await door.connect({ era });
  });

  test("is told who answers, what it speaks and how to behave", () => {
    expect(anyone.getServerVersion()).toMatchObject({ title: "Kiln & Loom", websiteUrl: env().APP_URL });
    expect(anyone.getNegotiatedProtocolVersion()).toBe(version);
    expect(anyone.getInstructions()).toContain(`${env().APP_URL}/cart`);
    expect(anyone.getServerCapabilities()).toEqual({ tools: {} });
  });

  test("is offered reads and the cart, and nothing that orders, pays, refunds or administers", async () => {
    const tools: Listed[] = (await anyone.listTools()).tools;
    const effects = tools.map(({ name, annotations }) => [
      name,
      annotations?.readOnlyHint,
      annotations?.destructiveHint,
    ]);
    expect(effects).toEqual([
      ["list_products", true, false],
      ["get_product", true, false],
      ["compare_products", true, false],
      ["list_product_reviews", true, false],
      ["list_categories", true, false],
      ["list_shipping_methods", true, false],
      ["get_page", true, false],
      ["get_cart", true, false],
      ["add_to_cart", false, false],
      ["change_cart_item", false, true],
      ["remove_cart_item", false, true],
      ["apply_discount", false, true],
      ["remove_discount", false, true],
      ["list_orders", true, false],
      ["get_order", true, false],
    ]);
    for (const { inputSchema, outputSchema, description } of tools) {
      expect([inputSchema.type, outputSchema?.["type"]]).toEqual(["object", "object"]);
      expect(description).toBeTruthy();
    }
    const search = tools.find(({ name }) => name === "list_products");
    expect(Object.keys(search?.inputSchema.properties ?? {})).toEqual(expect.arrayContaining(["search", "price__lte"]));
    expect(search?.inputSchema.properties).not.toHaveProperty("facets");
  });

  test("finds, looks at and compares products without an account", async () => {
    const [one, other] = [await newProduct({ price: "12.50" }), await newProduct({ price: "14.00" })];
    const found = await call(anyone, "list_products", { search: one.name });
    expect(found.said).toMatchObject({ results: expect.arrayContaining([expect.objectContaining({ id: one.id })]) });
    const { said } = await call(anyone, "get_product", { id: one.id });
    expect(said).toMatchObject({ price: "12.50", url: `${env().APP_URL}/products/${one.slug}`, variants: [{}] });
    const compared = await call(anyone, "compare_products", { ids: `${one.id},${other.id}` });
    expect(compared.said).toMatchObject({ products: [{ id: one.id }, { id: other.id }] });
    expect((await call(anyone, "get_page", { id: "returns" })).said).toMatchObject({ id: "returns" });
    for (const name of ["list_categories", "list_shipping_methods"])
      expect((await call(anyone, name)).said).toHaveProperty("results");
    expect((await call(anyone, "list_product_reviews", { id: one.id })).said).toMatchObject({ count: 0 });
  });

  test("fills and empties the cart of its token's user", async () => {
    const owner = await newUser();
    const token = await newToken(owner);
    const client = await door.connect({ era, token });
    const product = await newProduct({ price: "12.50", stock: 3 });
    const added = await call(client, "add_to_cart", { product_id: product.id, quantity: 2 });
    expect(added.said).toMatchObject({ quantity: 2, subtotal: "25.00", product: { name: product.name } });
    const seen = (await (await send("GET /cart/", { token })).json()) as { items: { id: number }[] };
    expect(seen).toMatchObject({ total_price: "25.00", items: [{ id: added.said["id"] }] });
    expect((await call(client, "change_cart_item", { id: added.said["id"], quantity: 1 })).said).toMatchObject({
      quantity: 1,
    });
    expect((await call(client, "get_cart")).said).toMatchObject({ total_price: "12.50", url: `${env().APP_URL}/cart` });
    expect((await call(client, "remove_cart_item", { id: added.said["id"] })).said).toMatchObject({ items: [] });
  });

  test("is told in words that it can act on what the shop refuses", async () => {
    const client = await door.connect({ era, token: await newToken(await newUser()) });
    const { id } = await newProduct({ stock: 1 });
    const { isError, said } = await call(client, "add_to_cart", { product_id: id, quantity: 3 });
    expect([isError, said]).toEqual([
      true,
      { detail: "Invalid input.", code: "invalid", fields: { quantity: ["Only 1 left in stock."] } },
    ]);
    expect(await call(client, "get_product", { id: 999_999_999 })).toMatchObject({
      isError: true,
      said: { code: "not_found" },
    });
  });

  test("without a token is asked for one where the shopper's own things are", async () => {
    for (const name of ["get_cart", "list_orders"])
      expect((await failure(anyone.callTool({ name, arguments: {} }))).message).toMatch(
        /401|Unauthorized|credentials/i,
      );
    const stranger = await door.connect({ era });
    await failure(stranger.callTool({ name: "add_to_cart", arguments: { product_id: (await newProduct()).id } }));
  });

  test("finds nothing of another's by its id, and sees no more as an admin", async () => {
    const [owner, stranger] = [await newToken(await newUser()), await newToken(await newUser("admin"))];
    const { id: product_id } = await newProduct();
    const item = (await (await send("POST /cart/items/", { token: owner, body: { product_id } })).json()) as {
      id: number;
    };
    const placed = await send("POST /orders/", { token: owner, body: { shipping_address: "214 Alder St" } });
    const order = (await placed.json()) as { id: number; number: string };
    const client = await door.connect({ era, token: stranger });
    for (const [name, given] of [
      ["change_cart_item", { id: item.id, quantity: 1 }],
      ["remove_cart_item", { id: item.id }],
      ["get_order", { id: order.id }],
      ["get_order", { id: 999_999_999 }],
    ] as const)
      expect(await call(client, name, given)).toEqual({
        isError: true,
        said: { detail: "Not found.", code: "not_found" },
      });
    expect((await call(client, "list_orders")).said).toMatchObject({ count: 0 });
    const hidden = await newProduct({ is_active: false });
    expect((await call(client, "get_product", { id: hidden.id })).isError).toBe(true);
    const own = await door.connect({ era, token: owner });
    const { said } = await call(own, "get_order", { id: order.id });
    expect(said).toMatchObject({ number: order.number, url: `${env().APP_URL}/orders/${order.number}` });
    expect(JSON.stringify(said)).not.toContain("214 Alder St");
  });

  test("that calls a tool there is not is told so", async () => {
    expect((await failure(anyone.callTool({ name: "pay", arguments: {} }))).message).toMatch(/Unknown tool|not found/i);
  });
});

test("a client that speaks both finds out that the shop needs no handshake", async () => {
  expect((await door.connect()).getNegotiatedProtocolVersion()).toBe("2026-07-28");
});
