import type { Language } from "./languages/language.ts";
import { NUMBERS, PLACES, colorsOf } from "./words.ts";

/** What a message says about the thing that is wanted. */
export type Slots = {
  said: string;
  /** What it is called or is like, in the singular. */
  words: string[];
  /** Places in the list that was shown last, from 1; -1 is the last. */
  places: number[];
  /** The word they have for it. */
  color?: string;
  size?: string;
  minPrice?: number;
  maxPrice?: number;
  ordering?: string;
  onSale?: boolean;
  quantity?: number;
  orderNumber?: string;
};

const MOST_WORDS = 6;
const MONEY = String.raw`(?:us)?\$?\s?(\d{1,6}(?:\.\d{1,2})?)(?:\s?(?:\$|dollars?\b|bucks\b|usd\b|euros?\b|€))?`;
const BETWEEN = new RegExp(String.raw`\b(?:between|from) ${MONEY} (?:and|to) ${MONEY}`);
const AT_MOST = new RegExp(
  String.raw`\b(?:under|below|less than|no more than|not more than|up to|at most|max(?:imum)?|within|cheaper than|budget(?: is| of)?)(?: of)? ${MONEY}`,
);
const AT_LEAST = new RegExp(String.raw`\b(?:over|above|more than|at least|starting at) ${MONEY}`);
const ABOUT = /\$\s?(\d{1,6}(?:\.\d{1,2})?)|(\d{1,6}(?:\.\d{1,2})?)\s?(?:\$|dollars?\b|bucks\b|usd\b|euros?\b|€)/;
/** A letter stands for a size when it is a capital, or when they say that it does. */
const LETTER = /(?<!['’\w])(X{0,3}[SL]|M)(?!['’\w])/;
const SIZE = /\b(?:size|in an?) (x{0,3}[sl]|m|small|medium|large)\b|\b(\d{2,3} ?[x×] ?\d{2,3}(?: ?cm)?)\b/;
const ORDER_NUMBER = /\b([a-z]{2}-[0-9a-z]{4}-[0-9a-z]{4})\b/;
const FIRST_FEW = /\bfirst (two|three|four|[2-4])\b/;
const PLACE = new RegExp(
  String.raw`\b(${Object.keys(PLACES).join("|")})\b(?: (?:one|item|product))?|\b([1-9])(?:st|nd|rd|th)\b(?: one)?|(?:#|\bnumber |\bno\.? )([1-9])\b`,
);
const NUMBER = new RegExp(
  String.raw`(?<![\w.]|\b(?:this|that|which|each|any|another|other|every|no) )(\d{1,3}|${Object.keys(NUMBERS).join("|")})(?:x\b)?(?![\w%×]| ?(?:cm|ml)\b)`,
);
const ORDERINGS: [pattern: RegExp, ordering: string][] = [
  [/\b(most expensive|dearest|priciest)\b/, "-price"],
  [/\b(cheap(er|est)?|least expensive|affordable|inexpensive)\b/, "price"],
  [/\b(newest|new arrivals?|just in|what's new)\b/, "-created_at"],
  [/\b((best|top|highest)[ -](rated|reviewed)|best ?sell\w+|popular)\b/, "-rating"],
];

/** Takes out of a message what it knows, one after the other, until words are left. */
class Reader {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  /** What the groups of a pattern caught; it is gone from the text then. */
  take(pattern: RegExp): string[] {
    const match = pattern.exec(this.#rest);
    if (!match) return [];
    this.#rest = `${this.#rest.slice(0, match.index)} ${this.#rest.slice(match.index + match[0].length)}`;
    return match.slice(1).filter((group) => group !== undefined);
  }

  words({ fillers, singular }: Language): string[] {
    const found = this.#rest.match(/[\p{L}\p{N}]+(?:[-'&][\p{L}\p{N}]+)*/gu) ?? [];
    const meant = found.map((word) => word.replace(/'s$/, "")).filter((word) => !fillers.has(word));
    return [...new Set(meant.map((word) => (isColor(word) ? word : singular(word))))].filter(
      (word) => !fillers.has(word),
    );
  }
}

const isColor = (word: string) => colorsOf(word).length > 0;
/** XL, or 140 × 200 */
const sizeOf = (text: string) =>
  text
    .toUpperCase()
    .replace(/ ?[X×] ?(?=\d)/, " × ")
    .replace(/ ?CM$/, "");
const numberOf = (text: string) => NUMBERS[text] ?? Number(text);

export function readSlots(said: string, language: Language): Slots {
  const straight = said.replaceAll("’", "'");
  const [letter] = new Reader(straight).take(LETTER);
  const reader = new Reader(straight.replace(LETTER, " ").toLowerCase());
  const [size = letter] = reader.take(SIZE);
  const [orderNumber] = reader.take(ORDER_NUMBER);
  const [low, high] = reader.take(BETWEEN);
  const [most = high] = reader.take(AT_MOST);
  const [minPrice = low] = reader.take(AT_LEAST);
  const [maxPrice = most] = reader.take(ABOUT);
  const places = readPlaces(reader);
  const [quantity] = reader.take(NUMBER);
  const [onSale] = reader.take(/\b(on sale|discount(?:ed|s)?|marked down)\b/);
  const ordering = ORDERINGS.find(([pattern]) => reader.take(pattern).length > 0)?.[1];
  const found = reader.words(language);
  const words = found.length === 0 && /\b(gifts?|presents?)\b/i.test(said) ? ["gift"] : found;
  const color = words.find(isColor);
  return {
    said,
    words: words.filter((word) => !isColor(word)).slice(0, MOST_WORDS),
    places,
    ...(color && { color }),
    ...(size && { size: sizeOf(size) }),
    ...(minPrice && { minPrice: Number(minPrice) }),
    ...(maxPrice && { maxPrice: Number(maxPrice) }),
    ...(ordering && { ordering }),
    ...(onSale && { onSale: true }),
    ...(quantity && { quantity: numberOf(quantity) }),
    ...(orderNumber && { orderNumber: orderNumber.toUpperCase() }),
  };
}

function readPlaces(reader: Reader): number[] {
  const [few] = reader.take(FIRST_FEW);
  const places = few ? Array.from({ length: numberOf(few) }, (_, at) => at + 1) : [];
  for (let [place] = reader.take(PLACE); place; [place] = reader.take(PLACE))
    places.push(PLACES[place] ?? Number(place));
  return places;
}

/** Whether anything is said by which a shop can choose. */
export const isNarrowed = ({ places, color, size, minPrice, maxPrice, ordering, onSale, quantity }: Slots) =>
  places.length > 0 || [color, size, minPrice, maxPrice, ordering, onSale, quantity].some((slot) => slot !== undefined);
