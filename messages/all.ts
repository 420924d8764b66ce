import { DEFAULT_LOCALE, type Locale, PSEUDO_LOCALE, ROUTED_LOCALES } from "@/model/locales";
import { type Messages, type OptionNames, type Translate, translator } from "@/model/translate";

import de from "./de.json" with { type: "json" };
import en from "./en.json" with { type: "json" };
import fr from "./fr.json" with { type: "json" };
import { disguise } from "./pseudo";

/** What was not translated yet is said in English. */
const ALL: Record<Locale, Messages> = {
  en,
  de: { ...en, ...de },
  fr: { ...en, ...fr },
  [PSEUDO_LOCALE]: { ...en, ...disguise(en) },
};
/** For what is said in no shopper's language: Markdown pages, mails, the answers of the API. */
export const english = translator(DEFAULT_LOCALE, en);
const TRANSLATORS = new Map(ROUTED_LOCALES.map((locale) => [locale, translator(locale, ALL[locale])]));
export const translatorOf = (locale: Locale): Translate => TRANSLATORS.get(locale) ?? english;
/** The same, which knows what the catalog's colors and sizes are called as well. */
export const translatorWith = (locale: Locale, options: OptionNames): Translate =>
  translator(locale, ALL[locale], options);

/** The messages that begin with these words and a dot: what is sent to a browser is part of every page's weight. */
export function pickMessages(locale: Locale, areas: readonly string[]): Messages {
  const isPicked = (key: string) => areas.includes(key.slice(0, key.indexOf(".")));
  return Object.fromEntries(Object.entries(ALL[locale]).filter(([key]) => isPicked(key)));
}
