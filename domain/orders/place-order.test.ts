import { eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { cart_items, carts, inventory_pools, orders, products, rate_limits, reservations, variants } from "@/db/schema";
import { newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { getCart } from "../cart/cart-items";
import type { Context } from "../operation";
import { cancelOrder } from "./cancel-order";
import { placeOrder } from "./place-order";

const TO = { shipping_address: "214 Alder St, Portland" };
const poolOf = async ({ variants: [variant] }: Awaited<ReturnType<typeof newProduct>>) =>
  one(
    await db()
      .select()
      .from(inventory_pools)
      .where(eq(inventory_pools.id, variant?.pool.id ?? 0)),
  );
const fill = (context: Context, product: { id: number }, quantity = 1) =>
  addToCart(context, { product_id: product.id, quantity });
const placed = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

describe("placing an order", () => {
  test("freezes lines, prices and total, holds the stock and empties the cart", async () => {
    const shopper = await newUser();
    const product = await newProduct({ price: "12.50", stock: 5 });
    await fill(shopper, product, 2);
    const order = await placeOrder(shopper, { ...TO, shipping_method: "" });
    await db().update(products).set({ price: "99.00", name: "Renamed" }).where(eq(products.id, product.id));
    expect(order).toMatchObject({ status: "pending", subtotal: "25.00", shipping_price: "0.00", total_price: "25.00" });
    expect(order.number).toMatch(/^KL-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(order.items).toMatchObject([{ product_name: product.name, price: "12.50", quantity: 2, subtotal: "25.00" }]);
    expect(await poolOf(product)).toMatchObject({ on_hand: 5, reserved: 2 });
    expect((await getCart(shopper, {})).items).toEqual([]);
  });

  test("is refused for an empty cart, without an address, and for a guest without e-mail", async () => {
    const shopper = await newUser();
    await expect(placeOrder(shopper, TO)).rejects.toMatchObject({ status: 400, message: "Your cart is empty." });
    await expect(placeOrder(shopper, {})).rejects.toMatchObject({
      fields: { shipping_address: ["This field is required."] },
    });
    await expect(placeOrder(newGuest(), TO)).rejects.toMatchObject({ fields: { email: ["This field is required."] } });
  });

  test("names what is short, and changes neither cart nor stock", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ stock: 3 })];
    await fill(shopper, product, 3);
    await db()
      .update(inventory_pools)
      .set({ on_hand: 2 })
      .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0));
    await expect(placeOrder(shopper, TO)).rejects.toMatchObject({
      status: 409,
      code: "out_of_stock",
      message: `Not enough stock for "${product.name}".`,
      details: { items: [{ product_id: product.id, requested: 3, available: 2 }] },
    });
    expect((await getCart(shopper, {})).items).toHaveLength(1);
    expect(await poolOf(product)).toMatchObject({ on_hand: 2, reserved: 0 });
  });

  test("is refused when the total is not the one that the shopper saw", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "12.50" })];
    await fill(shopper, product);
    await db().update(products).set({ price: "13.00" }).where(eq(products.id, product.id));
    await expect(placeOrder(shopper, { ...TO, expected_total: "12.50" })).rejects.toMatchObject({
      code: "price_changed",
      details: { total_price: "13.00" },
    });
    expect(await placeOrder(shopper, { ...TO, expected_total: 13 })).toMatchObject({ total_price: "13.00" });
  });

  test("is refused while the cart holds something that is no longer sold", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    await fill(shopper, product);
    await db().update(products).set({ is_active: false }).where(eq(products.id, product.id));
    expect(await getCart(shopper, {})).toMatchObject({ total_price: "0.00", items: [{ unavailable: true }] });
    await expect(placeOrder(shopper, TO)).rejects.toMatchObject({ status: 409, code: "cart_changed" });
  });

  test("is refused to someone who holds three unpaid orders", async () => {
    const shopper = await newUser();
    for (let count = 0; count < 3; count++) {
      await fill(shopper, await newProduct());
      await placeOrder(shopper, TO);
    }
    await fill(shopper, await newProduct());
    await expect(placeOrder(shopper, TO)).rejects.toMatchObject({ code: "too_many_open_orders" });
  });

  test("counts the orders of guests by their network address: a new cookie is no new shopper", async () => {
    const address = "203.0.113.77";
    await db()
      .insert(rate_limits)
      .values({ key: `orders:address:${address}`, points: 10_000_000, expire: Date.now() + 30_000 });
    const place = (context: Context) => placeOrder(context, { email: "robin@mail.example", shipping_address: "x" });
    await expect(place({ ...newGuest(), address })).rejects.toMatchObject({ status: 429 });
    await expect(place({ ...(await newUser()), address })).rejects.toMatchObject({ code: "empty_cart" });
  });

  test("adds up lines that draw from one pool before it looks at the stock", async () => {
    const shopper = await newUser();
    const product = await newProduct({ variants: [{ size: "S" }, { size: "L" }] });
    const [small, large] = product.variants;
    const pool = one(await db().insert(inventory_pools).values({ on_hand: 3 }).returning());
    await db()
      .update(variants)
      .set({ pool_id: pool.id })
      .where(inArray(variants.id, [small?.id ?? 0, large?.id ?? 0]));
    await addToCart(shopper, { product_id: product.id, size: "S", quantity: 2 });
    await addToCart(shopper, { product_id: product.id, size: "L", quantity: 2 });
    await expect(placeOrder(shopper, TO)).rejects.toMatchObject({ code: "out_of_stock" });
  });
});

