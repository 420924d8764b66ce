import { numberFormat } from "./intl";

/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const EXPONENTS: Record<string, number> = { jpy: 0, krw: 0, vnd: 0, kwd: 3, bhd: 3, omr: 3, jod: 3, tnd: 3 };

const cents = (money: string) => BigInt(money.replace(".", ""));
const text = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const multiply = (money: string, by: number) => text(cents(money) * BigInt(by));
export const sum = (amounts: readonly string[]) => text(amounts.reduce((total, amount) => total + cents(amount), 0n));
export const subtract = (from: string, amount: string) => text(cents(from) - cents(amount));
/** So many parts of a whole that is cut into whole parts, rounded half up to the cent. */
export const fraction = (money: string, parts: number, whole: number) => {
  const half = BigInt(whole);
  return text((2n * cents(money) * BigInt(parts) + half) / (2n * half));
};
/** What one costs where so much costs that: an amount to the thousandth, rounded half up to the cent. */
export const pricePer = (money: string, amount: string) => fraction(money, 1000, Math.round(Number(amount) * 1000));
/** The share of a sum that belongs to a part of a whole, rounded half up to the cent; nothing of a whole of nothing. */
export const shareOf = (money: string, part: string, whole: string) =>
  cents(whole) > 0n ? fraction(money, Number(cents(part)), Number(cents(whole))) : "0.00";
/** How much less it is than it was, in whole percent, never more than it truly is. */
export const savedPercent = (amount: string, was: string) =>
  cents(was) > 0n ? Number(((cents(was) - cents(amount)) * 100n) / cents(was)) : 0;
/** Negative, zero or positive, as a sort function wants it. */
export const compare = (left: string, right: string) => Number(cents(left) - cents(right));

/** Decimal text as the integer that Stripe takes: the smallest unit of the currency. */
export function toMinorUnits(money: string, currency: string): number {
  const exponent = EXPONENTS[currency.toLowerCase()] ?? 2;
  const scaled =
    exponent >= 2 ? cents(money) * 10n ** BigInt(exponent - 2) : cents(money) / 10n ** BigInt(2 - exponent);
  return Number(scaled);
}

/** The same the other way round. */
export function fromMinorUnits(amount: number, currency: string): string {
  const exponent = EXPONENTS[currency.toLowerCase()] ?? 2;
  const scaled =
    exponent >= 2 ? BigInt(amount) / 10n ** BigInt(exponent - 2) : BigInt(amount) * 10n ** BigInt(2 - exponent);
  return text(scaled);
}

/** The price as people read it, in the language and currency given: never depends on the server's own locale. */
export const formatMoney = (
  money: string,
  currency: string,
  locale = "en-US",
  style: Pick<Intl.NumberFormatOptions, "trailingZeroDisplay"> = {},
) => numberFormat(locale, { style: "currency", currency, ...style }).format(money as Intl.StringNumericLiteral);

/** "$" */
export const currencySymbol = (currency: string, locale: string) =>
  numberFormat(locale, { style: "currency", currency })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? currency;
