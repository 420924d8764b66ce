import { and, inArray } from "drizzle-orm";
import type { z } from "zod";

import { products } from "@/db/schema";
import { CompareQuery, Comparison } from "@/model/catalog";
import { compare } from "@/model/money";
import { stockLevel } from "@/model/stock-level";
import type { Translate } from "@/model/translate";

import { type Context, operation } from "../operation";
import { readTranslator } from "../translations/read-texts";
import { visible } from "./filters";
import { type ProductInput, readProducts } from "./read-products";

/** Products by their ids, in that order, as the shop knows them now and as far as the caller may see them. */
export async function readByIds(context: Context, ids: readonly number[]): Promise<ProductInput[]> {
  if (ids.length === 0) return [];
  const where = and(visible(context), inArray(products.id, [...ids]));
  const found = new Map((await readProducts(context, { where, limit: ids.length })).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const ratingOf = (t: Translate, { rating, review_count: count }: ProductInput) =>
  rating === null ? "" : t("comparison.rating_of", { rating: t.number(Number(rating)), count });

function priceOf(t: Translate, { price, price_max, currency }: ProductInput): string {
  const least = t.money(price, currency);
  return compare(price, price_max) < 0 ? t("comparison.price_from", { price: least }) : least;
}

const rowsOf = (t: Translate): [label: string, valueOf: (product: ProductInput) => string][] => [
  [t("comparison.price"), (product) => priceOf(t, product)],
  [t("comparison.rating"), (product) => ratingOf(t, product)],
  [t("comparison.stock"), ({ stock }) => t("assistant.stock", { state: stockLevel(stock), stock })],
  [t("comparison.category"), ({ category }) => category.name],
  [t("comparison.colors"), ({ colors }) => colors.map(({ name }) => t.option(name)).join(", ")],
  [t("comparison.sizes"), ({ sizes }) => sizes.map(t.option).join(", ")],
];

/** Products side by side; what none of them says anything about has no row. */
export function comparisonOf(t: Translate, compared: ProductInput[]): z.input<typeof Comparison> {
  const labels = new Set(compared.flatMap(({ details }) => details.map(({ label }) => label)));
  const details = [...labels].map((label): ReturnType<typeof rowsOf>[number] => [
    label,
    (product) => product.details.find((detail) => detail.label === label)?.text ?? "",
  ]);
  const rows = [...rowsOf(t), ...details].map(([label, valueOf]) => ({ label, values: compared.map(valueOf) }));
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
    const compared = await readByIds(context, [...wanted]);
    return comparisonOf(await readTranslator(context, context.locale), compared);
  },
});
