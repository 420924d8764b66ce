import type en from "../messages/en.json";
import { countryName, dateFormat } from "./intl";
import { LANGUAGE_TAGS, type Locale } from "./locales";
import { marketOfLocale } from "./markets";
import { type Part, choose, parseMessage } from "./message-format";
import { type Numerals, numeralsOf, writer } from "./numerals";

export type MessageKey = keyof typeof en;
export type Messages = Partial<Record<MessageKey, string>>;
/** What colors and sizes are called in a language, by what they are in the catalog. */
export type OptionNames = Record<string, string>;
type Values = Record<string, string | number>;
/** What is left of a message once its choices are made. */
export type Said = string | { name: string } | { tag: string; said: Said[] };

/** Says what a message says in one language. Amounts are decimal text; dates are told in UTC. */
export type Translate = {
  (key: MessageKey, values?: Values): string;
  /** The same in pieces, for whoever puts elements between them; values that are not given stay as names. */
  say: (key: MessageKey, values?: Values) => Said[];
  money: (amount: string, currency: string) => string;
  /** A sum that someone typed: without cents where there are none. */
  roundMoney: (amount: string, currency: string) => string;
  /** "$", where only the number stands beside it. */
  symbol: (currency: string) => string;
  number: (value: number, digits?: number) => string;
  /** Of a rate as decimal text: "0.0825" is 8.25%. */
  percent: (rate: string) => string;
  date: (value: Date | string, style?: Intl.DateTimeFormatOptions) => string;
  /** From one day to another, with what they share said once. */
  dates: (from: Date | string, until: Date | string, style: Intl.DateTimeFormatOptions) => string;
  /** What a country is called, by its two letters. */
  country: (code: string) => string;
  /** What a color or a size is called, which is a name of the catalog's. */
  option: (value: string) => string;
  /** What prices are in where nothing else is said. */
  currency: string;
  locale: Locale;
};

/** A key without a message is shown as it is: nothing may break a page. */
export function translator(
  locale: Locale,
  messages: Messages,
  options: OptionNames = {},
  numerals?: Numerals,
): Translate {
  const language = LANGUAGE_TAGS[locale];
  let written: ReturnType<typeof writer> | undefined;
  const write = () => (written ??= writer(numerals ?? numeralsOf(language), language));
  const inUtc = (style: Intl.DateTimeFormatOptions) => dateFormat(language, { timeZone: "UTC", ...style });
  const number = (value: number, digits?: number) => write().number(value, digits);
  const resolve = (parts: readonly Part[], values: Values): Said[] =>
    parts.flatMap((part): Said[] => {
      if (typeof part === "string") return [part];
      if ("tag" in part) return [{ tag: part.tag, said: resolve(part.parts, values) }];
      const value = values[part.name];
      if ("choose" in part) return resolve(choose(part, value, language), values);
      if (value === undefined) return [part];
      return [typeof value === "number" ? number(value) : value];
    });
  const say = (key: MessageKey, values: Values = {}) => resolve(parseMessage(messages[key] ?? key), values);
  return Object.assign((key: MessageKey, values?: Values) => plain(say(key, values)), {
    say,
    money: (amount: string, currency: string) => write().money(amount, currency),
    roundMoney: (amount: string, currency: string) => write().roundMoney(amount, currency),
    symbol: (currency: string) => write().symbol(currency),
    number,
    percent: (rate: string) => write().percent(rate),
    date: (value: Date | string, style: Intl.DateTimeFormatOptions = { dateStyle: "long" }) =>
      inUtc(style).format(new Date(value)),
    dates: (from: Date | string, until: Date | string, style: Intl.DateTimeFormatOptions) =>
      inUtc(style).formatRange(new Date(from), new Date(until)),
    country: (code: string) => countryName(language, code),
    option: (value: string) => options[value] ?? value,
    currency: marketOfLocale(locale).currency,
    locale,
  });
}

const plain = (said: readonly Said[]): string =>
  said.map((piece) => (typeof piece === "string" ? piece : "tag" in piece ? plain(piece.said) : piece.name)).join("");
