import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { inventory_pools, variants } from "@/db/schema";
import { dayOf } from "@/model/days";
import { newCategory, newGuest, newUser } from "@/tests/helpers";

import { adjustStock } from "./adjust-stock";
import { getProduct } from "./get-product";
import { changeProduct, createProduct } from "./write-products";

const DAY_MS = 86_400_000;
const inDays = (days: number) => dayOf(Date.now() + days * DAY_MS);

/** Two colors that are sold out, one of which is expected back, and what a shopper is told of each. */
async function soldOut() {
  const admin = await newUser("admin");
  const { id: category_id } = await newCategory();
  const colors = [{ color: "Bone", restock_on: inDays(9) }, { color: "Moss" }];
  const { id, variants: made } = await createProduct(admin, {
    name: "Tee",
    price: "42.00",
    category_id,
    variants: colors,
  });
  const told = async () => (await getProduct(newGuest(), { id })).variants.map(({ restock_on }) => restock_on);
  return { admin, id, told, variant_id: made[0]?.id ?? 0, others: made.slice(1).map((one) => ({ id: one.id })) };
}

test("a day on which more is expected is told while none is left, and new goods end it", async () => {
  const { admin, id, variant_id, others, told } = await soldOut();
  expect(await told()).toEqual([inDays(9), null]);
  await adjustStock(admin, { id, variant_id, delta: 2, reason: "Sewn" });
  expect(await told()).toEqual([null, null]);
  await adjustStock(admin, { id, variant_id, delta: -2, reason: "Moths" });
  expect(await told()).toEqual([null, null]);

  await changeProduct(admin, { id, variants: [{ id: variant_id, restock_on: inDays(20) }, ...others] });
  expect(await told()).toEqual([inDays(20), null]);
  await changeProduct(admin, { id, variants: [{ id: variant_id, stock: 5 }, ...others] });
  await changeProduct(admin, { id, variants: [{ id: variant_id, stock: 0 }, ...others] });
  expect(await told()).toEqual([null, null]);
});

test("what was expected and did not come is not told any more", async () => {
  const { admin, variant_id, told } = await soldOut();
  const [row] = await admin.db.select().from(variants).where(eq(variants.id, variant_id));
  const pool = eq(inventory_pools.id, row?.pool_id ?? 0);
  await admin.db
    .update(inventory_pools)
    .set({ restock_on: inDays(-1) })
    .where(pool);
  expect(await told()).toEqual([null, null]);
});

test("a day that is over, too far away or none at all is refused", async () => {
  const { admin, id, variant_id, others, told } = await soldOut();
  for (const [restock_on, problem] of [
    [inDays(-3), "Enter a day that is not over."],
    [inDays(400), "Enter a day within a year."],
    ["2027-02-30", "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."],
  ] as const)
    await expect(
      changeProduct(admin, { id, variants: [{ id: variant_id, restock_on }, ...others] }),
    ).rejects.toMatchObject({ status: 400, fields: { variants: { 0: { restock_on: [problem] } } } });
  expect(await told()).toEqual([inDays(9), null]);
  await changeProduct(admin, { id, variants: [{ id: variant_id, restock_on: null }, ...others] });
  expect(await told()).toEqual([null, null]);
});
