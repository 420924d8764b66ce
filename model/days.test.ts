import { expect, test } from "vitest";

import { dayOf, daysStyleOf, writeDays } from "./days";
import { LANGUAGE_TAGS } from "./locales";

const LANGUAGES = [...new Set([...Object.values(LANGUAGE_TAGS), "nl-NL", "sv-SE", "pl-PL", "ru-RU", "ja-JP"])];
const DAY_MS = 86_400_000;

test.each(LANGUAGES)("the days of every arrival in two years are written as Intl does in %s", (language) => {
  const style = daysStyleOf(language);
  const format = new Intl.DateTimeFormat(language, { timeZone: "UTC", month: "long", day: "numeric" });
  for (let start = Date.UTC(2026, 0); start < Date.UTC(2028, 0); start += DAY_MS)
    for (const days of [0, 1, 2, 9, 40]) {
      const [from, until] = [dayOf(start), dayOf(start + days * DAY_MS)];
      expect(writeDays(style, { from, until })).toBe(format.formatRange(new Date(from), new Date(until)));
    }
});
