import { expect, test } from "vitest";
import { z } from "zod";

import { newGuest, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { getCart } from "../cart/cart-items";
import { runTool, toolDefinitions, toolOf } from "./tools";

const TOOLS = [
  toolOf(addToCart, z.object({ quantity: z.int() })),
  toolOf(getCart, z.object({ total_price: z.string() })),
];

test("a tool is described by the operation's own schema", () => {
  const [definition] = toolDefinitions(TOOLS);
  expect(definition).toMatchObject({
    name: "add_to_cart",
    parameters: { required: ["product_id"], properties: { quantity: { type: "integer", minimum: 1, maximum: 99 } } },
  });
});

test("the assistant meets the same rules as the API, in words it can act on", async () => {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 1 })];
  const call = (quantity: unknown) =>
    runTool(TOOLS, shopper, "add_to_cart", JSON.stringify({ product_id: product.id, quantity }));
  expect(await call(3)).toMatchObject({ fields: { quantity: ["Only 1 left in stock."] } });
  expect(await call(1)).toEqual({ quantity: 1 });
  expect(await runTool(TOOLS, shopper, "get_cart", "")).toEqual({ total_price: "12.50" });
});

test("it acts with the shopper's rights, and a tool that is none does nothing", async () => {
  expect(await runTool(TOOLS, { ...newGuest(), guest: null }, "get_cart", "{}")).toMatchObject({
    error: "Authentication credentials were not provided.",
  });
  expect(await runTool(TOOLS, await newUser(), "drop_tables", "{}")).toEqual({
    error: "There is no tool named drop_tables.",
  });
  for (const json of ["{", "null", "7", '"id"', "[1]"])
    expect(await runTool(TOOLS, await newUser(), "get_cart", json)).toEqual({
      error: "The arguments are not a JSON object.",
    });
});
