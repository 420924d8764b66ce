import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/db";
import { inventory_pools, orders, payments } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { getPaymentState } from "@/domain/payments/payment-state";
import { startPayment } from "@/domain/payments/start-payment";
import { confirmIntent, newProduct, newToken, newUser, one } from "@/tests/helpers";

import { send } from "./routes";

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

async function pending(stock = 5) {
  const [shopper, product] = [await newUser(), await newProduct({ stock, price: "10.00" })];
  await addToCart(shopper, { product_id: product.id, quantity: 2 });
  const order = await placeOrder(shopper, { shipping_address: "x" });
  return { shopper, product, order, token: await newToken(shopper), item: order.items[0]?.id ?? 0 };
}
type Product = Awaited<ReturnType<typeof newProduct>>;
const poolOf = async ({ variants: [variant] }: Product) =>
  one(
    await db()
      .select()
      .from(inventory_pools)
      .where(eq(inventory_pools.id, variant?.pool.id ?? 0)),
  );
const totalOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id))).total_price;

describe("lines of orders", () => {
  test("are seen by their owner and admins, and listed by order", async () => {
    const { order, token, item, product } = await pending();
    const stranger = await newToken(await newUser());
    const own = await send("GET /order-items/{id}/", { token, id: item });
    expect(await own.json()).toEqual({
      id: item,
      order: order.id,
      product: product.id,
      product_name: product.name,
      size: "",
      color: "",
      image: "",
      quantity: 2,
      price: "10.00",
      subtotal: "20.00",
    });
    expect((await send("GET /order-items/{id}/", { token: stranger, id: item })).status).toBe(404);
    expect(await (await send("GET /order-items/", { token: admin, query: `?order=${order.id}` })).json()).toMatchObject(
      { count: 1, results: [{ id: item }] },
    );
    expect(await (await send("GET /order-items/", { token: stranger })).json()).toMatchObject({ count: 0 });
    expect((await send("POST /order-items/", { token, body: {} })).status).toBe(403);
  });

  test("come, change and go with their stock and the order's total", async () => {
    const { order, item, product } = await pending();
    const other = await newProduct({ stock: 3, price: "7.50" });
    const added = await send("POST /order-items/", {
      token: admin,
      body: { order: order.id, product_id: other.id, quantity: 3 },
    });
    expect(added.status).toBe(201);
    const line = (await added.json()) as { id: number };
    expect(line).toMatchObject({ order: order.id, product: other.id, quantity: 3, subtotal: "22.50" });
    expect([await totalOf(order.id), await poolOf(other)]).toMatchObject(["42.50", { on_hand: 3, reserved: 3 }]);
    await send("PATCH /order-items/{id}/", { token: admin, id: item, body: { quantity: 5 } });
    expect([await totalOf(order.id), await poolOf(product)]).toMatchObject(["72.50", { reserved: 5 }]);
    await send("PUT /order-items/{id}/", { token: admin, id: item, body: { quantity: 1 } });
    expect([await totalOf(order.id), await poolOf(product)]).toMatchObject(["32.50", { reserved: 1 }]);
    expect((await send("DELETE /order-items/{id}/", { token: admin, id: line.id })).status).toBe(204);
    expect([await totalOf(order.id), await poolOf(other)]).toMatchObject(["10.00", { reserved: 0 }]);
    const last = await send("DELETE /order-items/{id}/", { token: admin, id: item });
    expect([last.status, await last.json()]).toMatchObject([409, { code: "order_locked" }]);
    expect(await poolOf(product)).toMatchObject({ reserved: 1 });
  });

  test("are not more than the stock, and nothing is changed then", async () => {
    const { order, item, product } = await pending(5);
    const refused = await send("PATCH /order-items/{id}/", { token: admin, id: item, body: { quantity: 6 } });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "out_of_stock" }]);
    expect([await totalOf(order.id), await poolOf(product)]).toMatchObject(["20.00", { reserved: 2 }]);
  });

  test("changed by ten admins at once, stock and total still agree", async () => {
    const { order, item, product } = await pending(20);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send("PATCH /order-items/{id}/", { token: admin, id: item, body: { quantity: index + 1 } }),
      ),
    );
    const { quantity } = (await (await send("GET /order-items/{id}/", { token: admin, id: item })).json()) as {
      quantity: number;
    };
    expect(await poolOf(product)).toMatchObject({ reserved: quantity });
    expect(await totalOf(order.id)).toBe(`${quantity * 10}.00`);
  });

  test("a payment that was begun is ended first, and the next one is for the new total", async () => {
    const { shopper, order, item } = await pending();
    const before = await startPayment(shopper, { order_id: order.id });
    await send("PATCH /order-items/{id}/", { token: admin, id: item, body: { quantity: 3 } });
    expect((await confirmIntent(before.client_secret)).error).toBeDefined();
    const after = await startPayment(shopper, { order_id: order.id });
    expect(after).toMatchObject({ amount: 3000 });
    expect(await db().select().from(payments).where(eq(payments.order_id, order.id))).toHaveLength(2);
  });

  test("of an order that is paid are fixed", async () => {
    const { shopper, order, item } = await pending();
    const { client_secret } = await startPayment(shopper, { order_id: order.id });
    await confirmIntent(client_secret);
    for (const route of ["PATCH /order-items/{id}/", "DELETE /order-items/{id}/"]) {
      const refused = await send(route, {
        token: admin,
        id: item,
        ...(route.startsWith("PATCH") && { body: { quantity: 1 } }),
      });
      expect([refused.status, await refused.json()]).toMatchObject([409, { code: "order_locked" }]);
    }
    expect(await getPaymentState(shopper, { id: order.id })).toMatchObject({ status: "paid" });
  });
});
