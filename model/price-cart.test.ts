import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { english } from "@/messages/all";

import { DISCOUNT_KINDS, type DiscountTerms } from "./discounts";
import { compare, subtract, sum } from "./money";
import { priceCart } from "./price-cart";
import { includedTaxText, totalRows } from "./totals";

const line = (price: string, quantity = 1, unavailable = false) => ({ price, quantity, unavailable });
const percent = (value: string): DiscountTerms => ({ kind: "percent", value });
const amount = (value: string): DiscountTerms => ({ kind: "amount", value });
const FREE_SHIPPING: DiscountTerms = { kind: "free_shipping", value: "0.00" };
const POST = { price: "6.00", free_from: "75.00" };
const VAT = { rate: "0.1900" };

const money = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);
const lines = fc.array(fc.record({ price: money(50_000), quantity: fc.integer({ min: 1, max: 99 }) }), {
  maxLength: 6,
});
const discounts = fc.record({ kind: fc.constantFrom(...DISCOUNT_KINDS), value: money(10_000) });
const shippings = fc.option(fc.record({ price: money(5000), free_from: fc.option(money(50_000)) }));
const rates = fc.integer({ min: 0, max: 3000 }).map((rate) => ({ rate: `0.${String(rate).padStart(4, "0")}` }));

describe("a cart", () => {
  test("does not count what is no longer sold", () => {
    expect(priceCart([line("1.10", 3), line("2.00", 1, true)])).toMatchObject({
      subtotal: "3.30",
      items: [{ subtotal: "3.30" }, { subtotal: "2.00" }],
    });
    expect(priceCart([])).toMatchObject({ subtotal: "0.00", total_price: "0.00" });
  });

  test.each([
    ["10 percent", percent("10.00"), "64.05", "6.41"],
    ["12.5 percent", percent("12.50"), "0.60", "0.08"],
    ["an amount", amount("15.00"), "64.00", "15.00"],
    ["an amount over the goods", amount("15.00"), "12.00", "12.00"],
    ["an amount that would leave what no card is charged", amount("11.80"), "12.00", "11.50"],
    ["everything", percent("100.00"), "12.00", "12.00"],
    ["everything, of what no card is charged", percent("100.00"), "0.40", "0.40"],
    ["nothing from what no card is charged anyway", percent("50.00"), "0.40", "0.00"],
    ["nothing, for nothing", amount("5.00"), "0.00", "0.00"],
  ])("takes off %s", (_, discount, price, taken) => {
    expect(priceCart([line(price)], { discount })).toMatchObject({
      discount_price: taken,
      total_price: subtract(price, taken),
    });
  });

  test("costs no delivery from a sum on, which is that before the discount, or with a code for it", () => {
    const delivery = (price: string, discount?: DiscountTerms) =>
      priceCart([line(price)], { discount, shipping: POST }).shipping_price;
    expect([delivery("74.99"), delivery("75.00"), delivery("75.00", amount("10.00"))]).toEqual([
      "6.00",
      "0.00",
      "0.00",
    ]);
    expect([delivery("12.00", FREE_SHIPPING), delivery("12.00", amount("10.00"))]).toEqual(["0.00", "6.00"]);
    expect(priceCart([line("500.00")], { shipping: { ...POST, free_from: null } }).shipping_price).toBe("6.00");
  });

  test("tells the tax within goods and delivery, or adds it where prices are without", () => {
    const terms = { discount: amount("10.00"), shipping: POST, tax: VAT };
    expect(priceCart([line("50.00")], terms)).toMatchObject({
      included_tax: "7.34",
      tax_price: "0.00",
      total_price: "46.00",
    });
    expect(priceCart([line("50.00")], terms, false)).toMatchObject({
      included_tax: "0.00",
      tax_price: "8.74",
      total_price: "54.74",
    });
  });

  test.each([
    ["0.10", "0.0500", "0.00"],
    ["0.11", "0.0500", "0.01"],
    ["0.03", "0.2000", "0.01"],
    ["1.19", "0.1900", "0.19"],
    ["99999999.99", "0.2550", "20318725.10"],
    ["0.01", "1.0000", "0.01"],
  ])("rounds the tax in %s at %s half up to %s", (price, rate, tax) => {
    expect(priceCart([line(price)], { tax: { rate } }).included_tax).toBe(tax);
  });

  test("always adds up, is never below nothing, and no code makes it dearer", () => {
    fc.assert(
      fc.property(lines, discounts, shippings, rates, fc.boolean(), (goods, discount, shipping, tax, includesTax) => {
        const priced = priceCart(goods, { discount, shipping, tax }, includesTax);
        const { subtotal, discount_price, shipping_price, tax_price, included_tax, total_price } = priced;
        expect(total_price).toBe(subtract(sum([subtotal, shipping_price, tax_price]), discount_price));
        const left = subtract(subtotal, discount_price);
        if (left !== "0.00")
          expect(compare(left, compare(subtotal, "0.50") < 0 ? subtotal : "0.50")).toBeGreaterThanOrEqual(0);
        expect(compare(included_tax, total_price)).toBeLessThanOrEqual(0);
        const plain = priceCart(goods, { shipping, tax }, includesTax);
        expect(compare(total_price, plain.total_price)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test("and its delivery make the order, whatever the code and the country", () => {
    fc.assert(
      fc.property(lines, discounts, shippings, rates, (goods, discount, shipping, tax) => {
        const cart = priceCart(goods, { discount, tax });
        const order = priceCart(goods, { discount, shipping, tax });
        expect(sum([cart.total_price, order.shipping_price])).toBe(order.total_price);
      }),
    );
  });
});

describe("what is shown", () => {
  const TOTALS = { discount_code: "WELCOME10", tax_name: "VAT", tax_rate: "0.2550" };

  test("names what makes up the total, and leaves out what is nothing", () => {
    const dear = {
      ...TOTALS,
      ...priceCart([line("50.00")], { discount: percent("10.00"), shipping: POST, tax: { rate: "0.2550" } }),
    };
    expect(totalRows(english, dear, "USD")).toEqual([
      { label: "Subtotal", amount: "$50.00" },
      { label: "Code WELCOME10", amount: "−$5.00" },
      { label: "Delivery", amount: "$6.00" },
    ]);
    expect(includedTaxText(english, dear, "USD")).toBe("Includes $10.36 VAT (25.5%).");
    const plain = { ...TOTALS, ...priceCart([line("50.00")], { tax: { rate: "0.0810" } }, false), tax_rate: "0.0810" };
    expect(totalRows(english, plain, "USD")).toEqual([
      { label: "Subtotal", amount: "$50.00" },
      { label: "Delivery", amount: "Free" },
      { label: "VAT (8.1%)", amount: "$4.05" },
    ]);
    expect(includedTaxText(english, plain, "USD")).toBeNull();
    expect(totalRows(english, { ...plain, shipping_price: null, tax_price: "0.00" }, "USD")).toEqual([
      { label: "Subtotal", amount: "$50.00" },
    ]);
  });
});
