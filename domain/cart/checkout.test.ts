import { expect, test } from "vitest";

import { readCartView } from "@/adapters/cart-front";
import { db } from "@/db";
import { shipping_methods } from "@/db/schema";
import { COUNTRIES } from "@/model/countries";
import { newDiscount, newGuest, newProduct, newUser } from "@/tests/helpers";

import { findUnpaidOrder } from "../orders/open-order";
import { placeOrder } from "../orders/place-order";
import { addToCart } from "./add-to-cart";
import { applyDiscount } from "./cart-discount";
import { changeCart } from "./cart-items";
import { getCheckout, saveCheckout, saveContact, saveDelivery } from "./checkout";
import { mergeGuestCart } from "./merge-carts";

const ADDRESS = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", region: "OR", postal_code: "97205" };

test("what was typed is kept with the cart, part by part, and is nobody else's", async () => {
  const guest = newGuest();
  await saveContact(guest, { email: " robin@mail.example " });
  await saveCheckout(guest, { shipping: { name: "Robin", country: "US" } });
  expect(await getCheckout(guest, {})).toEqual({
    email: "robin@mail.example",
    shipping: expect.objectContaining({ name: "Robin" }),
  });
  expect(await getCheckout(newGuest(), {})).toEqual({});
});

test("an address that its country does not write is refused, and the one before is kept", async () => {
  const guest = newGuest();
  await saveDelivery(guest, { shipping: { ...ADDRESS, country: "US" }, shipping_method: "standard" });
  await expect(
    saveDelivery(guest, { shipping: { ...ADDRESS, postal_code: "ABC", country: "US" } }),
  ).rejects.toMatchObject({ status: 400, fields: { shipping: { postal_code: [expect.stringContaining("97205")] } } });
  expect(await getCheckout(guest, {})).toMatchObject({
    shipping: { postal_code: "97205" },
    shipping_method: "standard",
  });
  for (const email of ["jürgen@example.de", "a&b@example.com", "robin.@example.com"])
    await expect(saveContact(guest, { email })).rejects.toMatchObject({
      fields: { email: ["Enter the whole address, such as name@example.com."] },
    });
  await expect(saveContact(guest, {})).rejects.toMatchObject({ fields: { email: ["Enter your e-mail address."] } });
});

test("what a guest typed goes along at sign-in", async () => {
  const [guest, user] = [newGuest(), await newUser()];
  await saveContact(guest, { email: "robin@mail.example" });
  await mergeGuestCart(user, guest.guest ?? "");
  expect(await getCheckout(user, {})).toEqual({ email: "robin@mail.example" });
});

test("the order that waits to be paid is found by who placed it alone", async () => {
  const [buyer, product] = [await newUser(), await newProduct()];
  expect(await findUnpaidOrder(buyer)).toBeUndefined();
  await addToCart(buyer, { product_id: product.id });
  const { number } = await placeOrder(buyer, { shipping_address: "1 Elm St" });
  expect(await findUnpaidOrder(buyer)).toEqual({ number });
  expect(await findUnpaidOrder(newGuest())).toBeUndefined();
});

test("thirty carts cost what they were estimated at", async () => {
  const method = { code: "estimated", name: "Standard", price: "6.00", free_from: "75.00", min_days: 3, max_days: 5 };
  await db().insert(shipping_methods).values(method);
  const codes = [await newDiscount(), await newDiscount({ kind: "free_shipping", value: "0.00" })];
  for (let round = 0; round < 30; round++) {
    const guest = newGuest();
    for (let lines = 0; lines <= round % 3; lines++) {
      const price = `${3 + ((round * 17 + lines * 29) % 60)}.${String((round * 37 + lines) % 100).padStart(2, "0")}`;
      const product = await newProduct({ price, stock: 9 });
      await addToCart(guest, { product_id: product.id, quantity: 1 + (round % 4) });
    }
    const country = COUNTRIES[round % COUNTRIES.length]?.[0] ?? "US";
    await changeCart(guest, { country });
    const code = codes[round % 3]?.code;
    if (code) await applyDiscount(guest, { code });
    const estimate = (await readCartView(guest))?.totals;
    const order = await placeOrder(guest, {
      email: "robin@mail.example",
      shipping: { ...ADDRESS, country },
      shipping_method: "estimated",
    });
    const { subtotal, discount_price, shipping_price, tax_price, included_tax, total_price } = order;
    expect(estimate).toMatchObject({ subtotal, discount_price, shipping_price, tax_price, included_tax, total_price });
  }
});
