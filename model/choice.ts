import type { Product, Variant } from "./catalog";
import type { Translate } from "./translate";

type Choosable = Pick<Product, "variants" | "sizes" | "colors">;
export type Option = "color" | "size";
const OPTIONS = ["color", "size"] as const;
const byStock = (left: Variant, right: Variant) => Number(right.stock > 0) - Number(left.stock > 0);
const is = (value: string, wanted: string | null) => wanted === null || value.toLowerCase() === wanted.toLowerCase();

/** The variant that an address asks for, by its SKU or by color and size; undefined where it asks for none that there is. */
export function askedVariant(variants: readonly Variant[], query: URLSearchParams): Variant | undefined {
  const sku = query.get("variant");
  const named = sku === null ? undefined : variants.find((variant) => is(variant.sku, sku));
  if (named || OPTIONS.every((option) => query.get(option) === null)) return named;
  const fitting = variants.filter((variant) => OPTIONS.every((option) => is(variant[option], query.get(option))));
  return fitting.toSorted(byStock)[0];
}

/** What is shown before anything was chosen: the first that can be had. */
export const firstVariant = (variants: readonly Variant[]): Variant | undefined => variants.toSorted(byStock)[0];

/** The variant that another value of an option leads to: with the rest as it is, or the nearest that there is. */
export function variantWith(variants: readonly Variant[], chosen: Variant | undefined, option: Option, value: string) {
  const other = option === "size" ? "color" : "size";
  const fitting = variants.filter((variant) => variant[option] === value);
  return fitting.find((variant) => variant[other] === chosen?.[other]) ?? fitting.toSorted(byStock)[0];
}

/** How a value of an option stands beside what else is chosen: there is stock of it, none, or no such thing is made. */
export function standing(variants: readonly Variant[], chosen: Variant | undefined, option: Option, value: string) {
  const other = option === "size" ? "color" : "size";
  const meant = variants.find((variant) => variant[option] === value && (!chosen || variant[other] === chosen[other]));
  return meant ? (meant.stock > 0 ? "in_stock" : "sold_out") : "not_made";
}

/** "Bone, XS", in the words of a language; blank where there is nothing to choose. */
export const choiceText = (t: Translate, { color, size }: Pick<Variant, Option>) =>
  [color, size].filter(Boolean).map(t.option).join(", ");

/** The choices that a product offers. */
export const optionsOf = ({ colors, sizes }: Choosable) =>
  [
    { name: "color" as const, values: colors },
    { name: "size" as const, values: sizes.map((name) => ({ name })) },
  ].filter(({ values }) => values.length > 0);
