import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { inventory_pools, orders, outbox, products } from "@/db/schema";
import { env } from "@/env";
import { confirmIntent, newDiscount, newGuest, newProduct, newUser, one } from "@/tests/helpers";
import { addFault, clearFaults } from "@/tests/sandbox";

import { addToCart } from "../cart/add-to-cart";
import { applyDiscount } from "../cart/cart-discount";
import { getCart } from "../cart/cart-items";
import { findViolations } from "../invariants";
import { deliverMail } from "../mail/deliver";
import type { Context } from "../operation";
import { getPaymentState } from "../payments/payment-state";
import { startPayment } from "../payments/start-payment";
import { cancelOrder } from "./cancel-order";
import { cancelPurchase } from "./cancel-purchase";
import { changeOrder } from "./change-order";
import { isOrderKey, orderKey, sendOrderLink } from "./order-links";
import { getOrderByNumber, listOrders } from "./orders";
import { packOrder } from "./pack-order";
import { placeOrder } from "./place-order";
import { reorder } from "./reorder";
import { readOrderTimeline } from "./timeline";

const TO = { email: "robin@shop.test", shipping_address: "214 Alder St, Portland" };

async function place(shopper: Context, { quantity = 2, stock = 5 } = {}) {
  const product = await newProduct({ price: "10.00", stock });
  await addToCart(shopper, { product_id: product.id, quantity });
  return { product, order: await placeOrder(shopper, TO) };
}
async function buyIt(shopper: Context, terms = {}) {
  const { product, order } = await place(shopper, terms);
  const { client_secret } = await startPayment(shopper, { order_id: order.id });
  await confirmIntent(client_secret);
  await getPaymentState(shopper, { id: order.id });
  return { product, order };
}
const rowOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id)));
const poolOf = async ({ variants }: Awaited<ReturnType<typeof newProduct>>) =>
  one(
    await db()
      .select()
      .from(inventory_pools)
      .where(eq(inventory_pools.id, one(variants).pool_id)),
  );
const typesOf = async (shopper: Context, id: number) =>
  (await readOrderTimeline(shopper, { id })).events.map(({ type }) => type);

describe("cancelling what was paid", () => {
  test("gives all of it back and puts the goods on the shelf, once", async () => {
    const guest = newGuest();
    const { product, order } = await buyIt(guest);
    expect(await poolOf(product)).toMatchObject({ on_hand: 3, reserved: 0 });
    await Promise.allSettled(Array.from({ length: 4 }, () => cancelPurchase(guest, { id: order.id })));
    expect(await rowOf(order.id)).toMatchObject({ status: "refunded", refunded_amount: "20.00" });
    expect(await poolOf(product)).toMatchObject({ on_hand: 5, reserved: 0 });
    expect(await typesOf(guest, order.id)).toEqual(["placed", "paid", "refunded"]);
    expect(await findViolations(db())).toEqual([]);
  });

  test("is known to be under way while Stripe is away, and done once it is back", async () => {
    const shopper = await newUser();
    const { order } = await buyIt(shopper);
    expect(order).toMatchObject({ cancellation_pending: false });
    await addFault({ kind: "error_before", match: { method: "POST", path: "/v1/refunds" } });
    const underWay = { status: "paid", cancellation_pending: true };
    expect(await cancelPurchase(shopper, { id: order.id })).toMatchObject(underWay);
    expect(await listOrders(shopper, {})).toMatchObject({ results: [underWay] });
    await clearFaults();
    expect(await cancelPurchase(shopper, { id: order.id })).toMatchObject({
      status: "refunded",
      cancellation_pending: false,
    });
  });

  test("comes too late for a parcel that has left", async () => {
    const [guest, admin] = [newGuest(), await newUser("admin")];
    const { order } = await buyIt(guest);
    await changeOrder(admin, { id: order.id, status: "shipped" });
    await expect(cancelPurchase(guest, { id: order.id })).rejects.toMatchObject({ code: "invalid_transition" });
    expect(await rowOf(order.id)).toMatchObject({ status: "shipped", refunded_amount: "0.00" });
  });

  test("and shipping at once: either it leaves or the money goes back, never both", async () => {
    const [guest, admin] = [newGuest(), await newUser("admin")];
    for (let round = 0; round < 5; round++) {
      const { order } = await buyIt(guest);
      await Promise.allSettled([
        cancelPurchase(guest, { id: order.id }),
        changeOrder(admin, { id: order.id, status: "shipped" }),
      ]);
      const { status, refunded_amount } = await rowOf(order.id);
      expect(["shipped 0.00", "refunded 20.00"]).toContain(`${status} ${refunded_amount}`);
    }
  });

  test("is for its shopper alone", async () => {
    const { order } = await buyIt(newGuest());
    await expect(cancelPurchase(newGuest(), { id: order.id })).rejects.toMatchObject({ status: 404 });
  });
});

