import { z } from "zod";

import type { Schema } from "../prompt.ts";

export type Known = Record<string, unknown>;

/** Other names that a tool may have for what is known. */
const ALSO: Record<string, string> = {
  cart_item_id: "item_id",
  ids: "product_ids",
  line_id: "item_id",
  max_price: "price__lte",
  min_price: "price__gte",
  order_item_id: "item_id",
  policy: "topic",
  product: "product_id",
  products: "product_ids",
  query: "search",
};

const Shape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});
/** A schema in words that are not known here asks for nothing. */
const shapeOf = (schema: unknown): z.output<typeof Shape> => Shape.safeParse(schema).data ?? {};

/** The arguments that a tool's schema takes of what is known, as JSON; undefined when it needs something else. */
export function fitArguments(parameters: Schema, known: Known): string | undefined {
  const { properties = {}, required = [] } = shapeOf(parameters);
  const fitted: Known = {};
  for (const [name, schema] of Object.entries(properties)) {
    const value = fit(schema, known[name] ?? known[ALSO[name] ?? ""]);
    if (value !== undefined) fitted[name] = value;
    else if (required.includes(name) && fit(schema, null) === null) fitted[name] = null;
    else if (required.includes(name)) return undefined;
  }
  return JSON.stringify(fitted);
}

/** A value in the form that a schema wants it in; undefined when it has none. */
function fit(schema: unknown, value: unknown): unknown {
  if (value === undefined) return undefined;
  const shape = shapeOf(schema);
  if (shape.anyOf) return firstOf(shape.anyOf.map((one) => fit(one, value)));
  if (shape.enum) return shape.enum.find((one) => one === value || sameText(one, value));
  const types = [shape.type ?? []].flat();
  return types.length > 0 ? firstOf(types.map((type) => as(type, value, shape.items))) : value;
}

const firstOf = (values: unknown[]) => values.find((value) => value !== undefined);
const sameText = (one: unknown, other: unknown) =>
  typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();

function as(type: string, value: unknown, items: unknown): unknown {
  if (type === "null") return value === null ? null : undefined;
  if (type === "array") {
    const fitted = [value].flat().map((item) => fit(items, item));
    return value === null || fitted.includes(undefined) ? undefined : fitted;
  }
  if (type === "string") return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  if (type === "boolean") return typeof value === "boolean" ? value : undefined;
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  const isFit = typeof number === "number" && (type === "integer" ? Number.isInteger(number) : Number.isFinite(number));
  return isFit ? number : undefined;
}
