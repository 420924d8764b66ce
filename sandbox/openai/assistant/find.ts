import type { Known } from "./fit.ts";
import { type Product, productsIn } from "./outputs.ts";
import type { Plan, Talk } from "./plan.ts";
import { ranked } from "./rank.ts";
import { PUZZLED, UNABLE, listedNames, quoted } from "./reply.ts";
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

export function* find({ wish }: Talk): Plan {
  const alternatives = alternativesOf(wish.words);
  const exact = yield* search(waysOf(wish, alternatives));
  if (!exact) return UNABLE;
  const found = ranked(exact, alternatives.flat(), wish.ordering).slice(0, SHOWN);
  if (found.length > 0) return foundText(found, wish);
  if (!wish.isSure) return PUZZLED;
  const nothing = `I found ${wish.words.length > 0 ? `no ${wish.words.join(" ")}` : "nothing"}${limits(wish)}.`;
  const single = wish.words.length > 1 ? wish.words.flatMap((word) => alternativesOf([word])) : alternatives;
  const looser = isLimited(wish) ? yield* search(waysOf(loosened(wish), single)) : [];
  const near = ranked(looser ?? [], single.flat(), wish.ordering).slice(0, SHOWN);
  if (near.length === 0) return `${nothing} Could you say it with other words?`;
  return `${nothing} ${listedNames(near)} ${near.length > 1 ? "come" : "comes"} close.`;
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

function foundText(found: Product[], wish: Wish): string {
  if (wish.words.length === 0 && !isNarrowed(wish)) return `You could begin with ${listedNames(found)}.`;
  const [best] = found;
  const order = wish.ordering?.endsWith("price") ? ", in the order of their prices" : "";
  const why = best?.tagline ? ` ${quoted(best.name)}: ${best.tagline}` : "";
  return `${listedNames(found)} ${found.length > 1 ? "fit" : "fits"} best${limits(wish)}${order}.${why}`;
}

/** What was asked besides the thing itself. */
function limits({ color, size, minPrice, maxPrice, onSale }: Wish): string {
  return [
    color ? ` in ${color}` : "",
    size ? ` in size ${size}` : "",
    minPrice || maxPrice ? " at that price" : "",
    onSale ? " on sale" : "",
  ].join("");
}
