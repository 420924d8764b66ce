import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { ledger, outbox, stock_movements } from "@/db/schema";
import { newDiscount, newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { applyDiscount } from "../cart/cart-discount";
import { getCart } from "../cart/cart-items";
import { findViolations } from "../invariants";
import { refundOrder } from "../payments/refund";
import { startPayment } from "../payments/start-payment";
import { cancelOrder } from "./cancel-order";
import { changeOrder } from "./change-order";
import { changeOrderItem } from "./order-items";
import { placeOrder } from "./place-order";

const ADDRESS = { shipping_address: "214 Alder St" };

test("an order that costs nothing is paid as it is placed: goods sold, no money in the books, one mail", async () => {
  const [shopper, admin, product] = [await newUser(), await newUser("admin"), await newProduct({ price: "8.00" })];
  await addToCart(shopper, { product_id: product.id, quantity: 2 });
  await applyDiscount(shopper, { code: (await newDiscount({ value: "100.00" })).code });
  const order = await placeOrder(shopper, ADDRESS);
  expect(order).toMatchObject({ status: "paid", total_price: "0.00", discount_price: "16.00", expires_at: null });
  expect(order.paid_at).not.toBeNull();
  expect(await db().select().from(ledger).where(eq(ledger.order_id, order.id))).toEqual([]);
  const sold = await db().select().from(stock_movements).where(eq(stock_movements.order_id, order.id));
  expect(sold).toMatchObject([{ delta: -2, reason: "sale" }]);
  const mails = (await db().select().from(outbox)).filter(({ payload }) => payload["order_id"] === order.id);
  expect(mails.map(({ topic }) => topic)).toEqual(["order_paid"]);
  await expect(startPayment(shopper, { order_id: order.id })).rejects.toMatchObject({ code: "not_payable" });
  await expect(refundOrder(admin, { id: order.id })).rejects.toMatchObject({ code: "not_refundable" });
  await changeOrder(admin, { id: order.id, status: "shipped" });
  await expect(cancelOrder(shopper, { id: order.id })).rejects.toMatchObject({ code: "invalid_transition" });
  expect(await changeOrder(admin, { id: order.id, status: "delivered" })).toMatchObject({ status: "delivered" });
  expect(await findViolations(db())).toEqual([]);
});

test("an order of less than a card can be charged is refused with the least, and changes nothing", async () => {
  const [shopper, product] = [await newUser(), await newProduct({ price: "0.49" })];
  await addToCart(shopper, { product_id: product.id });
  await expect(placeOrder(shopper, ADDRESS)).rejects.toMatchObject({
    status: 409,
    code: "total_too_small",
    message: "A card cannot be charged less than $0.50. Add something to your cart to order it.",
    details: { total_price: "0.49", minimum: "0.50" },
  });
  expect((await getCart(shopper, {})).items).toHaveLength(1);
  await addToCart(shopper, { product_id: product.id });
  const { id } = await placeOrder(shopper, ADDRESS);
  expect(await startPayment(shopper, { order_id: id })).toMatchObject({ amount: 98 });
});

test("an order whose lines an admin changes can become neither too small, nor stay unpaid when nothing is owed", async () => {
  const [shopper, admin] = [await newUser(), await newUser("admin")];
  const product = await newProduct({
    variants: [
      { size: "S", price: "0.30" },
      { size: "L", price: "0.00" },
    ],
  });
  await addToCart(shopper, { product_id: product.id, size: "S", quantity: 2 });
  const order = await placeOrder(shopper, ADDRESS);
  const { id } = one(order.items);
  await expect(changeOrderItem(admin, { id, quantity: 1 })).rejects.toMatchObject({ code: "total_too_small" });
  await changeOrderItem(admin, { id, size: "L" });
  expect(await changeOrder(admin, { id: order.id, status: "shipped" })).toMatchObject({ total_price: "0.00" });
  expect(await findViolations(db())).toEqual([]);
});
