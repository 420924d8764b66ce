import type { Locale } from "./locales";
import { STORE } from "./store";

export type Market = {
  id: string;
  /** ISO 4217; each market has one of its own, so that an order's currency tells its market. */
  currency: string;
  /** What one unit of the shop's own currency is worth in this one, with at most four decimals. */
  rate: string;
  /** What every price is a multiple of. */
  step: string;
};

/** The market in whose currency the catalog is kept. */
export const HOME_MARKET: Market = { id: "us", currency: STORE.currency, rate: "1", step: "0.01" };
const EURO_MARKET: Market = { id: "eu", currency: "EUR", rate: "0.92", step: "0.50" };
export const MARKETS: readonly Market[] = [HOME_MARKET, EURO_MARKET];

/** Where who reads a language shops, and where most of their orders go. */
const PLACES: Partial<Record<string, { market: Market; country: string }>> = {
  de: { market: EURO_MARKET, country: "DE" },
  fr: { market: EURO_MARKET, country: "FR" },
};
export const marketOfLocale = (locale: Locale): Market => PLACES[locale]?.market ?? HOME_MARKET;
/** Where an order goes until the shopper says otherwise (ISO 3166). */
export const countryOfLocale = (locale: Locale): string => PLACES[locale]?.country ?? STORE.country;
/** By its name; one that the shop does not know is at home. */
export const marketNamed = (id: string | null): Market => MARKETS.find((market) => market.id === id) ?? HOME_MARKET;
export const marketOfCurrency = (currency: string): Market =>
  MARKETS.find((market) => market.currency === currency) ?? HOME_MARKET;

/** Decimal text as a whole number of its parts. */
const parts = (decimal: string, digits: number) => {
  const [whole = "0", rest = ""] = decimal.split(".");
  return BigInt(whole + rest.padEnd(digits, "0").slice(0, digits));
};
const money = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
const termsOf = ({ rate, step }: Market) => ({ rate: parts(rate, 4), step: parts(step, 2) * 10_000n });

/** A price of the shop's own currency as it is in a market: by its rate, to the nearest step, halves up. */
export function priceIn(market: Market, price: string): string {
  if (market === HOME_MARKET) return price;
  const { rate, step } = termsOf(market);
  return money((((2n * parts(price, 2) * rate + step) / (2n * step)) * step) / 10_000n);
}

/** The least price of the shop's own currency that is in a market no less than an amount. */
export function leastPriceFrom(market: Market, amount: string): string {
  if (market === HOME_MARKET) return amount;
  const { rate, step } = termsOf(market);
  const steps = (parts(amount, 2) * 10_000n + step - 1n) / step;
  const doubled = (2n * steps - 1n) * step;
  return doubled <= 0n ? "0.00" : money((doubled + 2n * rate - 1n) / (2n * rate));
}

/** The greatest price of the shop's own currency that is in a market no more than an amount. */
export function greatestPriceTo(market: Market, amount: string): string {
  if (market === HOME_MARKET) return amount;
  const above = parts(leastPriceFrom(market, money(parts(amount, 2) + 1n)), 2);
  return above > 0n ? money(above - 1n) : "-0.01";
}
