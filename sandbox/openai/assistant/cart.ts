import { choose } from "./choice.ts";
import { type CartLine, type Product, cartLinesIn, refusalIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { isNamed } from "./rank.ts";
import { CONFIRM, UNABLE, listed, quoted, toldOf } from "./reply.ts";
import type { Wish } from "./understand.ts";
import { whichProduct } from "./which-product.ts";
import { colorsOf } from "./words.ts";

const EMPTY = "Your cart is empty.";

export function* showCart(): Plan {
  const lines = yield* readCart();
  if (typeof lines === "string") return lines;
  return `In your cart: ${listed(lines.map((line) => `${line.quantity} × ${lineName(line)}`))}.`;
}

export function* checkOut(): Plan {
  const output = yield* use("propose_checkout");
  const done = "Here is the way to the checkout. Nothing is ordered before you say so there.";
  return toldOf(output, done, "You can check out from your cart.");
}

export function* addToCart(talk: Talk): Plan {
  const product = yield* whichProduct(talk);
  if (typeof product === "string") return product;
  const { color, size, wrong } = choose(product, talk.wish);
  const open = wrong ?? openChoice(product, color, size);
  if (open) return open;
  const quantity = talk.wish.quantity ?? 1;
  const output = yield* use("propose_add_to_cart", { id: product.id, product_id: product.id, quantity, color, size });
  return toldOf(output, `Put ${quantity} × ${inKind(product.name, color, size)} into your cart? ${CONFIRM}`);
}

/** What has to be chosen yet, as a question. */
function openChoice({ name, colors = [], sizes = [] }: Product, color?: string, size?: string): string | undefined {
  if (!color && colors.length > 1) return `${quoted(name)} comes in ${listed(colors, "or")}. Which color shall it be?`;
  if (!size && sizes.length > 1) return `${quoted(name)} comes in ${listed(sizes, "or")}. Which size shall it be?`;
  return undefined;
}

export function* removeFromCart(talk: Talk): Plan {
  const lines = yield* whichLines(talk);
  if (typeof lines === "string") return lines;
  const outputs = yield lines.map(({ id }) => ({ tool: "propose_remove", known: { id, item_id: id } }));
  const failed = outputs.find((output) => refusalIn(output) !== undefined);
  return toldOf(failed ?? outputs[0], `Take ${listed(lines.map(lineName))} out of your cart? ${CONFIRM}`);
}

export function* changeQuantity(talk: Talk): Plan {
  const { quantity } = talk.wish;
  const lines = yield* whichLines(talk);
  if (typeof lines === "string") return lines;
  const [line] = lines;
  if (!line || lines.length > 1) return whichLine(lines);
  if (quantity === undefined) return `How many of ${lineName(line)} shall it be?`;
  const output = yield* use("propose_change_quantity", { id: line.id, item_id: line.id, quantity });
  return toldOf(output, `Change to ${quantity} × ${lineName(line)}? ${CONFIRM}`);
}

function* readCart(): Plan<CartLine[] | string> {
  const output = yield* use("get_cart");
  if (output === undefined) return UNABLE;
  const lines = cartLinesIn(output);
  return lines.length > 0 ? lines : EMPTY;
}

const inKind = (name: string, color = "", size = "") => {
  const kind = [color, size].filter(Boolean).join(", ");
  return kind ? `${quoted(name)} (${kind})` : quoted(name);
};
const lineName = ({ product, size, color }: CartLine) => inKind(product.name, color, size);
const whichLine = (lines: CartLine[]) => `Which one do you mean: ${listed(lines.map(lineName), "or")}?`;

/** The lines of the cart that are meant: all, or the one that is named. */
function* whichLines({ wish, named }: Talk): Plan<CartLine[] | string> {
  const lines = yield* readCart();
  if (typeof lines === "string") return lines;
  if (/\b(everything|all|clear|empty)\b/i.test(wish.said)) return lines;
  const meant = matching(lines, wish, named);
  if (meant.length === 1) return meant;
  if (meant.length > 1) return whichLine(meant);
  return wish.words.length > 0
    ? `I do not see that in your cart: there is ${listed(lines.map(lineName))}.`
    : whichLine(lines);
}

function matching(lines: CartLine[], { words, color, places: [place] }: Wish, named: string[]): CartLine[] {
  const isNamedSo = (name: string | undefined) => lines.filter(({ product }) => product.name === name);
  if (place !== undefined) {
    const at = place > 0 ? place - 1 : place;
    const shown = isNamedSo(named.at(at));
    return shown.length > 0 ? shown : lines.slice(at).slice(0, 1);
  }
  const colors = colorsOf(color ?? "");
  const isColor = (line: CartLine) => !color || colors.includes(line.color);
  if (words.length > 0 || color) return lines.filter((line) => isNamed(line.product.name, words) && isColor(line));
  return named.length === 1 ? isNamedSo(named[0]) : lines.length === 1 ? lines : [];
}
