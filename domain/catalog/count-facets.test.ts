import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { readCatalog } from "@/db/seed/catalog";
import { fillCatalog } from "@/db/seed/fill-catalog";

import { listProducts } from "./list-products";

beforeAll(() => fillCatalog(db(), readCatalog(), new Map()));

type Query = Parameters<typeof listProducts>[1];
const ask = (query: Query) => listProducts(publicContext(), { page_size: "1", ...query });
const facetsOf = async (query: Query) => {
  const { facets } = await ask({ ...query, facets: true });
  if (!facets) throw new Error("no facets");
  return facets;
};

/** Every value that can be clicked in a list, and how many products it promises. */
async function promised(query: Query): Promise<[Query, number][]> {
  const { categories, sizes, colors, ratings, in_stock, on_sale } = await facetsOf(query);
  return [
    ...categories.map(({ slug, count }): [Query, number] => [{ ...query, category__slug: slug }, count]),
    ...sizes.map(({ value, count }): [Query, number] => [{ ...query, size: value }, count]),
    ...colors.map(({ value, count }): [Query, number] => [{ ...query, color: value }, count]),
    ...ratings.map(({ value, count }): [Query, number] => [{ ...query, rating__gte: value }, count]),
    [{ ...query, in_stock: true }, in_stock],
    [{ ...query, on_sale: true }, on_sale],
  ];
}

/** What is promised for each, and what is there. */
async function compare(query: Query) {
  const values = await promised(query);
  const found = [];
  for (const [clicked] of values) found.push([clicked, (await ask(clicked)).count]);
  return { promised: values, found };
}

test("every value of the demo leaves as many products as it says", async () => {
  const compared = await compare({});
  expect(compared.promised.length).toBeGreaterThan(30);
  expect(compared.found).toEqual(compared.promised);
}, 30_000);

test("also beside other filters, in searches and in categories", async () => {
  const { categories, sizes, colors } = await facetsOf({});
  const maybe = <T>(values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const queries = fc.record({
    search: maybe(["mug", "linen", "blue", "lamp"]),
    category__slug: maybe(categories.map(({ slug }) => slug)),
    size: maybe(sizes.map(({ value }) => value)),
    color: maybe(colors.map(({ value }) => value)),
    price__gte: maybe(["20", "40"]),
    price__lte: maybe(["45", "90"]),
    rating__gte: maybe([3, 4]),
    in_stock: maybe([true]),
    on_sale: maybe([true]),
  });
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const compared = await compare(query);
      expect(compared.found).toEqual(compared.promised);
      expect((await ask({ ...query, facets: true })).count).toBe((await ask(query)).count);
    }),
    { numRuns: 12 },
  );
}, 120_000);

test("a value that the other filters leave nothing of is told with 0", async () => {
  const all = await facetsOf({ category__slug: "wear" });
  const narrowed = await facetsOf({ category__slug: "wear", price__gte: "99999" });
  expect(all.sizes.length).toBeGreaterThan(3);
  expect(narrowed.sizes).toEqual(all.sizes.map(({ value }) => ({ value, count: 0 })));
  expect(narrowed.colors.map(({ value, hex }) => [value, hex])).toEqual(
    all.colors.map(({ value, hex }) => [value, hex]),
  );
  expect(all.colors.every(({ hex }) => /^#[0-9a-f]{6}$/i.test(hex ?? ""))).toBe(true);
});
