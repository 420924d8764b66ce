import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { products, wishlists } from "@/db/schema";
import { MAX_WISHES } from "@/model/wishlist";
import { newGuest, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { getCart } from "../cart/cart-items";
import type { Context } from "../operation";
import { mergeGuestWishlist } from "./merge-wishlists";
import { ensureWishlist, purgeWishlists, readWishedIds } from "./read-wishlist";
import { getSharedWishlist, getWishlistShare, shareWishlist, unshareWishlist } from "./share-wishlist";
import { addWish, listWishes, moveToWishlist, moveWishToCart, removeWish } from "./wishlist";

const idsOf = async (context: Context) =>
  (await listWishes(context, { page_size: "100" })).results.map(({ id }) => id).toSorted((a, b) => a - b);
const add = async (context: Context) => (await addWish(context, { product_id: (await newProduct()).id })).id;

describe("a wish list", () => {
  test("has each product once, also of many who add at once, and loses what is taken off", async () => {
    for (const shopper of [await newUser(), newGuest()]) {
      const { id } = await newProduct();
      await Promise.all(Array.from({ length: 6 }, () => addWish(shopper, { product_id: id })));
      expect(await idsOf(shopper)).toEqual([id]);
      await removeWish(shopper, { id });
      expect(await idsOf(shopper)).toEqual([]);
      await expect(removeWish(shopper, { id })).rejects.toMatchObject({ status: 404 });
    }
  });

  test("takes no more than so many, and nothing that is not sold", async () => {
    const shopper = await newUser();
    const { category_id } = await newProduct();
    const values = Array.from({ length: MAX_WISHES }, (_, index) => ({
      name: "Thing",
      slug: `${crypto.randomUUID()}-${index}`,
      price: "1.00",
      category_id,
    }));
    const shelf = await db().insert(products).values(values).returning({ id: products.id });
    for (const { id } of shelf.slice(2)) await addWish(shopper, { product_id: id });
    const late = await Promise.allSettled(
      [...shelf.slice(0, 2), await newProduct(), await newProduct()].map(({ id }) =>
        addWish(shopper, { product_id: id }),
      ),
    );
    expect(late.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const hidden = await newProduct({ is_active: false });
    await expect(addWish(shopper, { product_id: hidden.id })).rejects.toMatchObject({
      fields: { product_id: [/Invalid pk/] },
    });
  });

  test("does not show what is no longer sold", async () => {
    const shopper = await newUser();
    const [kept, gone] = [await add(shopper), await add(shopper)];
    await db().update(products).set({ is_active: false }).where(eq(products.id, gone));
    expect(await readWishedIds(shopper)).toEqual([kept]);
    expect(await listWishes(shopper, {})).toMatchObject({ count: 1, results: [{ id: kept }] });
  });
});

describe("moving to the cart", () => {
  test("takes it off the list and puts it in the cart, once of many at once", async () => {
    for (const shopper of [await newUser(), newGuest()]) {
      const id = await add(shopper);
      const moved = await Promise.allSettled(Array.from({ length: 4 }, () => moveWishToCart(shopper, { id })));
      expect(moved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await idsOf(shopper)).toEqual([]);
      expect((await getCart(shopper, {})).items).toMatchObject([{ product: { id }, quantity: 1 }]);
    }
  });

  test("leaves it on the list when it cannot be put in the cart", async () => {
    const shopper = await newUser();
    const { id, variants } = await newProduct({
      variants: [{ color: "Oat", stock: 0 }, { color: "Sage" }, { color: "Rust" }],
    });
    await addWish(shopper, { product_id: id });
    await expect(moveWishToCart(shopper, { id })).rejects.toMatchObject({ fields: { color: [/Choose one of/] } });
    await expect(moveWishToCart(shopper, { id, variant_id: variants[0]?.id })).rejects.toMatchObject({
      fields: { quantity: ["This is out of stock."] },
    });
    expect(await idsOf(shopper)).toEqual([id]);
    expect(await moveWishToCart(shopper, { id, color: "Rust" })).toMatchObject({ color: "Rust" });
    await expect(moveWishToCart(await newUser(), { id })).rejects.toMatchObject({ status: 404 });
  });
});

describe("saved for later", () => {
  test("is a line of the cart that becomes a wish, once however often it is asked for", async () => {
    for (const shopper of [await newUser(), newGuest()]) {
      const product = await newProduct();
      const { id } = await addToCart(shopper, { product_id: product.id, quantity: 2 });
      const moved = await Promise.allSettled(Array.from({ length: 4 }, () => moveToWishlist(shopper, { id })));
      expect(moved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await getCart(shopper, {})).items).toEqual([]);
      expect(await idsOf(shopper)).toEqual([product.id]);
    }
  });

  test("stays in the cart when it cannot be wished for, and is nobody else's to move", async () => {
    const shopper = await newUser();
    const product = await newProduct();
    const { id } = await addToCart(shopper, { product_id: product.id });
    await expect(moveToWishlist(await newUser(), { id })).rejects.toMatchObject({ status: 404 });
    await db().update(products).set({ is_active: false }).where(eq(products.id, product.id));
    await expect(moveToWishlist(shopper, { id })).rejects.toMatchObject({ status: 400 });
    expect((await getCart(shopper, {})).items).toMatchObject([{ id }]);
  });
});

describe("sharing", () => {
  test("shows the list to whoever has the link, until it is taken back, and a new link is another", async () => {
    const owner = newGuest();
    const product = await add(owner);
    expect(await getWishlistShare(owner, {})).toEqual({ id: null, url: null });
    const shares = await Promise.all([1, 2, 3].map(() => shareWishlist(owner, {})));
    const [id = ""] = new Set(shares.map((share) => share.id ?? ""));
    expect(new Set(shares.map((share) => share.url))).toEqual(new Set([`http://shop.test/wishlists/${id}`]));
    expect((await getWishlistShare({ ...owner, locale: "de" }, {})).url).toBe(`http://shop.test/de/wishlists/${id}`);
    const stranger = newGuest();
    expect((await getSharedWishlist(stranger, { id })).products.map((shown) => shown.id)).toEqual([product]);
    expect(await idsOf(stranger)).toEqual([]);
    await unshareWishlist(owner, {});
    await expect(getSharedWishlist(stranger, { id })).rejects.toMatchObject({ status: 404 });
    await expect(unshareWishlist(owner, {})).rejects.toMatchObject({ status: 404 });
    expect((await shareWishlist(owner, {})).id).not.toBe(id);
    expect(await idsOf(owner)).toEqual([product]);
  });
});

describe("a guest's list", () => {
  test("is added to the account's on signing in, once", async () => {
    const [guest, user] = [newGuest(), await newUser()];
    const both = await add(user);
    await addWish(guest, { product_id: both });
    const [own, others] = [await add(user), await add(guest)];
    const hash = guest.guest ?? "";
    await Promise.all([mergeGuestWishlist(user, hash), mergeGuestWishlist(user, hash)]);
    expect(await idsOf(user)).toEqual([both, own, others]);
    expect(await idsOf(guest)).toEqual([]);
  });

  test("keeps its link in an account that wishes for nothing else, and shows nobody more", async () => {
    for (const isEmpty of [true, false]) {
      const [guest, user] = [newGuest(), await newUser()];
      const product = await add(guest);
      if (!isEmpty) await add(user);
      const { id } = await shareWishlist(guest, {});
      await mergeGuestWishlist(user, guest.guest ?? "");
      const shown = getSharedWishlist(newGuest(), { id: id ?? "" });
      if (isEmpty) expect((await shown).products.map((each) => each.id)).toEqual([product]);
      else await expect(shown).rejects.toMatchObject({ status: 404 });
      expect((await getWishlistShare(user, {})).id).toBe(isEmpty ? id : null);
    }
  });

  test("is forgotten when its cookie has ended", async () => {
    const guest = newGuest();
    await add(guest);
    const { id } = await ensureWishlist(guest);
    await db()
      .update(wishlists)
      .set({ expires_at: new Date(0) })
      .where(eq(wishlists.id, id));
    await purgeWishlists(guest);
    expect(await idsOf(guest)).toEqual([]);
  });
});
