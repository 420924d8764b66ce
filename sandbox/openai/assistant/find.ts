import type { Known } from "./fit.ts";
import type { Language } from "./languages/language.ts";
import { type Product, productsIn } from "./outputs.ts";
import type { Plan, Talk } from "./plan.ts";
import { ranked } from "./rank.ts";
import { listedNames, quoted } from "./reply.ts";
import { isNarrowed } from "./slots.ts";
import type { Wish } from "./understand.ts";
import { alternativesOf, colorsOf } from "./words.ts";

const AT_ONCE = 4;
const SHOWN = 3;

/** Asks the shop for products in several ways at once; undefined when it cannot be asked. */
export function* search(ways: Known[]): Plan<Product[] | undefined> {
  const outputs = yield ways.slice(0, AT_ONCE).map((known) => ({ tool: "list_products", known }));
  return outputs.every((output) => output === undefined) ? undefined : outputs.flatMap(productsIn);
}

export function* find({ wish, language }: Talk): Plan {
  const { say, related } = language;
  const alternatives = alternativesOf(wish.words, related);
  const exact = yield* search(waysOf(wish, alternatives));
  if (!exact) return say.unable;
  const found = ranked(exact, alternatives.flat(), language, wish.ordering).slice(0, SHOWN);
  if (found.length > 0) return foundText(found, wish, language);
  if (!wish.isSure) return say.puzzled;
  const nothing = say.nothing(wish.words.join(" "), limits(wish, language));
  const single = wish.words.length > 1 ? wish.words.flatMap((word) => alternativesOf([word], related)) : alternatives;
  const looser = isLimited(wish) ? yield* search(waysOf(loosened(wish), single)) : [];
  const near = ranked(looser ?? [], single.flat(), language, wish.ordering).slice(0, SHOWN);
  if (near.length === 0) return `${nothing} ${say.otherWords}`;
  return say.near(nothing, listedNames(near, say.and), near.length);
}

/** Each alternative in each color. */
function waysOf(wish: Wish, alternatives: string[][]): Known[] {
  const colors = wish.color === undefined ? [undefined] : colorsOf(wish.color);
  return colors.flatMap((color) => alternatives.map((words) => wayOf(wish, words, color)));
}

function wayOf(
  { size, minPrice, maxPrice, ordering, onSale }: Wish,
  words: string[],
  color: string | undefined,
): Known {
  return {
    ...(words.length > 0 && { search: words.join(" ") }),
    color,
    size,
    price__gte: minPrice,
    price__lte: maxPrice,
    on_sale: onSale,
    ordering,
    page_size: 8,
  };
}

const isNarrow = ({ words, color, size }: Wish) => words.length > 1 || color !== undefined || size !== undefined;
const isLimited = (wish: Wish) => isNarrow(wish) || wish.minPrice !== undefined || wish.maxPrice !== undefined;

/** Without the color and the size; without the price only if nothing else was asked. */
function loosened(wish: Wish): Wish {
  const { color: _color, size: _size, minPrice, maxPrice, ...rest } = wish;
  if (!isNarrow(wish)) return rest;
  return { ...rest, ...(minPrice && { minPrice }), ...(maxPrice && { maxPrice }) };
}

function foundText(found: Product[], wish: Wish, language: Language): string {
  const { say } = language;
  const names = listedNames(found, say.and);
  if (wish.words.length === 0 && !isNarrowed(wish)) return say.begin(names);
  const [best] = found;
  const why = best?.tagline ? ` ${quoted(best.name)}: ${best.tagline}` : "";
  const isByPrice = wish.ordering?.endsWith("price") ?? false;
  return say.fits(names, found.length, limits(wish, language), isByPrice) + why;
}

/** What was asked besides the thing itself. */
function limits({ color, size, minPrice, maxPrice, onSale }: Wish, { say, option }: Language): string {
  return [
    color ? say.limits.color(option(color)) : "",
    size ? say.limits.size(size) : "",
    minPrice || maxPrice ? say.limits.price : "",
    onSale ? say.limits.sale : "",
  ].join("");
}
