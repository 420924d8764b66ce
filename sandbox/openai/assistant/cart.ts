import { choose } from "./choice.ts";
import type { Language } from "./languages/language.ts";
import { type CartLine, type Product, cartLinesIn, refusalIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { isNamed } from "./rank.ts";
import { listed, quoted, toldOf } from "./reply.ts";
import type { Wish } from "./understand.ts";
import { whichProduct } from "./which-product.ts";
import { colorsOf } from "./words.ts";

export function* showCart({ language }: Talk): Plan {
  const { say, option } = language;
  const lines = yield* readCart(language);
  if (typeof lines === "string") return lines;
  return say.cart(
    listed(
      lines.map((line) => `${line.quantity} × ${lineName(line, option)}`),
      say.and,
    ),
  );
}

export function* checkOut({ language: { say } }: Talk): Plan {
  const output = yield* use("propose_checkout");
  return toldOf(say, output, say.checkOut, say.noCheckOut);
}

export function* addToCart(talk: Talk): Plan {
  const product = yield* whichProduct(talk);
  if (typeof product === "string") return product;
  const { say, option } = talk.language;
  const { color, size, wrong } = choose(product, talk.wish, talk.language);
  const open = wrong ?? openChoice(product, talk.language, color, size);
  if (open) return open;
  const quantity = talk.wish.quantity ?? 1;
  const output = yield* use("propose_add_to_cart", { id: product.id, product_id: product.id, quantity, color, size });
  return toldOf(say, output, say.confirm(say.add(quantity, inKind(product.name, option, color, size))));
}

/** What has to be chosen yet, as a question. */
function openChoice(
  { name, colors = [], sizes = [] }: Product,
  { say, option }: Language,
  color?: string,
  size?: string,
): string | undefined {
  if (!color && colors.length > 1) return say.whichColor(quoted(name), listed(colors.map(option), say.or));
  if (!size && sizes.length > 1) return say.whichSize(quoted(name), listed(sizes.map(option), say.or));
  return undefined;
}

export function* removeFromCart(talk: Talk): Plan {
  const lines = yield* whichLines(talk);
  if (typeof lines === "string") return lines;
  const outputs = yield lines.map(({ id }) => ({ tool: "propose_remove", known: { id, item_id: id } }));
  const failed = outputs.find((output) => refusalIn(output) !== undefined);
  const { say } = talk.language;
  return toldOf(say, failed ?? outputs[0], say.confirm(say.remove(namesIn(lines, talk.language))));
}

export function* changeQuantity(talk: Talk): Plan {
  const { quantity } = talk.wish;
  const { say, option } = talk.language;
  const lines = yield* whichLines(talk);
  if (typeof lines === "string") return lines;
  const [line] = lines;
  if (!line || lines.length > 1) return whichLine(lines, talk.language);
  if (quantity === undefined) return say.howMany(lineName(line, option));
  const output = yield* use("propose_change_quantity", { id: line.id, item_id: line.id, quantity });
  return toldOf(say, output, say.confirm(say.change(quantity, lineName(line, option))));
}

function* readCart({ say }: Language): Plan<CartLine[] | string> {
  const output = yield* use("get_cart");
  if (output === undefined) return say.unable;
  const lines = cartLinesIn(output);
  return lines.length > 0 ? lines : say.emptyCart;
}

const inKind = (name: string, option: Language["option"], color = "", size = "") => {
  const kind = [color, size].filter(Boolean).map(option).join(", ");
  return kind ? `${quoted(name)} (${kind})` : quoted(name);
};
const lineName = ({ product, size, color }: CartLine, option: Language["option"]) =>
  inKind(product.name, option, color, size);
const namesIn = (lines: CartLine[], { say, option }: Language, last = say.and) =>
  listed(
    lines.map((line) => lineName(line, option)),
    last,
  );
const whichLine = (lines: CartLine[], language: Language) =>
  language.say.whichOne(namesIn(lines, language, language.say.or));

/** The lines of the cart that are meant: all, or the one that is named. */
function* whichLines({ wish, named, language }: Talk): Plan<CartLine[] | string> {
  const lines = yield* readCart(language);
  if (typeof lines === "string") return lines;
  if (/\b(everything|all|clear|empty)\b/i.test(wish.said)) return lines;
  const meant = matching(lines, wish, named, language);
  if (meant.length === 1) return meant;
  if (meant.length > 1) return whichLine(meant, language);
  return wish.words.length > 0 ? language.say.notInCart(namesIn(lines, language)) : whichLine(lines, language);
}

function matching(
  lines: CartLine[],
  { words, color, places: [place] }: Wish,
  named: string[],
  language: Language,
): CartLine[] {
  const isNamedSo = (name: string | undefined) => lines.filter(({ product }) => product.name === name);
  if (place !== undefined) {
    const at = place > 0 ? place - 1 : place;
    const shown = isNamedSo(named.at(at));
    return shown.length > 0 ? shown : lines.slice(at).slice(0, 1);
  }
  const colors = colorsOf(color ?? "");
  const isColor = (line: CartLine) => !color || colors.includes(line.color);
  if (words.length > 0 || color)
    return lines.filter((line) => isNamed(line.product.name, words, language) && isColor(line));
  return named.length === 1 ? isNamedSo(named[0]) : lines.length === 1 ? lines : [];
}