test("an order that costs nothing can be cancelled as long as it has not left, and frees goods and code", async () => {
  const shopper = await newUser();
  const { code } = await newDiscount({ value: "100.00", total_limit: 1 });
  const product = await newProduct({ stock: 1 });
  const take = async () => {
    await addToCart(shopper, { product_id: product.id });
    await applyDiscount(shopper, { code });
    return placeOrder(shopper, TO);
  };
  for (const end of [cancelOrder, cancelPurchase]) {
    const order = await take();
    expect(order).toMatchObject({ status: "paid", total_price: "0.00" });
    await end(shopper, { id: order.id });
    expect(await rowOf(order.id)).toMatchObject({ status: "cancelled" });
    expect(await poolOf(product)).toMatchObject({ on_hand: 1, reserved: 0 });
  }
  const { id } = await take();
  await changeOrder(await newUser("admin"), { id, status: "shipped" });
  await expect(cancelOrder(shopper, { id })).rejects.toMatchObject({ code: "invalid_transition" });
  expect(await findViolations(db())).toEqual([]);
});

test("a timeline tells what happened, in its order, and a carrier's number becomes a link", async () => {
  const [shopper, admin] = [await newUser(), await newUser("admin")];
  const { order } = await buyIt(shopper);
  const { id } = order;
  await packOrder(admin, { id });
  const { packed_at } = await packOrder(admin, { id });
  expect((await rowOf(id)).packed_at?.toISOString()).toBe(packed_at);
  const sent = await changeOrder(admin, { id, status: "shipped", carrier: "ups", tracking_number: "1Z 9" });
  expect(sent.tracking_url).toBe("https://www.ups.com/track?tracknum=1Z%209");
  await changeOrder(admin, { id, status: "delivered" });
  expect(await typesOf(shopper, id)).toEqual(["placed", "paid", "packed", "shipped", "delivered"]);
  await expect(packOrder(admin, { id })).rejects.toMatchObject({ code: "invalid_transition" });
});

describe("buying it again", () => {
  test("fills the cart with what there is, and says what there is not", async () => {
    const shopper = await newUser();
    const [plenty, few, gone] = [await newProduct({ stock: 9 }), await newProduct({ stock: 3 }), await newProduct()];
    for (const { id } of [plenty, few, gone]) await addToCart(shopper, { product_id: id, quantity: 2 });
    const order = await placeOrder(shopper, TO);
    await db().update(orders).set({ status: "delivered" }).where(eq(orders.id, order.id));
    await db().update(products).set({ is_active: false }).where(eq(products.id, gone.id));
    for (let times = 0; times < 2; times++)
      expect(await reorder(shopper, { id: order.id })).toMatchObject({
        added: [
          { product_name: plenty.name, quantity: 2 },
          { product_name: few.name, quantity: 1 },
        ],
        missing: [
          { product_name: few.name, wanted: 2, left: 1 },
          { product_name: gone.name, wanted: 2, left: 0 },
        ],
      });
    expect((await getCart(shopper, {})).items.map(({ quantity }) => quantity)).toEqual([2, 1]);
  });

  test("cancels an order that is not paid, so that its goods are there", async () => {
    const guest = newGuest();
    const { order } = await place(guest, { stock: 2 });
    expect(await reorder(guest, { id: order.id })).toMatchObject({ added: [{ quantity: 2 }], missing: [] });
    expect(await rowOf(order.id)).toMatchObject({ status: "cancelled" });
  });
});

describe("a mailed link", () => {
  test("is not asked for without end", async () => {
    const scale = env().RATE_LIMIT_SCALE;
    env().RATE_LIMIT_SCALE = 1;
    const email = `${crypto.randomUUID()}@shop.test`;
    const ask = () => sendOrderLink({ ...newGuest(), address: crypto.randomUUID() }, { email, number: "KL-0000-0000" });
    for (let times = 0; times < 5; times++) await ask();
    await expect(ask()).rejects.toMatchObject({ status: 429 });
    env().RATE_LIMIT_SCALE = scale;
  });

  test("lets a browser act for the order it names, and for no other", async () => {
    const { order } = await buyIt(newGuest());
    const { order: other } = await buyIt(newGuest());
    const browser = { ...newGuest(), links: [order.number] };
    expect(await getOrderByNumber(browser, { number: order.number })).toMatchObject({ id: order.id });
    await expect(getOrderByNumber(browser, { number: other.number })).rejects.toMatchObject({ status: 404 });
    expect(await cancelPurchase(browser, { id: order.id })).toMatchObject({ status: "refunded" });
    expect([
      isOrderKey(order.number, orderKey(order.number)),
      isOrderKey(other.number, orderKey(order.number)),
    ]).toEqual([true, false]);
  });

  test("is asked for with the same answer, whether or not there is such an order, and goes to its address alone", async () => {
    const { order } = await place(newGuest());
    const stranger = `${crypto.randomUUID()}@shop.test`;
    const ask = (email: string, number: string) => sendOrderLink({ ...newGuest(), address: email }, { email, number });
    const answers = [
      await ask("ROBIN@shop.test", ` ${order.number.toLowerCase().replaceAll("-", "")} `),
      await ask(stranger, order.number),
      await ask("robin@shop.test", "KL-0000-0000"),
    ];
    expect(new Set(answers.map(({ detail }) => detail)).size).toBe(1);
    while ((await deliverMail(newGuest())) > 0);
    const sent = (await db().select().from(outbox)).filter(({ topic }) => topic === "order_link");
    expect(sent.map(({ payload }) => payload["number"])).toEqual([order.number]);
  });
});
