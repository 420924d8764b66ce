import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { cart_items, ledger, orders, products, shipping_methods } from "@/db/schema";
import { STANDARD_METHODS } from "@/db/seed/shipping";
import { addToCart } from "@/domain/cart/add-to-cart";
import { getCart } from "@/domain/cart/cart-items";
import { listProducts } from "@/domain/catalog/list-products";
import type { Context } from "@/domain/operation";
import { orderAgain } from "@/domain/orders/order-again";
import { placeOrder } from "@/domain/orders/place-order";
import { readReturnEligibility } from "@/domain/returns/returns";
import { marketNamed } from "@/model/markets";
import { confirmIntent, newDiscount, newProduct, newToken, newUser, one } from "@/tests/helpers";
import { differencesOfBooks } from "@/tests/sandbox";

import { send } from "./routes";

const EURO = { Market: "eu" };
const abroad = <C extends Context>(context: C): C => ({ ...context, market: marketNamed("eu") });
type Body = Record<string, unknown>;
const bodyOf = async (response: Promise<Response>) => (await (await response).json()) as Body;

beforeAll(() =>
  db()
    .insert(shipping_methods)
    .values([...STANDARD_METHODS])
    .onConflictDoNothing(),
);

describe("a market of another currency", () => {
  test("tells its prices of products, lists, carts and deliveries; one that is unknown is at home", async () => {
    const product = await newProduct({ price: "20.00", variants: [{ size: "S" }, { size: "L", price: "30.00" }] });
    await db().update(products).set({ compare_at_price: "40.00" }).where(eq(products.id, product.id));
    const read = (headers: Record<string, string>) => bodyOf(send("GET /products/{id}/", { id: product.id, headers }));
    expect(await read(EURO)).toMatchObject({
      price: "18.50",
      price_max: "27.50",
      compare_at_price: "37.00",
      currency: "EUR",
      variants: [{ price: "18.50" }, { price: "27.50" }],
    });
    const home = { price: "20.00", price_max: "30.00", compare_at_price: "40.00", currency: "USD" };
    for (const headers of [{}, { Market: "atlantis" }, { Market: "us" }])
      expect(await read(headers)).toMatchObject(home);
    const methods = await bodyOf(send("GET /shipping-methods/", { headers: EURO }));
    expect(methods["results"]).toContainEqual(
      expect.objectContaining({ code: "standard", price: "5.50", free_from: "69.00" }),
    );
    const token = await newToken(await newUser());
    const wanted = { product_id: product.id, size: "L", quantity: 2 };
    expect(await bodyOf(send("POST /cart/items/", { token, body: wanted, headers: EURO }))).toMatchObject({
      price: "27.50",
      subtotal: "55.00",
      price_changed: false,
    });
    expect(await bodyOf(send("GET /cart/", { token, headers: EURO }))).toMatchObject({
      total_price: "55.00",
      currency: "EUR",
    });
    // The same cart at home: its prices have not changed, they are others.
    expect(await bodyOf(send("GET /cart/", { token }))).toMatchObject({
      total_price: "60.00",
      currency: "USD",
      items: [{ price: "30.00", price_changed: false }],
    });
  });

  test("is filtered by bounds of its own, and its facets say them", async () => {
    const product = await newProduct({ price: "20.00" });
    const ask = async (query: object) => {
      const category = product.category_id;
      return listProducts(abroad(publicContext()), { category: String(category), facets: true, ...query });
    };
    expect((await ask({})).facets?.price).toEqual({ min: "18.50", max: "18.50" });
    expect((await ask({ price__gte: "18.50", price__lte: "18.50" })).count).toBe(1);
    expect((await ask({ price__gte: "18.51" })).count).toBe(0);
    expect((await ask({ price__lte: "18.49" })).count).toBe(0);
    expect((await ask({ price__gte: "19.00" })).count).toBe(0);
  });

  test("an admin reads what is kept, since it may be written back", async () => {
    const token = await newToken(await newUser("admin"));
    const product = await newProduct({ price: "20.00" });
    const at = { token, id: product.id, headers: EURO };
    expect(await bodyOf(send("GET /products/{id}/", at))).toMatchObject({ price: "20.00", currency: "USD" });
  });

  test("an order is placed, paid and given back in its currency, and stays in it", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "20.00", stock: 9 })];
    const token = await newToken(shopper);
    await addToCart(abroad(shopper), { product_id: product.id, quantity: 2 });
    const { code } = await newDiscount({ kind: "amount", value: "10.00", minimum_subtotal: "50.00" });
    const post = (route: string, body: object) => send(route, { token, body, headers: EURO });
    expect(await bodyOf(post("POST /cart/discount/", { code }))).toEqual({
      code: [`"${code}" needs goods for €46.00 or more.`],
    });
    await addToCart(abroad(shopper), { product_id: product.id });
    expect(await bodyOf(post("POST /cart/discount/", { code }))).toMatchObject({
      subtotal: "55.50",
      discount_price: "9.00",
    });
    const body = { shipping_address: "x", shipping_method: "standard", expected_total: "52.00" };
    const order = await bodyOf(post("POST /orders/", body));
    expect(order).toMatchObject({ currency: "EUR", subtotal: "55.50", shipping_price: "5.50", total_price: "52.00" });
    const id = Number(order["id"]);
    const begun = await bodyOf(send("POST /payment/", { token, body: { order_id: id } }));
    expect(begun).toMatchObject({ amount: 5200, currency: "eur" });
    await confirmIntent(String(begun["client_secret"]));
    await send("GET /payment/{id}/", { token, id });
    expect(await bodyOf(send("GET /orders/{id}/", { token, id }))).toMatchObject({
      status: "paid",
      currency: "EUR",
      total_price: "52.00",
    });
    const admin = await newToken(await newUser("admin"));
    const back = send("POST /payment/{id}/refund/", { token: admin, id, body: { amount: "2.00" } });
    expect(await bodyOf(back)).toMatchObject({ amount: "2.00", status: "succeeded" });
    const moved = await db().select().from(ledger).where(eq(ledger.order_id, id)).orderBy(ledger.id);
    expect(moved.map(({ amount, currency }) => [amount, currency])).toEqual([
      ["52.00", "EUR"],
      ["-2.00", "EUR"],
    ]);
    expect((await differencesOfBooks()).filter(({ order_id }) => order_id === String(id))).toEqual([]);
    expect(await readReturnEligibility(shopper, { id })).toMatchObject({ label_price: "5.50", currency: "EUR" });
  });

  test("a total that was agreed to in one market is not taken in another", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "20.00" })];
    await addToCart(shopper, { product_id: product.id });
    const wanted = { shipping_address: "x", expected_total: "20.00" };
    await expect(placeOrder(abroad(shopper), wanted)).rejects.toMatchObject({ code: "price_changed" });
  });

  test("what an admin adds to its order costs what it does there", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "20.00" })];
    await addToCart(shopper, { product_id: product.id });
    const { id } = await placeOrder(abroad(shopper), { shipping_address: "x" });
    const other = await newProduct({ price: "30.00" });
    const token = await newToken(await newUser("admin"));
    const body = { order: id, product_id: other.id };
    expect(await bodyOf(send("POST /order-items/", { token, body }))).toMatchObject({ price: "27.50" });
    expect(one(await db().select().from(orders).where(eq(orders.id, id)))).toMatchObject({
      total_price: "46.00",
      currency: "EUR",
    });
  });

  test("an order that is placed again does not tell of prices that changed", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "20.00" })];
    await addToCart(shopper, { product_id: product.id });
    const { number } = await placeOrder(abroad(shopper), { shipping_address: "x" });
    await orderAgain(shopper, { number });
    const cart = await getCart(abroad(shopper), {});
    expect(cart.items).toMatchObject([{ price: "18.50", price_changed: false }]);
    await db().update(products).set({ price: "21.00" }).where(eq(products.id, product.id));
    expect((await getCart(abroad(shopper), {})).items).toMatchObject([{ price: "19.50", price_changed: true }]);
    const lines = db().select().from(cart_items).where(eq(cart_items.cart_id, cart.id));
    expect(await lines).toMatchObject([{ price_seen: "20.00" }]);
  });

  test("an answer for everybody is kept for each market by itself", async () => {
    const { id } = await newProduct({ price: "20.00" });
    const [home, euro] = [
      await send("GET /products/{id}/", { id }),
      await send("GET /products/{id}/", { id, headers: EURO }),
    ];
    expect(home.headers.get("vary")).toContain("Market");
    expect(home.headers.get("etag")).not.toBe(euro.headers.get("etag"));
  });
});
