import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { cart_items, carts, inventory_pools, products } from "@/db/schema";
import { newGuest, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "./add-to-cart";
import { changeCartItem, emptyCart, getCart, listCartItems, removeCartItem, replaceCartItem } from "./cart-items";
import { mergeGuestCart } from "./merge-carts";

describe("adding", () => {
  test("the same variant again raises its quantity", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "10.10" })];
    await addToCart(shopper, { product_id: product.id });
    expect(await addToCart(shopper, { product_id: product.id, quantity: "2" })).toMatchObject({
      quantity: 3,
      subtotal: "30.30",
    });
    expect(await getCart(shopper, {})).toMatchObject({ items: [{ quantity: 3 }], total_price: "30.30" });
  });

  test.each([0, -1, 1.5, 1e9, "x", null, true])("a quantity of %s is refused and adds nothing", async (quantity) => {
    const [shopper, product] = [await newUser(), await newProduct()];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a client may send
    await expect(addToCart(shopper, { product_id: product.id, quantity: quantity as number })).rejects.toMatchObject({
      status: 400,
      fields: { quantity: [expect.any(String)] },
    });
    expect((await getCart(shopper, {})).items).toEqual([]);
  });

  test("more than is left is refused in the words of the shelf", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ stock: 3 })];
    await addToCart(shopper, { product_id: product.id, quantity: 2 });
    await expect(addToCart(shopper, { product_id: product.id, quantity: 2 })).rejects.toMatchObject({
      fields: { quantity: ["Only 3 left in stock."] },
    });
    expect((await getCart(shopper, {})).items).toMatchObject([{ quantity: 2 }]);
  });

  test("a product that is hidden, deleted or unknown is no product", async () => {
    const shopper = await newUser();
    const hidden = await newProduct({ is_active: false });
    for (const product_id of [hidden.id, 999_999])
      await expect(addToCart(shopper, { product_id })).rejects.toMatchObject({
        fields: { product_id: [`Invalid pk "${product_id}" - object does not exist.`] },
      });
  });

  test("variants with stocks of their own need the choice, unless only one is left", async () => {
    const shopper = await newUser();
    const product = await newProduct({
      variants: [
        { size: "S", stock: 2 },
        { size: "L", stock: 3 },
      ],
    });
    await expect(addToCart(shopper, { product_id: product.id })).rejects.toMatchObject({
      fields: { size: ["Choose one of: S, L."] },
    });
    await expect(addToCart(shopper, { product_id: product.id, size: "XXL" })).rejects.toMatchObject({
      fields: { size: ['"XXL" is not a valid choice.'] },
    });
    await db()
      .update(inventory_pools)
      .set({ on_hand: 0 })
      .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0));
    expect(await addToCart(shopper, { product_id: product.id })).toMatchObject({ size: "L" });
  });

  test("a guest without a cookie of ours has no cart", async () => {
    await expect(addToCart({ ...newGuest(), guest: null }, { product_id: 1 })).rejects.toMatchObject({ status: 401 });
  });
});

describe("changing a line", () => {
  test("into a variant that is there already makes one line of two", async () => {
    const shopper = await newUser();
    const product = await newProduct({ variants: [{ size: "S" }, { size: "L" }] });
    const small = await addToCart(shopper, { product_id: product.id, size: "S", quantity: 1 });
    await addToCart(shopper, { product_id: product.id, size: "L", quantity: 2 });
    await changeCartItem(shopper, { id: small.id, size: "L" });
    expect((await getCart(shopper, {})).items).toMatchObject([{ size: "L", quantity: 3 }]);
  });

  test("keeps its place among the lines", async () => {
    const shopper = await newUser();
    const made = [await newProduct(), await newProduct(), await newProduct()];
    const lines = [];
    for (const { id } of made) lines.push(await addToCart(shopper, { product_id: id }));
    await replaceCartItem(shopper, { id: lines[0]?.id ?? 0, quantity: 3 });
    const { results } = await listCartItems(shopper, {});
    expect(results.map(({ product }) => product.id)).toEqual(made.map(({ id }) => id));
  });

  test("another's line is not found, whatever is asked of it", async () => {
    const [shopper, stranger] = [await newUser(), await newUser()];
    const { id } = await addToCart(shopper, { product_id: (await newProduct()).id });
    await expect(replaceCartItem(stranger, { id, quantity: 2 })).rejects.toMatchObject({ status: 404 });
    await expect(removeCartItem(stranger, { id })).rejects.toMatchObject({ status: 404 });
    await removeCartItem(shopper, { id });
    await expect(removeCartItem(shopper, { id })).rejects.toMatchObject({ status: 404 });
  });

  test("a price that changed is told, and the new one is charged", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "10.00" })];
    await addToCart(shopper, { product_id: product.id });
    await db().update(products).set({ price: "11.00" }).where(eq(products.id, product.id));
    expect(await getCart(shopper, {})).toMatchObject({
      items: [{ price: "11.00", price_changed: true }],
      total_price: "11.00",
    });
  });

  test("emptying leaves an empty cart", async () => {
    const shopper = await newUser();
    await addToCart(shopper, { product_id: (await newProduct()).id });
    await emptyCart(shopper, {});
    expect((await getCart(shopper, {})).items).toEqual([]);
  });
});

describe("signing in with a full cart", () => {
  test("adds the guest's lines to the user's, capped by the stock, once", async () => {
    const [guest, user] = [newGuest(), await newUser()];
    const [scarce, plenty] = [await newProduct({ stock: 3 }), await newProduct({ stock: 50 })];
    await addToCart(user, { product_id: scarce.id, quantity: 2 });
    await addToCart(guest, { product_id: scarce.id, quantity: 2 });
    await addToCart(guest, { product_id: plenty.id, quantity: 1 });
    const merges = await Promise.all(Array.from({ length: 3 }, () => mergeGuestCart(user, guest.guest ?? "")));
    expect(merges.toSorted((a, b) => b.added - a.added)).toEqual([
      { added: 2, capped: 1 },
      { added: 0, capped: 0 },
      { added: 0, capped: 0 },
    ]);
    expect((await getCart(user, {})).items).toMatchObject([{ quantity: 3 }, { quantity: 1 }]);
    expect(
      await db()
        .select()
        .from(carts)
        .where(eq(carts.guest_hash, guest.guest ?? "")),
    ).toEqual([]);
  });

  test("no line of anyone is over 99", async () => {
    const [guest, user] = [newGuest(), await newUser()];
    const product = await newProduct({ stock: 500 });
    await addToCart(user, { product_id: product.id, quantity: 60 });
    await addToCart(guest, { product_id: product.id, quantity: 60 });
    await mergeGuestCart(user, guest.guest ?? "");
    expect(
      await db()
        .select()
        .from(cart_items)
        .innerJoin(carts, eq(carts.id, cart_items.cart_id))
        .where(eq(carts.user_id, user.user.id)),
    ).toMatchObject([{ cart_items: { quantity: 99 } }]);
  });
});
