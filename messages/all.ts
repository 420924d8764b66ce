import { DEFAULT_LOCALE, type Locale, PSEUDO_LOCALE } from "@/model/locales";
import { type Messages, type Translate, translator } from "@/model/translate";

import en from "./en.json" with { type: "json" };
import { disguise } from "./pseudo";

/** What was not translated yet is said in English. */
const ALL: Record<Locale, Messages> = { [DEFAULT_LOCALE]: en, [PSEUDO_LOCALE]: { ...en, ...disguise(en) } };
const TRANSLATORS: Record<Locale, Translate> = {
  [DEFAULT_LOCALE]: translator(DEFAULT_LOCALE, ALL[DEFAULT_LOCALE]),
  [PSEUDO_LOCALE]: translator(PSEUDO_LOCALE, ALL[PSEUDO_LOCALE]),
};
export const translatorOf = (locale: Locale): Translate => TRANSLATORS[locale];

/** The messages that begin with these words and a dot: what is sent to a browser is part of every page's weight. */
export function pickMessages(locale: Locale, areas: readonly string[]): Messages {
  const isPicked = (key: string) => areas.includes(key.slice(0, key.indexOf(".")));
  return Object.fromEntries(Object.entries(ALL[locale]).filter(([key]) => isPicked(key)));
}

/** For what is said in no shopper's language: Markdown pages, mails, the answers of the API. */
export const english = translatorOf(DEFAULT_LOCALE);
