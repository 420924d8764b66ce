import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { cart_items, carts, inventory_pools, products } from "@/db/schema";
import { newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { getOrder } from "../orders/orders";
import { placeOrder } from "../orders/place-order";
import { getOwnOrder } from "../orders/read-order";
import { sha256 } from "../secrets";
import { addToCart } from "./add-to-cart";
import {
  changeCartItem,
  emptyCart,
  getCart,
  getCartItem,
  getOwnItem,
  listCartItems,
  removeCartItem,
  replaceCartItem,
} from "./cart-items";
import { mergeGuestCart } from "./merge-carts";
import { purgeCarts } from "./read-cart";

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

describe("a line that is gone when it is changed", () => {
  const L = { product: { variants: [{ size: "M" }, { size: "L" }] }, change: { size: "L" } };
  test("was changed by another at the same moment: one of them does it, and its number stays", async () => {
    const [shopper, product] = [await newUser(), await newProduct(L.product)];
    const { id } = await addToCart(shopper, { product_id: product.id, size: "M", quantity: 2 });
    const moved = await Promise.allSettled(
      Array.from({ length: 4 }, () => changeCartItem(shopper, { id, ...L.change })),
    );
    expect(moved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(moved.filter(({ status }) => status === "rejected")).toMatchObject(
      Array(3).fill({ reason: { status: 404 } }),
    );
    expect((await getCart(shopper, {})).items).toMatchObject([{ size: "L", quantity: 2 }]);
  });

  test("was ordered: it is not found, and does not come back", async () => {
    const [shopper, product] = [await newUser(), await newProduct(L.product)];
    const { id } = await addToCart(shopper, { product_id: product.id, size: "M" });
    const found = await getOwnItem(shopper, id);
    await placeOrder(shopper, { shipping_address: "214 Alder St" });
    for (const change of [L.change, { quantity: 3 }, { quantity: 0 }])
      await expect(changeCartItem.spec.run(shopper, { id, ...change }, found)).rejects.toMatchObject({ status: 404 });
    expect((await getCart(shopper, {})).items).toEqual([]);
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

  test("to a quantity of 0 takes it out, when it is only changed; to one of less is refused", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "3.00" })];
    const { id } = await addToCart(shopper, { product_id: product.id, quantity: 2 });
    await expect(changeCartItem(shopper, { id, quantity: -1 })).rejects.toMatchObject({
      fields: { quantity: ["Ensure this value is greater than or equal to 0."] },
    });
    await expect(replaceCartItem(shopper, { id, quantity: 0 })).rejects.toMatchObject({
      fields: { quantity: ["Ensure this value is greater than or equal to 1."] },
    });
    expect(await changeCartItem(shopper, { id, quantity: 0 })).toMatchObject({ id, quantity: 0, subtotal: "0.00" });
    expect(await getCart(shopper, {})).toMatchObject({ items: [], total_price: "0.00" });
    await expect(changeCartItem(shopper, { id, quantity: 0 })).rejects.toMatchObject({ status: 404 });
  });

  test("of what is hidden or deleted is kept, says so, and is not in the total", async () => {
    const shopper = await newUser();
    const [kept, hidden, deleted] = [await newProduct({ price: "4.00" }), await newProduct(), await newProduct()];
    for (const { id } of [kept, hidden, deleted]) await addToCart(shopper, { product_id: id });
    await db().update(products).set({ is_active: false }).where(eq(products.id, hidden.id));
    await db().update(products).set({ deleted_at: new Date() }).where(eq(products.id, deleted.id));
    expect(await getCart(shopper, {})).toMatchObject({
      items: [{ unavailable: false }, { unavailable: true }, { unavailable: true }],
      total_price: "4.00",
    });
  });

  test("emptying leaves an empty cart", async () => {
    const shopper = await newUser();
    await addToCart(shopper, { product_id: (await newProduct()).id });
    await emptyCart(shopper, {});
    expect((await getCart(shopper, {})).items).toEqual([]);
  });
});

