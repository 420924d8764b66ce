import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { discounts, tax_rates } from "@/db/schema";
import { newDiscount, newGuest, newProduct, newUser } from "@/tests/helpers";

import type { Context } from "../operation";
import { placeOrder } from "../orders/place-order";
import { addToCart } from "./add-to-cart";
import { applyDiscount, removeDiscount } from "./cart-discount";
import { changeCart, emptyCart, getCart } from "./cart-items";
import { mergeGuestCart } from "./merge-carts";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const fill = async (context: Context, price = "40.00", quantity = 1) =>
  addToCart(context, { product_id: (await newProduct({ price, stock: 99 })).id, quantity });

describe("a code on the cart", () => {
  test("lowers the total, typed in capitals or not, and goes again when it is taken off", async () => {
    const [shopper, { code }] = [await newUser(), await newDiscount()];
    await fill(shopper);
    const applied = await applyDiscount(shopper, { code: ` ${code.toLowerCase()} ` });
    expect(applied).toMatchObject({
      subtotal: "40.00",
      discount_code: code,
      discount: { kind: "percent", value: "10.00" },
      discount_problem: null,
      discount_price: "4.00",
      total_price: "36.00",
    });
    expect(await getCart(shopper, {})).toEqual(applied);
    await removeDiscount(shopper, {});
    expect(await getCart(shopper, {})).toMatchObject({ discount_code: "", discount: null, total_price: "40.00" });
    await expect(removeDiscount(shopper, {})).rejects.toMatchObject({ status: 404 });
  });

  test("takes the place of the one before, and goes with everything else when the cart is emptied", async () => {
    const [shopper, first, second] = [await newUser(), await newDiscount(), await newDiscount({ value: "20.00" })];
    await fill(shopper);
    await applyDiscount(shopper, { code: first.code });
    expect(await applyDiscount(shopper, { code: second.code })).toMatchObject({ discount_price: "8.00" });
    await emptyCart(shopper, {});
    expect(await getCart(shopper, {})).toMatchObject({ discount_code: "" });
  });

  test("is refused with the reason, and another one stays", async () => {
    const [shopper, kept] = [await newUser(), await newDiscount()];
    await fill(shopper);
    await applyDiscount(shopper, { code: kept.code });
    const once = await newDiscount({ per_person_limit: 1 });
    const refused: [string, string][] = [
      ["NOWHERE", '"NOWHERE" is not a code of ours.'],
      [(await newDiscount({ is_active: false })).code, '"CODE" is not a code of ours.'],
      [(await newDiscount({ starts_at: new Date("2099-05-01T12:00:00Z") })).code, '"CODE" holds from May 1, 2099 on.'],
      [(await newDiscount({ ends_at: inDays(-1) })).code, '"CODE" has expired.'],
      [(await newDiscount({ total_limit: 3, used: 3 })).code, '"CODE" has been used up.'],
      [(await newDiscount({ minimum_subtotal: "40.01" })).code, '"CODE" needs goods for $40.01 or more.'],
    ];
    for (const [code, sentence] of refused)
      await expect(applyDiscount(shopper, { code })).rejects.toMatchObject({
        status: 400,
        fields: { code: [sentence.replace("CODE", code)] },
      });
    await expect(applyDiscount(shopper, { code: "" })).rejects.toMatchObject({
      fields: { code: ["This field may not be blank."] },
    });
    expect(await getCart(shopper, {})).toMatchObject({ discount_code: kept.code });
    await applyDiscount(shopper, { code: once.code });
    await placeOrder(shopper, { shipping_address: "x" });
    await expect(applyDiscount(shopper, { code: once.code })).rejects.toMatchObject({
      fields: { code: [`You have used "${once.code}" already.`] },
    });
  });

  test("that no longer applies is told, takes off nothing, and cannot be ordered with", async () => {
    const [shopper, { id, code }] = [await newUser(), await newDiscount({ minimum_subtotal: "40.00" })];
    await fill(shopper);
    await applyDiscount(shopper, { code });
    await db().update(discounts).set({ minimum_subtotal: "50.00" }).where(eq(discounts.id, id));
    const problem = `"${code}" needs goods for $50.00 or more.`;
    expect(await getCart(shopper, {})).toMatchObject({
      discount_code: code,
      discount: null,
      discount_problem: problem,
      total_price: "40.00",
    });
    await expect(placeOrder(shopper, { shipping_address: "x" })).rejects.toMatchObject({
      status: 409,
      code: "discount_unavailable",
      message: problem,
    });
    await db().delete(discounts).where(eq(discounts.id, id));
    await expect(placeOrder(shopper, { shipping_address: "x" })).rejects.toMatchObject({
      message: `"${code}" is not a code of ours.`,
    });
    expect(await getCart(shopper, {})).toMatchObject({ items: [{}], discount_code: code });
  });

  test("comes along when a guest signs in, but not in place of the user's own", async () => {
    const [first, second] = [await newDiscount(), await newDiscount()];
    const [guest, user] = [newGuest(), await newUser()];
    await fill(guest);
    await applyDiscount(guest, { code: first.code });
    await changeCart(guest, { country: "fr" });
    await mergeGuestCart(user, guest.guest ?? "");
    expect(await getCart(user, {})).toMatchObject({ discount_code: first.code, country: "FR" });
    const later = newGuest();
    await fill(later);
    await applyDiscount(later, { code: second.code });
    await mergeGuestCart(user, later.guest ?? "");
    expect(await getCart(user, {})).toMatchObject({ discount_code: first.code, country: "FR" });
  });
});

test("the cart is thought to go to the shop's own country until it is told, and tells the tax within it", async () => {
  await db().insert(tax_rates).values({ country: "DE", name: "VAT", rate: "0.1900" }).onConflictDoNothing();
  const shopper = await newUser();
  await fill(shopper, "119.00");
  expect(await getCart(shopper, {})).toMatchObject({ country: "US", included_tax: "0.00", tax_rate: "0.0000" });
  const TAXED = { country: "DE", included_tax: "19.00", tax_name: "VAT", tax_rate: "0.1900", total_price: "119.00" };
  expect(await changeCart(shopper, { country: "de" })).toMatchObject(TAXED);
  expect(await changeCart(shopper, {})).toMatchObject(TAXED);
  expect(await changeCart(shopper, { country: "ZZ" })).toMatchObject({ tax_name: "", included_tax: "0.00" });
  await expect(changeCart(shopper, { country: "Germany" })).rejects.toMatchObject({
    fields: { country: ["Enter a two-letter country code, such as US."] },
  });
});
