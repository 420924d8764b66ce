import { forLanguage, numberFormat } from "./intl";
import { MARKETS } from "./markets";
import { currencySymbol, formatMoney } from "./money";

/** What stands around the digits; `below` is before those of what is less than zero. */
type Around = { before: string; below: string; after: string };
type Sum = Around & { symbol: string };

/**
 * How a language writes numbers, as Intl does. A page brings it along, since the first Intl.NumberFormat takes a browser 40 ms,
 * a phone four times that, just when the page comes to life; and the browser's Intl may know other rules than the server's.
 */
export type Numerals = { group: string; decimal: string; number: Around; percent: Around; money: Record<string, Sum> };

const SAMPLE = 1_234_567.89;
const AMOUNT = /^(-?(?:0|[1-9]\d*))(?:\.(\d{1,2}))?$/;

type Part = Intl.NumberFormatPart;
const isDigits = ({ type }: Part) => type === "integer" || type === "fraction";
const textOf = (parts: Part[]) => parts.map(({ value }) => value).join("");
const valueOf = (parts: Part[], type: string) => parts.find((part) => part.type === type)?.value ?? "";

/** With the currencies of the shop's markets. */
export const numeralsOf = forLanguage(readNumerals);

function readNumerals(language: string): Numerals {
  const around = (style: Intl.NumberFormatOptions): Around => {
    const format = numberFormat(language, style);
    const before = (parts: Part[]) => textOf(parts.slice(0, parts.findIndex(isDigits)));
    const parts = format.formatToParts(SAMPLE);
    return {
      before: before(parts),
      below: before(format.formatToParts(-SAMPLE)),
      after: textOf(parts.slice(parts.findLastIndex(isDigits) + 1)),
    };
  };
  const plain = numberFormat(language, {}).formatToParts(SAMPLE);
  const money = MARKETS.map(({ currency }) => {
    const symbol = currencySymbol(currency, language);
    return [currency, { ...around({ style: "currency", currency }), symbol }] as const;
  });
  return {
    group: valueOf(plain, "group"),
    decimal: valueOf(plain, "decimal"),
    number: around({}),
    percent: around({ style: "percent" }),
    money: Object.fromEntries(money),
  };
}

/** What writes numbers as a language does; a currency of no market is left to Intl. */
export function writer({ group, decimal, number, percent, money }: Numerals, language: string) {
  const write = (value: string, { before, below, after }: Around) => {
    const [whole = "", fraction = ""] = value.replace("-", "").split(".");
    const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
    return `${value.startsWith("-") ? below : before}${grouped}${fraction && decimal + fraction}${after}`;
  };
  const writeMoney = (amount: string, currency: string, isRound: boolean) => {
    const [, whole, fraction = ""] = AMOUNT.exec(amount) ?? [];
    const place = money[currency];
    if (whole === undefined || !place)
      return formatMoney(amount, currency, language, isRound ? { trailingZeroDisplay: "stripIfInteger" } : {});
    return write(isRound && !Number(fraction) ? whole : `${whole}.${fraction.padEnd(2, "0")}`, place);
  };
  return {
    /** With so many decimals; without a word of them, with those that it has, at most three. */
    number: (value: number, digits?: number) =>
      write(digits === undefined ? String(Number(value.toFixed(3))) : value.toFixed(digits), number),
    /** Of a rate as decimal text, with at most two decimals: "0.0825" is 8.25%. */
    percent: (rate: string) => write(String(Number((Number(rate) * 100).toFixed(2))), percent),
    money: (amount: string, currency: string) => writeMoney(amount, currency, false),
    /** Without cents where there are none. */
    roundMoney: (amount: string, currency: string) => writeMoney(amount, currency, true),
    symbol: (currency: string) => money[currency]?.symbol ?? currencySymbol(currency, language),
  };
}
