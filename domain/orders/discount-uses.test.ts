import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { discount_uses, discounts, orders } from "@/db/schema";
import { newDiscount, newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { applyDiscount } from "../cart/cart-discount";
import { getCart } from "../cart/cart-items";
import type { Context } from "../operation";
import { cancelOrder } from "./cancel-order";
import { placeOrder } from "./place-order";
import { commitReservations, releaseReservations, reserveAgain } from "./stock";

const TO = { shipping_address: "214 Alder St, Portland" };
type Discount = Awaited<ReturnType<typeof newDiscount>>;

/** Someone with 40.00 of goods and a code in the cart. */
async function wanting<C extends Context>(shopper: C, { code }: Discount): Promise<C> {
  const product = await newProduct({ price: "40.00", stock: 99 });
  await addToCart(shopper, { product_id: product.id });
  await applyDiscount(shopper, { code });
  return shopper;
}
const usedOf = async ({ id }: Discount) => one(await db().select().from(discounts).where(eq(discounts.id, id))).used;
const usesOf = ({ id }: Discount) => db().select().from(discount_uses).where(eq(discount_uses.discount_id, id));
const placed = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;
const reasons = (results: PromiseSettledResult<unknown>[]) => [
  ...new Set(results.flatMap((result) => (result.status === "rejected" ? [String(result.reason.message)] : []))),
];

describe("placing an order with a code", () => {
  test("takes a use, freezes the terms and takes the code off the cart", async () => {
    const discount = await newDiscount();
    const shopper = await wanting(await newUser(), discount);
    const order = await placeOrder(shopper, TO);
    expect(order).toMatchObject({ discount_code: discount.code, discount_price: "4.00", total_price: "36.00" });
    await db().update(discounts).set({ value: "50.00" }).where(eq(discounts.id, discount.id));
    expect(await usesOf(discount)).toMatchObject([{ order_id: order.id, kind: "percent", value: "10.00" }]);
    expect(await usedOf(discount)).toBe(1);
    expect(await getCart(shopper, {})).toMatchObject({ discount_code: "" });
  });

  test("is refused when the last use is gone, and nothing is changed", async () => {
    const discount = await newDiscount({ total_limit: 1 });
    const [first, second] = [await wanting(await newUser(), discount), await wanting(await newUser(), discount)];
    await placeOrder(first, TO);
    await expect(placeOrder(second, TO)).rejects.toMatchObject({
      status: 409,
      code: "discount_unavailable",
      message: `"${discount.code}" has been used up.`,
    });
    expect(await getCart(second, {})).toMatchObject({ items: [{ quantity: 1 }], discount_code: discount.code });
    expect(await db().select().from(orders).where(eq(orders.user_id, second.user.id))).toEqual([]);
    expect(await usedOf(discount)).toBe(1);
  });

  test("counts the orders of an account and those of its e-mail as one person's", async () => {
    const discount = await newDiscount({ per_person_limit: 1 });
    const user = await newUser();
    const guest = await wanting(newGuest(), discount);
    const email = user.user.email.toUpperCase();
    await placeOrder(guest, { ...TO, email });
    await expect(applyDiscount(user, { code: discount.code })).rejects.toMatchObject({
      fields: { code: [`You have used "${discount.code}" already.`] },
    });
    const again = await wanting(newGuest(), discount);
    await expect(placeOrder(again, { ...TO, email })).rejects.toMatchObject({
      code: "discount_unavailable",
      message: `You have used "${discount.code}" already.`,
    });
    expect(await placeOrder(again, { ...TO, email: "another@shop.test" })).toMatchObject({ discount_price: "4.00" });
  });
});

describe("many at once", () => {
  test("fifty buyers and ten uses: exactly ten", async () => {
    const discount = await newDiscount({ total_limit: 10 });
    const buyers = await Promise.all(Array.from({ length: 50 }, async () => wanting(await newUser(), discount)));
    const results = await Promise.allSettled(buyers.map((buyer) => placeOrder(buyer, TO)));
    expect(placed(results)).toBe(10);
    expect(reasons(results)).toEqual([`"${discount.code}" has been used up.`]);
    expect([await usedOf(discount), (await usesOf(discount)).length]).toEqual([10, 10]);
  });

  test("one person in ten browsers: once", async () => {
    const discount = await newDiscount({ per_person_limit: 1 });
    const browsers = await Promise.all(Array.from({ length: 10 }, () => wanting(newGuest(), discount)));
    const email = `${crypto.randomUUID()}@shop.test`;
    const results = await Promise.allSettled(browsers.map((guest) => placeOrder(guest, { ...TO, email })));
    expect(placed(results)).toBe(1);
    expect(reasons(results)).toEqual([`You have used "${discount.code}" already.`]);
    expect([await usedOf(discount), (await usesOf(discount)).length]).toEqual([1, 1]);
  });

  test("orders that come and go leave as many uses as there are orders", async () => {
    const discount = await newDiscount({ total_limit: 5 });
    const buyers = await Promise.all(Array.from({ length: 20 }, async () => wanting(await newUser(), discount)));
    const results = await Promise.allSettled(
      buyers.map(async (buyer, index) => {
        const { id } = await placeOrder(buyer, TO);
        if (index % 2) await Promise.all([cancelOrder(buyer, { id }), cancelOrder(buyer, { id })]);
      }),
    );
    expect(reasons(results).filter((reason) => !reason.endsWith("has been used up."))).toEqual([]);
    const kept = (await usesOf(discount)).filter(({ released_at }) => released_at === null);
    expect(await usedOf(discount)).toBe(kept.length);
    expect(kept.length).toBeLessThanOrEqual(5);
  });
});

describe("the use of an order", () => {
  test("is given back once when it is cancelled, and may be had again by the same person", async () => {
    const discount = await newDiscount({ total_limit: 1, per_person_limit: 1 });
    const shopper = await wanting(await newUser(), discount);
    const { id } = await placeOrder(shopper, TO);
    await Promise.all([cancelOrder(shopper, { id }), cancelOrder(shopper, { id })]);
    expect(await usedOf(discount)).toBe(0);
    await wanting(shopper, discount);
    expect(await placeOrder(shopper, TO)).toMatchObject({ discount_price: "4.00" });
    expect(await usedOf(discount)).toBe(1);
  });

  test("counts again when the money comes after all, even over the limit", async () => {
    const discount = await newDiscount({ total_limit: 1 });
    const shopper = await wanting(await newUser(), discount);
    const { id } = await placeOrder(shopper, TO);
    await cancelOrder(shopper, { id });
    await placeOrder(await wanting(await newUser(), discount), TO);
    expect(await reserveAgain(db(), id)).toBe(true);
    expect(await usedOf(discount)).toBe(2);
  });

  test("is not given back by a refund of what was paid", async () => {
    const discount = await newDiscount();
    const { id } = await placeOrder(await wanting(await newUser(), discount), TO);
    await commitReservations(db(), id);
    await releaseReservations(db(), id);
    expect(await usedOf(discount)).toBe(1);
  });

  test("is of no account when the code is deleted meanwhile", async () => {
    const discount = await newDiscount();
    const shopper = await wanting(await newUser(), discount);
    const { id } = await placeOrder(shopper, TO);
    await db().delete(discounts).where(eq(discounts.id, discount.id));
    await cancelOrder(shopper, { id });
    expect(one(await db().select().from(orders).where(eq(orders.id, id)))).toMatchObject({
      status: "cancelled",
      discount_code: discount.code,
      discount_price: "4.00",
    });
  });
});
