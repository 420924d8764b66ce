import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";

import {
  HOME_MARKET,
  MARKETS,
  greatestPriceTo,
  leastPriceFrom,
  marketNamed,
  marketOfCurrency,
  priceIn,
} from "./markets";
import { compare } from "./money";

const money = (cents: number) => (cents / 100).toFixed(2);
const EURO = marketOfCurrency("EUR");

describe("a market", () => {
  test("prices by its rate, to the nearest step, halves up", () => {
    expect(priceIn(EURO, "34.00")).toBe("31.50");
    expect(priceIn(EURO, "0.00")).toBe("0.00");
    expect(priceIn({ ...EURO, rate: "0.5", step: "0.01" }, "0.01")).toBe("0.01");
    expect(priceIn({ ...EURO, rate: "150.25", step: "1.00" }, "34.00")).toBe("5109.00");
    expect(priceIn(HOME_MARKET, "34.99")).toBe("34.99");
  });

  test("that the shop does not know is at home", () => {
    for (const name of [null, "", "zz", "EU", "__proto__"]) expect(marketNamed(name)).toBe(HOME_MARKET);
    expect(marketNamed("eu")).toBe(EURO);
  });

  test("has a currency and a name of its own", () => {
    expect(new Set(MARKETS.map(({ currency }) => currency)).size).toBe(MARKETS.length);
    expect(new Set(MARKETS.map(({ id }) => id)).size).toBe(MARKETS.length);
  });

  test("finds by bounds in its own currency what costs that much in it", () => {
    const markets = constantFrom(
      ...MARKETS,
      { ...EURO, rate: "0.3333", step: "0.05" },
      { ...EURO, rate: "151.07", step: "1.00" },
    );
    const cents = integer({ min: 0, max: 60_000 });
    assert(
      property(markets, cents, cents, (market, price, bound) => {
        const here = priceIn(market, money(price));
        const isFrom = compare(money(price), leastPriceFrom(market, money(bound))) >= 0;
        expect(isFrom).toBe(compare(here, money(bound)) >= 0);
        const isTo = compare(money(price), greatestPriceTo(market, money(bound))) <= 0;
        expect(isTo).toBe(compare(here, money(bound)) <= 0);
      }),
      { numRuns: 2000 },
    );
  });
});
