import type { Topic } from "../kinds.ts";

/** What the assistant says, in one language. Names come quoted, sums and colors as they are to be read. */
export type Sayings = {
  identity: string;
  help: string;
  greeting: string;
  thanks: string;
  puzzled: string;
  unable: string;
  which: string;
  and: string;
  or: string;
  refused: (why: string) => string;
  confirm: (question: string) => string;
  size: (size: string) => string;

  policyPage: (topic: Topic) => string;
  whichPolicy: string;
  assortment: (categories: string) => string;

  nothing: (words: string, limits: string) => string;
  otherWords: string;
  near: (nothing: string, names: string, count: number) => string;
  begin: (names: string) => string;
  fits: (names: string, count: number, limits: string, byPrice: boolean) => string;
  limits: { color: (color: string) => string; size: (size: string) => string; price: string; sale: string };

  onPage: (name: string) => string;
  notMade: (name: string, asked: string, made: string | undefined) => string;
  made: (name: string, choice: string) => string;
  kinds: (name: string, kinds: string[]) => string;
  price: (name: string) => string;
  noMore: string;
  labels: { material: string; dimensions: string; care: string; origin: string };
  whichTwo: string;
  whichOne: (names: string) => string;
  gone: (name: string) => string;
  notFound: (words: string) => string;

  emptyCart: string;
  cart: (lines: string) => string;
  checkOut: string;
  noCheckOut: string;
  add: (quantity: number, name: string) => string;
  whichColor: (name: string, colors: string) => string;
  whichSize: (name: string, sizes: string) => string;
  remove: (lines: string) => string;
  howMany: (line: string) => string;
  change: (quantity: number, line: string) => string;
  notInCart: (lines: string) => string;

  /** How an order stands, by its status. */
  states: Record<string, string>;
  state: (number: string, state: string, tracking: string) => string;
  order: (state: string, isLatest: boolean) => string;
  earlier: (count: number) => string;
  others: (count: number) => string;
  cancelling: string;
  noOrder: (number: string) => string;
  noOrders: string;
  signedOut: string;
  again: (number: string) => string;
  noAgain: (number: string) => string;
  notOrdered: (names: string) => string;
  whichReturn: (names: string) => string;
  return: (name: string, number: string) => string;
  noReturn: (name: string, number: string) => string;
};

/** A language that the assistant knows: its rules are in English, and what else is said is brought to them. */
export type Language = {
  say: Sayings;
  /** What was said with the words that the rules know in English; the names of things stay as they are. */
  gloss: (said: string) => string;
  /** Words that say nothing about a thing. */
  fillers: ReadonlySet<string>;
  /** What else to look for when somebody asks for this. */
  related: ReadonlyMap<string, string[]>;
  singular: (word: string) => string;
  /** Whether a text has a word, in any of its forms. */
  has: (text: string, word: string) => boolean;
  /** What a color or a size of the catalog is called. */
  option: (name: string) => string;
};

export const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const escape = (word: string) => word.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
const NOT_BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const NOT_AFTER = String.raw`(?![\p{L}\p{N}])`;

/** Finds a word with one of some endings; where words are made of others, as the first or the last of them too. */
export const finder =
  (endings: string, isCompounding = false) =>
  (text: string, word: string): boolean => {
    const ended = `${escape(word)}(?:${endings})?${NOT_AFTER}`;
    return new RegExp(isCompounding ? `${NOT_BEFORE}${escape(word)}|${ended}` : `${NOT_BEFORE}${ended}`, "iu").test(
      text,
    );
  };

/** Puts English words for others, in the order in which they are listed; "$1" is what the first group caught. */
export function glosser(list: readonly (readonly [words: string, english: string])[]) {
  const rules = list.map(
    ([words, english]) => [new RegExp(`${NOT_BEFORE}(?:${words})${NOT_AFTER}`, "giu"), english] as const,
  );
  return (said: string): string =>
    rules.reduce((text, [pattern, english]) => text.replace(pattern, english), said.replaceAll("’", "'"));
}

/** Says the names of a catalog's colors and sizes, of which "Ink & Oat" are two. */
export const optionsIn = (names: Record<string, string>) => (name: string) =>
  name
    .split(" & ")
    .map((one) => names[one.toLowerCase()] ?? one)
    .join(" & ");
