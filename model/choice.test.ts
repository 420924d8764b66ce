import { describe, expect, test } from "vitest";

import { askedVariant, choiceText, firstVariant, standing, variantWith } from "./choice";
import { translator } from "./translate";

const variant = (color: string, size: string, stock: number, id: number) => ({
  id,
  sku: `TEE-${color}-${size}`.toUpperCase(),
  color,
  size,
  stock,
  price: "10.00",
  restock_on: null,
  content: null,
  unit_price: null,
  image: null,
});
const variants = [
  variant("Bone", "XS", 0, 1),
  variant("Bone", "S", 4, 2),
  variant("Moss", "XS", 2, 3),
  variant("Moss", "S", 0, 4),
  variant("Rust", "S", 1, 5),
];
const asked = (query: string) => askedVariant(variants, new URLSearchParams(query))?.id;

describe("an address", () => {
  test.each([
    ["", undefined],
    ["page=2", undefined],
    ["variant=TEE-MOSS-S", 4],
    ["variant=tee-moss-s", 4],
    ["variant=NONE", undefined],
    ["variant=NONE&color=Rust", 5],
    ["color=bone&size=XS", 1],
    ["size=XS", 3],
    ["color=Bone", 2],
    ["color=Blue", undefined],
    ["color=Rust&size=XS", undefined],
  ])("%j asks for the variant %s", (query, id) => {
    expect(asked(query)).toBe(id);
  });
});

test("the first that can be had is shown", () => {
  expect(firstVariant(variants)?.id).toBe(2);
  expect(firstVariant([])).toBeUndefined();
});

test("another value keeps the rest, or takes the nearest that there is", () => {
  const [, , mossXs] = variants;
  expect(variantWith(variants, mossXs, "size", "S")?.id).toBe(4);
  expect(variantWith(variants, mossXs, "color", "Bone")?.id).toBe(1);
  expect(variantWith(variants, mossXs, "color", "Rust")?.id).toBe(5);
});

test("a value is in stock, sold out, or not made, beside what else is chosen", () => {
  const [, , mossXs] = variants;
  const colors = ["Bone", "Moss", "Rust"].map((value) => standing(variants, mossXs, "color", value));
  expect(colors).toEqual(["sold_out", "in_stock", "not_made"]);
});

test("a variant is named by what tells it apart, in the words of a language", () => {
  const said = (color: string, size: string) => choiceText(translator("en", {}, { Bone: "Rohweiß" }), { color, size });
  expect([said("Bone", "XS"), said("", "M"), said("", "")]).toEqual(["Rohweiß, XS", "M", ""]);
});
