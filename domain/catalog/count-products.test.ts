import { and, count, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { products } from "@/db/schema";
import { newCategory, newUser } from "@/tests/helpers";

import { getCategory } from "./categories";
import { listProducts } from "./list-products";
import { changeProduct, createProduct, deleteProduct } from "./write-products";

type Category = Awaited<ReturnType<typeof newCategory>>;

/** How many a shopper and an admin are told that a category has. */
const told = async ({ id, slug }: Category) => [
  (await listProducts(publicContext(), { category__slug: slug })).count,
  (await listProducts(await newUser("admin"), { category: id })).count,
];

/** How many there are for a shopper and for an admin. */
async function found({ id }: Category) {
  const ofCategory = and(eq(products.category_id, id), isNull(products.deleted_at));
  const rows = (where = ofCategory) => db().select({ count: count() }).from(products).where(where);
  const [[active], [all]] = [await rows(and(ofCategory, eq(products.is_active, true))), await rows()];
  return [active?.count, all?.count];
}

test("what is kept of a category is right, whatever is done to its products at once", async () => {
  const admin = await newUser("admin");
  const [here, there] = [await newCategory(), await newCategory()];
  const categoryOf = (index: number) => (index % 2 === 0 ? here.id : there.id);
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      createProduct(admin, { name: `Thing ${index}`, price: "1.00", category_id: categoryOf(index) }),
    ),
  );
  await Promise.all(
    made.map(({ id }, index) => {
      if (index < 3) return deleteProduct(admin, { id });
      if (index < 6) return changeProduct(admin, { id, is_active: false });
      if (index < 10) return changeProduct(admin, { id, category_id: categoryOf(index + 1) });
      return changeProduct(admin, { id, name: "Another name" });
    }),
  );
  expect([await told(here), await told(there)]).toEqual([
    [3, 4],
    [3, 5],
  ]);
  expect([await found(here), await found(there)]).toEqual([await told(here), await told(there)]);
});

test("one statement over many products is counted as well", async () => {
  const category = await newCategory();
  const rows = Array.from({ length: 30 }, (_, index) => ({
    name: "Thing",
    slug: `${category.slug}-${index}`,
    price: "1.00",
    category_id: category.id,
    is_active: index < 20,
  }));
  const mine = eq(products.category_id, category.id);
  await db().insert(products).values(rows);
  expect(await told(category)).toEqual([20, 30]);
  await db().update(products).set({ is_active: true }).where(mine);
  expect(await told(category)).toEqual([30, 30]);
  await db().delete(products).where(mine);
  expect(await told(category)).toEqual([0, 0]);
});

test("a category tells how many products a shopper finds in it", async () => {
  const admin = await newUser("admin");
  const { id: category_id } = await newCategory();
  const product_count = async () => (await getCategory(publicContext(), { id: category_id })).product_count;
  expect(await product_count()).toBe(0);
  const { id } = await createProduct(admin, { name: "Thing", price: "1.00", category_id });
  expect(await product_count()).toBe(1);
  await changeProduct(admin, { id, is_active: false });
  expect(await product_count()).toBe(0);
});