describe("a guest's cart", () => {
  test("is found by the secret of its cookie alone, of which only the hash is kept, for thirty days", async () => {
    const secret = crypto.randomUUID();
    const guest = { ...newGuest(), guest: sha256(secret) };
    const { id } = await addToCart(guest, { product_id: (await newProduct()).id });
    const [cart] = await db()
      .select()
      .from(carts)
      .where(eq(carts.guest_hash, sha256(secret)));
    expect(JSON.stringify(cart)).not.toContain(secret);
    const days = ((cart?.expires_at?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    const stranger = newGuest();
    await expect(getCartItem(stranger, { id })).rejects.toMatchObject({ status: 404 });
    expect((await getCart(stranger, {})).items).toEqual([]);
  });

  test("is gone when its cookie has ended, and no other is", async () => {
    const [old, young, user] = [newGuest(), newGuest(), await newUser()];
    for (const shopper of [old, young, user]) await addToCart(shopper, { product_id: (await newProduct()).id });
    await db()
      .update(carts)
      .set({ expires_at: new Date(0) })
      .where(eq(carts.guest_hash, old.guest ?? ""));
    expect(await purgeCarts(old)).toBe(1);
    expect((await getCart(old, {})).items).toEqual([]);
    for (const shopper of [young, user]) expect((await getCart(shopper, {})).items).toHaveLength(1);
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
    const [first, second] = [scarce, plenty].map(({ variants }) => one(variants).id);
    expect(merges.toSorted((a, b) => b.added.length - a.added.length)).toEqual([
      { added: [first, second], capped: [first] },
      { added: [], capped: [] },
      { added: [], capped: [] },
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

  test("keeps what was sold out meanwhile as a line that says so", async () => {
    const [guest, user, product] = [newGuest(), await newUser(), await newProduct({ stock: 2 })];
    await addToCart(guest, { product_id: product.id, quantity: 2 });
    await db()
      .update(inventory_pools)
      .set({ on_hand: 0 })
      .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0));
    expect(await mergeGuestCart(user, guest.guest ?? "")).toEqual({
      added: [one(product.variants).id],
      capped: [one(product.variants).id],
    });
    expect((await getCart(user, {})).items).toMatchObject([{ quantity: 1, product: { stock: 0 } }]);
  });

  test("two guests' carts at once, and what is added meanwhile, all count", async () => {
    const [user, product] = [await newUser(), await newProduct({ stock: 50 })];
    const guests = [newGuest(), newGuest(), newGuest()];
    for (const guest of guests) await addToCart(guest, { product_id: product.id, quantity: 2 });
    await Promise.all([
      ...guests.map((guest) => mergeGuestCart(user, guest.guest ?? "")),
      ...Array.from({ length: 3 }, () => addToCart(user, { product_id: product.id })),
    ]);
    expect((await getCart(user, {})).items).toMatchObject([{ quantity: 9 }]);
  });

  test("what the guest adds at that very moment is taken along or left behind, and never breaks", async () => {
    const [user, product] = [await newUser(), await newProduct({ stock: 50 })];
    for (let round = 0; round < 5; round++) {
      const guest = newGuest();
      await addToCart(guest, { product_id: product.id });
      await Promise.all([
        mergeGuestCart(user, guest.guest ?? ""),
        ...Array.from({ length: 4 }, async () => addToCart(guest, { product_id: (await newProduct()).id })),
      ]);
    }
    expect((await getCart(user, {})).items).toEqual(expect.arrayContaining([expect.objectContaining({ quantity: 5 })]));
  });

  test("takes the guest's orders along: the old cookie shows them to nobody", async () => {
    const [guest, user] = [newGuest(), await newUser()];
    await addToCart(guest, { product_id: (await newProduct()).id });
    const { id } = await placeOrder(guest, { shipping_address: "x", email: "guest@shop.test" });
    await mergeGuestCart(user, guest.guest ?? "");
    expect(await getOrder(user, { id })).toMatchObject({ user: user.user.id });
    await expect(getOwnOrder(guest, id)).rejects.toMatchObject({ status: 404 });
  });
});
