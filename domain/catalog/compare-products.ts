import { and, inArray } from "drizzle-orm";
import type { z } from "zod";

import { products } from "@/db/schema";
import { CompareQuery, Comparison } from "@/model/catalog";
import { compare, formatMoney } from "@/model/money";

import { type Context, operation } from "../operation";
import { visible } from "./filters";
import { type ProductInput, readProducts } from "./read-products";

/** Products by their ids, in that order, as the shop knows them now and as far as the caller may see them. */
export async function readByIds(context: Context, ids: readonly number[]): Promise<ProductInput[]> {
  if (ids.length === 0) return [];
  const where = and(visible(context), inArray(products.id, [...ids]));
  const found = new Map((await readProducts(context, { where, limit: ids.length })).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const FEW = 5;
const stockOf = ({ stock }: ProductInput) =>
  stock === 0 ? "Sold out" : stock <= FEW ? `Only ${stock} left` : "In stock";
const priceOf = ({ price, price_max, currency }: ProductInput) =>
  (compare(price, price_max) < 0 ? "from " : "") + formatMoney(price, currency);

const ROWS: [label: string, valueOf: (product: ProductInput) => string][] = [
  ["Price", priceOf],
  ["Rating", ({ rating, review_count }) => (rating === null ? "" : `${rating} of 5 (${review_count})`)],
  ["Stock", stockOf],
  ["Category", ({ category }) => category.name],
  ["Colors", ({ colors }) => colors.map(({ name }) => name).join(", ")],
  ["Sizes", ({ sizes }) => sizes.join(", ")],
];

/** Products side by side; what none of them says anything about has no row. */
export function comparisonOf(compared: ProductInput[]): z.input<typeof Comparison> {
  const labels = new Set(compared.flatMap(({ details }) => details.map(({ label }) => label)));
  const details = [...labels].map((label): (typeof ROWS)[number] => [
    label,
    (product) => product.details.find((detail) => detail.label === label)?.text ?? "",
  ]);
  const rows = [...ROWS, ...details].map(([label, valueOf]) => ({ label, values: compared.map(valueOf) }));
  return { products: compared, rows: rows.filter(({ values }) => values.some(Boolean)) };
}

export const compareProducts = operation({
  name: "compare_products",
  summary: "Up to four products side by side: price, rating, stock, and what they are made of.",
  access: "public",
  input: CompareQuery,
  output: Comparison,
  async run(context, { ids }) {
    const wanted = new Set(ids ? ids.split(",").map(Number) : []);
    return comparisonOf(await readByIds(context, [...wanted]));
  },
});
