import { expect, test } from "vitest";

import { marketNamed } from "@/model/markets";
import { newCategory, newGuest, newUser } from "@/tests/helpers";

import { getProduct } from "./get-product";
import { changeProduct, createProduct } from "./write-products";

async function candles() {
  const admin = await newUser("admin");
  const { id: category_id } = await newCategory();
  const variants = [
    { size: "Small", content: { amount: 0.4, unit: "kg" as const } },
    { size: "Tall", price: "25.00", content: { amount: "3.000", unit: "piece" as const } },
    { size: "Single" },
  ];
  const { id, variants: made } = await createProduct(admin, { name: "Pillar", price: "14.00", category_id, variants });
  return { admin, id, made };
}

test("what is compared by its content has a price for one unit of it, in the currency of a market", async () => {
  const { id, made } = await candles();
  expect(made.map(({ content, unit_price }) => [content, unit_price])).toEqual([
    [{ amount: "0.4", unit: "kg" }, "35.00"],
    [{ amount: "3", unit: "piece" }, "8.33"],
    [null, null],
  ]);
  const abroad = await getProduct({ ...newGuest(), market: marketNamed("eu") }, { id });
  const [small] = abroad.variants;
  expect([small?.price, small?.unit_price]).toEqual(["13.00", "32.50"]);
});

test("a content is kept until it is taken away, and none is none at all", async () => {
  const { admin, id, made } = await candles();
  const [first, ...others] = made.map((variant) => ({ id: variant.id }));
  const contents = async (content?: unknown) => {
    const { variants } = await changeProduct(admin, {
      id,
      variants: [{ ...first, ...(content !== undefined && { content: content as null }) }, ...others],
    });
    return variants.map((variant) => variant.content?.unit ?? null);
  };
  expect(await contents()).toEqual(["kg", "piece", null]);
  expect(await contents(null)).toEqual([null, "piece", null]);
  for (const [content, problem] of [
    [{ amount: "0", unit: "kg" }, { amount: ["Ensure this value is greater than 0."] }],
    [{ amount: "1.2345", unit: "kg" }, { amount: ["Enter an amount with at most six digits and three decimals."] }],
    [{ amount: "1" }, { unit: ["This field is required."] }],
    [{ amount: "1", unit: "stone" }, { unit: ['"stone" is not a valid choice.'] }],
  ] as const)
    await expect(contents(content)).rejects.toMatchObject({
      status: 400,
      fields: { variants: { 0: { content: problem } } },
    });
});
