import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { orders, variants } from "@/db/schema";
import { findShort } from "@/model/shortages";
import { confirmIntent, newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { getCart } from "../cart/cart-items";
import type { Context } from "../operation";
import { startPayment } from "../payments/start-payment";
import { cancelOrder } from "./cancel-order";
import { orderAgain } from "./order-again";
import { placeOrder } from "./place-order";

const TO = { email: "robin@shop.test", shipping_address: "214 Alder St, Portland" };

async function place(shopper: Context, stock = 5) {
  const product = await newProduct({ price: "12.50", stock });
  await addToCart(shopper, { product_id: product.id, quantity: 2 });
  return { product, order: await placeOrder(shopper, TO) };
}
const quantities = async (shopper: Context) => (await getCart(shopper, {})).items.map(({ quantity }) => quantity);
const statusOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id))).status;

test("what a cancelled order was for is in the cart again, once, however often it is asked for", async () => {
  const shopper = await newUser();
  const { order } = await place(shopper);
  await cancelOrder(shopper, { id: order.id });
  for (let times = 0; times < 2; times++) await orderAgain(shopper, { number: order.number });
  expect(await quantities(shopper)).toEqual([2]);
});

test("an order that waits for payment is cancelled first, so that the last goods can be had again", async () => {
  const guest = newGuest();
  const { order } = await place(guest, 2);
  await startPayment(guest, { order_id: order.id });
  await orderAgain(guest, { number: order.number });
  expect(await statusOf(order.id)).toBe("cancelled");
  expect(await placeOrder(guest, TO)).toMatchObject({ status: "pending", total_price: "25.00" });
});

test("what was put into the cart since stays", async () => {
  const shopper = await newUser();
  const { order, product } = await place(shopper);
  await cancelOrder(shopper, { id: order.id });
  await addToCart(shopper, { product_id: product.id, quantity: 3 });
  await orderAgain(shopper, { number: order.number });
  expect(await quantities(shopper)).toEqual([3]);
});

test("what is dearer or not to be had any more is a line that says so", async () => {
  const shopper = await newUser();
  const { order, product } = await place(shopper, 2);
  await cancelOrder(shopper, { id: order.id });
  await db().update(variants).set({ price: "20.00" }).where(eq(variants.product_id, product.id));
  const other = await newUser();
  await addToCart(other, { product_id: product.id, quantity: 2 });
  await placeOrder(other, TO);
  await orderAgain(shopper, { number: order.number });
  const cart = await getCart(shopper, {});
  expect(cart.items).toMatchObject([{ quantity: 2, price: "20.00", price_changed: true }]);
  expect(findShort(cart)).toMatchObject([{ left: 0 }]);
});

test("a stranger's order is not found, and one that is paid is left as it is", async () => {
  const shopper = await newUser();
  const { order } = await place(shopper);
  await expect(orderAgain(await newUser(), { number: order.number })).rejects.toMatchObject({ status: 404 });
  const { client_secret } = await startPayment(shopper, { order_id: order.id });
  await confirmIntent(client_secret);
  await expect(orderAgain(shopper, { number: order.number })).rejects.toMatchObject({ code: "invalid_transition" });
  expect(await quantities(shopper)).toEqual([]);
});
