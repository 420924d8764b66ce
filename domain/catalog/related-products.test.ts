import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { inventory_pools, orders, products } from "@/db/schema";
import { newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { placeOrder } from "../orders/place-order";
import { listRelatedProducts } from "./related-products";

const idsOf = async (id: number) => (await listRelatedProducts(publicContext(), { id })).products.map((one) => one.id);
const change = (id: number, set: Partial<typeof products.$inferInsert>) =>
  db().update(products).set(set).where(eq(products.id, id));

async function buyTogether(...ids: number[]) {
  const buyer = await newUser();
  for (const product_id of ids) await addToCart(buyer, { product_id });
  const { id } = await placeOrder(buyer, { shipping_address: "x" });
  return (status: "paid" | "cancelled") => db().update(orders).set({ status }).where(eq(orders.id, id));
}

test("what was bought together comes before the same category, and that before a tag in common", async () => {
  const [it, bought, sibling, tagged, stranger] = await Promise.all([1, 2, 3, 4, 5].map(() => newProduct()));
  if (!it || !bought || !sibling || !tagged || !stranger) throw new Error("a product is missing");
  const tag = crypto.randomUUID();
  await change(it.id, { tags: [tag, "gift"] });
  await change(tagged.id, { tags: [tag] });
  await change(sibling.id, { category_id: it.category_id });
  await (
    await buyTogether(it.id, bought.id)
  )("paid");
  await (
    await buyTogether(it.id, stranger.id)
  )("cancelled");
  expect(await idsOf(it.id)).toEqual([bought.id, sibling.id, tagged.id]);
});

test("what is sold out comes last, what is hidden not at all, and never the product itself", async () => {
  const it = await newProduct();
  const [gone, hidden, there] = [await newProduct(), await newProduct(), await newProduct()];
  const tag = crypto.randomUUID();
  await change(it.id, { tags: [tag] });
  await change(gone.id, { category_id: it.category_id, tags: [tag] });
  await change(hidden.id, { category_id: it.category_id, is_active: false });
  await change(there.id, { tags: [tag] });
  await db()
    .update(inventory_pools)
    .set({ on_hand: 0 })
    .where(eq(inventory_pools.id, gone.variants[0]?.pool_id ?? 0));
  expect(await idsOf(it.id)).toEqual([there.id, gone.id]);
  await expect(listRelatedProducts(publicContext(), { id: hidden.id })).rejects.toMatchObject({ status: 404 });
});
