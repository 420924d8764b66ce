import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/db";
import { shipping_methods, tax_rates } from "@/db/schema";
import { compare, sum, toMinorUnits } from "@/model/money";
import { newDiscount, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { applyDiscount } from "../cart/cart-discount";
import { changeCart } from "../cart/cart-items";
import { startPayment } from "../payments/start-payment";
import { addOrderItem, changeOrderItem } from "./order-items";
import { placeOrder } from "./place-order";

const COUNTRIES = ["US", "DE", "FI", "AQ"] as const;
const POST = { name: "Post", price: "6.00", free_from: "75.00", min_days: 3, max_days: 5 };

beforeAll(async () => {
  await db()
    .insert(tax_rates)
    .values([
      { country: "US", name: "Sales tax", rate: "0.0000" },
      { country: "DE", name: "VAT", rate: "0.1900" },
      { country: "FI", name: "VAT", rate: "0.2550" },
    ]);
  await db()
    .insert(shipping_methods)
    .values([
      { ...POST, code: "post" },
      { ...POST, code: "north", name: "North", price: "11.90", free_from: null, countries: ["FI"] },
    ]);
});

const toGo = (country: string) => ({ name: "Robin Ash", line1: "214 Alder St", city: "Anywhere", country });
const prices = fc.integer({ min: 50, max: 20_000 }).map((cents) => `${(cents / 100).toFixed(2)}`);
const goods = fc.array(fc.record({ price: prices, quantity: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 3,
});
const terms = fc.oneof(
  fc.record({ kind: fc.constant("percent" as const), value: fc.constantFrom("5.00", "12.50", "33.33", "100.00") }),
  fc.record({ kind: fc.constant("amount" as const), value: prices }),
  fc.constant({ kind: "free_shipping" as const }),
);

test("cart and delivery make the order's total, and that is what Stripe charges", async () => {
  const property = fc.asyncProperty(
    goods,
    fc.option(terms),
    fc.constantFrom(...COUNTRIES),
    fc.constantFrom("", "post"),
    async (lines, discount, country, shipping_method) => {
      const shopper = await newUser();
      for (const { price, quantity } of lines)
        await addToCart(shopper, { product_id: (await newProduct({ price, stock: 99 })).id, quantity });
      if (discount) await applyDiscount(shopper, { code: (await newDiscount(discount)).code });
      const cart = await changeCart(shopper, { country });
      const order = await placeOrder(shopper, { shipping: toGo(country), shipping_method });
      const isFree = order.total_price === "0.00";
      if (isFree) expect(order.status).toBe("paid");
      else
        expect((await startPayment(shopper, { order_id: order.id })).amount).toBe(
          toMinorUnits(order.total_price, order.currency),
        );
      expect(sum([cart.total_price, order.shipping_price])).toBe(order.total_price);
      expect(order).toMatchObject({
        discount_price: cart.discount_price,
        discount_code: cart.discount_code,
        tax_rate: cart.tax_rate,
      });
      expect(compare(order.included_tax, cart.included_tax)).toBeGreaterThanOrEqual(0);
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

test("the order keeps the tax, the code and the delivery of the day it was placed", async () => {
  const [shopper, discount] = [await newUser(), await newDiscount({ value: "50.00" })];
  await addToCart(shopper, { product_id: (await newProduct({ price: "100.00" })).id });
  await applyDiscount(shopper, { code: discount.code });
  const order = await placeOrder(shopper, { shipping: toGo("DE"), shipping_method: "post" });
  expect(order).toMatchObject({
    subtotal: "100.00",
    discount_price: "50.00",
    shipping_price: "0.00",
    tax_price: "0.00",
    included_tax: "7.98",
    tax_name: "VAT",
    tax_rate: "0.1900",
    total_price: "50.00",
    shipping_method_name: "Post",
  });
  const inDays = (days: number) =>
    new Date(Date.parse(order.created_at) + days * 86_400_000).toISOString().slice(0, 10);
  expect([order.delivery_from, order.delivery_until]).toEqual([inDays(3), inDays(5)]);
});

test("changing its lines prices it anew by the terms of that day", async () => {
  const [shopper, admin, discount] = [await newUser(), await newUser("admin"), await newDiscount({ total_limit: 1 })];
  const product = await newProduct({ price: "40.00", stock: 9 });
  await addToCart(shopper, { product_id: product.id });
  await applyDiscount(shopper, { code: discount.code });
  const order = await placeOrder(shopper, { shipping: toGo("DE"), shipping_method: "post" });
  expect(order).toMatchObject({ discount_price: "4.00", shipping_price: "6.00", total_price: "42.00" });
  await db().delete(tax_rates);
  await changeOrderItem(admin, { id: order.items[0]?.id ?? 0, quantity: 2 });
  await addOrderItem(admin, { order: order.id, product_id: (await newProduct({ price: "0.10" })).id });
  expect(await startPayment(shopper, { order_id: order.id })).toMatchObject({ amount: 7209 });
});

test("a method that does not go there is refused", async () => {
  const shopper = await newUser();
  await addToCart(shopper, { product_id: (await newProduct()).id });
  await expect(placeOrder(shopper, { shipping: toGo("DE"), shipping_method: "north" })).rejects.toMatchObject({
    fields: { shipping_method: ['"north" is not a valid choice.'] },
  });
  expect(await placeOrder(shopper, { shipping: toGo("FI"), shipping_method: "north" })).toMatchObject({
    shipping_price: "11.90",
  });
});