describe("many at once", () => {
  test("twenty shoppers and five units: exactly five orders", async () => {
    const product = await newProduct({ stock: 5 });
    const shoppers = await Promise.all(Array.from({ length: 20 }, () => newUser()));
    await Promise.all(shoppers.map((shopper) => fill(shopper, product)));
    const results = await Promise.allSettled(shoppers.map((shopper) => placeOrder(shopper, TO)));
    expect(placed(results)).toBe(5);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason.code)] : []));
    expect(new Set(refusals)).toEqual(new Set(["out_of_stock"]));
    expect(await poolOf(product)).toMatchObject({ on_hand: 5, reserved: 5 });
  });

  test("whoever wants what is sold out is told so without waiting for anybody", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ stock: 1 })];
    await fill(shopper, product);
    const { id = 0 } = product.variants[0]?.pool ?? {};
    const pool = eq(inventory_pools.id, id);
    await db().update(inventory_pools).set({ reserved: 1 }).where(pool);
    await db().transaction(async (tx) => {
      await tx.select().from(inventory_pools).where(pool).for("update");
      await expect(placeOrder(shopper, TO)).rejects.toMatchObject({ code: "out_of_stock" });
    });
  });

  test("the button pressed five times places one order", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    await fill(shopper, product);
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => placeOrder(shopper, TO)));
    expect(placed(results)).toBe(1);
    expect(await db().select().from(orders).where(eq(orders.user_id, shopper.user.id))).toHaveLength(1);
  });

  test("carts filled in opposite order do not wait for each other for ever", async () => {
    const [first, second] = [await newProduct({ stock: 50 }), await newProduct({ stock: 50 })];
    const shoppers = await Promise.all(Array.from({ length: 10 }, () => newUser()));
    for (const [index, shopper] of shoppers.entries())
      for (const product of index % 2 ? [first, second] : [second, first]) await fill(shopper, product);
    const results = await Promise.allSettled(shoppers.map((shopper) => placeOrder(shopper, TO)));
    expect(placed(results)).toBe(10);
  });

  test("two tabs of one guest make one cart", async () => {
    const [guest, product] = [newGuest(), await newProduct({ stock: 50 })];
    await Promise.all(Array.from({ length: 8 }, () => fill(guest, product)));
    const made = await db()
      .select()
      .from(carts)
      .where(eq(carts.guest_hash, guest.guest ?? ""));
    expect(made).toHaveLength(1);
    const lines = await db()
      .select()
      .from(cart_items)
      .where(eq(cart_items.cart_id, made[0]?.id ?? 0));
    expect(lines).toMatchObject([{ quantity: 8 }]);
  });
});

describe("cancelling", () => {
  test("gives the stock back once, also when asked twice at once", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ stock: 4 })];
    await fill(shopper, product, 3);
    const { id } = await placeOrder(shopper, TO);
    await Promise.all([cancelOrder(shopper, { id }), cancelOrder(shopper, { id })]);
    await cancelOrder(shopper, { id });
    expect(await poolOf(product)).toMatchObject({ on_hand: 4, reserved: 0 });
    expect(await db().select().from(reservations).where(eq(reservations.order_id, id))).toMatchObject([
      { state: "released" },
    ]);
  });

  test("another shopper's order is not found", async () => {
    const [shopper, stranger] = [await newUser(), await newUser()];
    await fill(shopper, await newProduct());
    const { id } = await placeOrder(shopper, TO);
    await expect(cancelOrder(stranger, { id })).rejects.toMatchObject({ status: 404 });
  });
});
