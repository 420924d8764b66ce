import type { Language } from "./languages/language.ts";
import type { Product } from "./outputs.ts";
import { listed, quoted } from "./reply.ts";
import type { Wish } from "./understand.ts";
import { colorsOf } from "./words.ts";

type Choice = { color?: string; size?: string; /** What is asked for and not made. */ wrong?: string };

const LETTERS: Record<string, string> = { small: "s", medium: "m", large: "l" };
const bare = (size: string) => {
  const text = size
    .toLowerCase()
    .replaceAll("×", "x")
    .replace(/\s|cm$/g, "");
  return LETTERS[text] ?? text;
};

/** What of a product's colors and sizes is asked for. */
export function choose({ name, colors, sizes }: Product, wish: Wish, language: Language): Choice {
  const color = wish.color && colors?.find((one) => isColor(one, wish.color ?? ""));
  const size = wish.size && sizes?.find((one) => bare(one) === bare(wish.size ?? ""));
  if (wish.color && !color) return { wrong: notMade(language, name, language.option(wish.color), colors) };
  if (wish.size && !size) return { wrong: notMade(language, name, language.say.size(wish.size), sizes) };
  return { ...(color && { color }), ...(size && { size }) };
}

/** Two colors in one are either of them. */
const isColor = (name: string, word: string) =>
  [word, ...colorsOf(word)].some((one) => name.toLowerCase().split(" & ").includes(one.toLowerCase()));

/** A tool may have left out what a product comes in. */
function notMade({ say, option }: Language, name: string, asked: string, made: string[] | undefined): string {
  if (!made) return say.onPage(quoted(name));
  return say.notMade(quoted(name), asked, made.length > 0 ? listed(made.map(option), say.and) : undefined);
}
