import { expect, test } from "vitest";

import { LANGUAGE_TAGS } from "./locales";
import { MARKETS } from "./markets";
import { numeralsOf, writer } from "./numerals";

const LANGUAGES = [...new Set([...Object.values(LANGUAGE_TAGS), "nl-NL", "sv-SE", "ja-JP"])];
const AMOUNTS = [
  "0.00",
  "0.05",
  "7.00",
  "7.5",
  "24.50",
  "999.99",
  "1000.00",
  "1234.50",
  "99999999.99",
  "12",
  "-0.05",
  "-5.00",
  "-1234.50",
];

test.each(LANGUAGES)("sums and numbers are written as Intl does in %s", (language) => {
  const told = writer(numeralsOf(language), language);
  const intl = (style: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, style);
  for (const { currency } of MARKETS)
    for (const amount of AMOUNTS) {
      const style = { style: "currency", currency } as const;
      const text = amount as Intl.StringNumericLiteral;
      expect(told.money(amount, currency)).toBe(intl(style).format(text));
      expect(told.roundMoney(amount, currency)).toBe(
        intl({ ...style, trailingZeroDisplay: "stripIfInteger" }).format(text),
      );
    }
  for (const value of [-7, 0, 0.5, 1.25, 2.0004, 5, 48, 999, 1000, 12_345, 1_234_567])
    expect(told.number(value)).toBe(intl({}).format(value));
  for (const value of [0, 3.9, 4.25, 4.6666, 5]) {
    const style = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    expect(told.number(value, 1)).toBe(intl(style).format(value));
  }
  for (const rate of ["0", "0.07", "0.19", "0.2000", "0.0825", "0.088750", "1"])
    expect(told.percent(rate)).toBe(intl({ style: "percent", maximumFractionDigits: 2 }).format(Number(rate)));
});

test("what is in no market, or no sum of cents, is left to Intl", () => {
  const { money, symbol } = writer(numeralsOf("en-US"), "en-US");
  expect(money("1500", "JPY")).toBe("¥1,500");
  expect(money("1.239", "USD")).toBe("$1.24");
  expect(money("007", "USD")).toBe("$7.00");
  expect(symbol("EUR")).toBe("€");
  expect(symbol("CHF")).toBe("CHF");
});
