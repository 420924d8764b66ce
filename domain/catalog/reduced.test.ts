import { expect, test } from "vitest";

import { marketNamed } from "@/model/markets";
import { newCategory, newGuest, newUser } from "@/tests/helpers";

import { getProduct } from "./get-product";
import { listProducts } from "./list-products";
import { changeProduct, createProduct } from "./write-products";

test("what costs as much as before, or more, is not reduced", async () => {
  const admin = await newUser("admin");
  const { id: category_id } = await newCategory();
  const fields = { name: "Bowl", price: "34.00", category_id };
  await expect(createProduct(admin, { ...fields, compare_at_price: "34.00" })).rejects.toMatchObject({
    fields: { compare_at_price: ["Ensure this is more than the price of 34.00, or null."] },
  });
  const { id } = await createProduct(admin, { ...fields, compare_at_price: "40.00" });
  const seen = async () => {
    const list = (query: object) => listProducts(newGuest(), { category: String(category_id), ...query });
    const { facets } = await list({ facets: true });
    const counts = [(await list({ on_sale: "true" })).count, (await list({ on_sale: "false" })).count];
    return [(await getProduct(newGuest(), { id })).compare_at_price, ...counts, facets?.on_sale];
  };
  expect(await seen()).toEqual(["40.00", 1, 0, 1]);
  for (const price of ["40.00", "45.00"]) {
    await changeProduct(admin, { id, price });
    expect(await seen()).toEqual([null, 0, 1, 0]);
  }
  await expect(changeProduct(admin, { id, compare_at_price: "42.00" })).rejects.toMatchObject({ status: 400 });
  await changeProduct(admin, { id, price: "36.00", compare_at_price: "42.00" });
  expect(await seen()).toEqual(["42.00", 1, 0, 1]);
});

test("nor is what costs the same once it is rounded in a market's currency", async () => {
  const admin = await newUser("admin");
  const { id: category_id } = await newCategory();
  const made = { name: "Bowl", price: "9.60", compare_at_price: "9.90", category_id };
  const { id } = await createProduct(admin, made);
  const market = marketNamed("eu");
  expect(await getProduct({ ...newGuest(), market }, { id })).toMatchObject({ price: "9.00", compare_at_price: null });
});
