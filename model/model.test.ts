import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { AddToCart } from "./cart";
import { BlankText, Price, Quantity, Text } from "./fields";
import { mediaSource, srcSet } from "./media";
import { compare, formatMoney, multiply, savedPercent, subtract, sum, toMinorUnits } from "./money";

const cents = fc.integer({ min: 0, max: 9_999_999_999 });
const asText = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
const messages = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe("money", () => {
  test("adds, multiplies and compares to the cent", () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 99 }), (left, right, times) => {
        expect(sum([asText(left), asText(right)])).toBe(asText(left + right));
        expect(subtract(sum([asText(left), asText(right)]), asText(right))).toBe(asText(left));
        expect(multiply(asText(left), times)).toBe(asText(left * times));
        expect(Math.sign(compare(asText(left), asText(right)))).toBe(Math.sign(left - right));
      }),
    );
  });

  test("below zero keeps its sign", () => {
    expect(subtract("0.00", "0.05")).toBe("-0.05");
    expect(sum(["-0.05", "0.02"])).toBe("-0.03");
  });

  test.each([
    ["12.50", "USD", 1250],
    ["1200.00", "JPY", 1200],
    ["1.25", "KWD", 1250],
  ])("%s %s is %i in its smallest unit", (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor);
  });

  test("is written the same on every machine", () => {
    expect(formatMoney("1234.50", "USD")).toBe("$1,234.50");
    expect(formatMoney("99999999.99", "USD")).toBe("$99,999,999.99");
  });
});

describe("fields", () => {
  test.each([
    [5, "5.00"],
    ["5", "5.00"],
    ["007.10", "7.10"],
    ["0", "0.00"],
    ["99999999.99", "99999999.99"],
    ["1.500", "1.50"],
  ])("the price %s is read as %s", (given, read) => {
    expect(Price.parse(given)).toBe(read);
  });

  test.each([
    ["abc", "A valid number is required."],
    [true, "A valid number is required."],
    [Number.POSITIVE_INFINITY, "A valid number is required."],
    ["1e3", "A valid number is required."],
    ["1.999", "Ensure that there are no more than 2 decimal places."],
    [-0.01, "Ensure this value is greater than or equal to 0.00."],
    ["100000000", "Ensure that there are no more than 10 digits in total."],
    [null, "This field may not be null."],
    [undefined, "This field is required."],
  ])("the price %s is refused: %s", (given, message) => {
    expect(messages(Price, given)).toEqual([message]);
  });

  test.each([
    ["3", []],
    [3.0, []],
    ["3.0", []],
    [1.5, ["A valid integer is required."]],
    [true, ["A valid integer is required."]],
    ["x", ["A valid integer is required."]],
    [[], ["A valid integer is required."]],
    [0, ["Ensure this value is greater than or equal to 1."]],
    [1e9, ["Ensure this value is less than or equal to 99."]],
    [Number.POSITIVE_INFINITY, ["A valid integer is required."]],
    ["9223372036854775808", ["Ensure this value is less than or equal to 99."]],
  ])("the quantity %s gives %j", (given, expected) => {
    expect(messages(Quantity, given)).toEqual(expected);
  });

  test("what PostgreSQL cannot store is named", () => {
    expect(messages(Text(10), "a\0b")).toEqual(["Null characters are not allowed."]);
    expect(messages(BlankText(10), "\uD800")).toEqual(["Surrogate characters are not allowed: U+D800."]);
    expect(messages(Text(10), "😀")).toEqual([]);
  });

  test("unknown fields and those of the prototype are dropped", () => {
    const given: unknown = JSON.parse('{"product_id":1,"price":"0.01","__proto__":{"admin":true},"constructor":1}');
    expect(AddToCart.parse(given)).toEqual({ product_id: 1 });
  });
});

test("a picture from elsewhere has only its own address", () => {
  expect(srcSet({ url: "https://x.example/a.jpg", widths: [] })).toBe("");
  expect(mediaSource({ url: "/media/mug-0a1b2c3d.webp", widths: [320, 640] }, 320)).toBe(
    "/media/mug-0a1b2c3d-320.webp",
  );
});

describe("a price as people read it", () => {
  test.each([
    ["34.50", "EUR", "de-DE", "34,50 €"],
    ["1234.00", "JPY", "ja-JP", "¥1,234"],
    ["3400.00", "JPY", "en-US", "¥3,400"],
    ["12.50", "KWD", "en-US", "KWD 12.500"],
    ["99999999.99", "USD", "en-US", "$99,999,999.99"],
  ])("%s %s in %s is %s", (amount, currency, locale, text) => {
    expect(formatMoney(amount, currency, locale).normalize("NFKC")).toBe(text.normalize("NFKC"));
  });

  test("saves no more percent than it does", () => {
    expect([savedPercent("67.00", "100.00"), savedPercent("66.99", "100.00"), savedPercent("5.00", "0.00")]).toEqual([
      33, 33, 0,
    ]);
  });
});
