import { search } from "./find.ts";
import { type Product, productsIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { isNamed, ranked } from "./rank.ts";
import { listed, listedNames, quoted } from "./reply.ts";
import { colorsOf } from "./words.ts";

/** The product that is meant, with what it comes in; or what to say when that is not clear. */
export function* whichProduct(talk: Talk): Plan<Product | string> {
  const { wish, named, page, language } = talk;
  const { say } = language;
  const [place] = wish.places;
  if (place !== undefined || wish.words.length === 0) {
    const name = place === undefined ? only(named) : named.at(place > 0 ? place - 1 : place);
    if (name) return yield* byName(talk, name);
    if (place === undefined && page !== undefined) return (yield* byId(page)) ?? say.which;
    return named.length > 1 ? say.whichOne(listed(named.map(quoted), say.or)) : say.which;
  }
  const recent = talk.known.find(({ name }) => named.includes(name) && isNamed(name, wish.words, language));
  return recent ? yield* whole(recent) : yield* byWords(talk);
}

const only = (names: string[]) => (names.length === 1 ? names[0] : undefined);

function* byName({ known, language: { say } }: Talk, name: string): Plan<Product | string> {
  const isIt = (product: Product) => product.name === name;
  const told = known.find(isIt);
  if (told) return yield* whole(told);
  const found = yield* search([{ search: name, page_size: 8 }]);
  if (!found) return say.unable;
  const product = found.find(isIt);
  return product ? yield* whole(product) : say.gone(quoted(name));
}

function* byWords({ wish: { words, color }, language }: Talk): Plan<Product | string> {
  const { say } = language;
  const way = { search: words.join(" "), page_size: 8 };
  const colored = color === undefined ? [] : yield* search(colorsOf(color).map((name) => ({ ...way, color: name })));
  const found = colored?.length ? colored : yield* search([way]);
  if (!found) return say.unable;
  const [best, ...others] = ranked(found, words, language);
  if (!best) return say.notFound(listed(words, say.and));
  if (isNamed(best.name, words, language) || others.length === 0) return yield* whole(best);
  return say.whichOne(listedNames([best, ...others.slice(0, 2)], say.or));
}

function* byId(id: number): Plan<Product | undefined> {
  const output = yield* use("get_product", { id, product_id: id });
  return productsIn(output)[0];
}

/** A list may leave out what a product comes in. */
function* whole(product: Product): Plan<Product> {
  return product.sizes && product.colors ? product : ((yield* byId(product.id)) ?? product);
}
