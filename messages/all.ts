import { DEFAULT_LOCALE, type Locale, PSEUDO_LOCALE } from "@/model/locales";
import { type Messages, translator } from "@/model/translate";

import en from "./en.json" with { type: "json" };
import { disguise } from "./pseudo";

const ALL: Record<Locale, Messages> = { [DEFAULT_LOCALE]: en, [PSEUDO_LOCALE]: disguise(en) };

/** Every message in a language; what was not translated yet is said in English. */
export const messagesOf = (locale: Locale): Messages => ({ ...en, ...ALL[locale] });

/** Of them those that begin with these words and a dot: what is sent to a browser is part of every page's weight. */
export function pickMessages(locale: Locale, areas: readonly string[]): Messages {
  const isPicked = (key: string) => areas.includes(key.slice(0, key.indexOf(".")));
  return Object.fromEntries(Object.entries(messagesOf(locale)).filter(([key]) => isPicked(key)));
}

/** For what is said in no shopper's language: Markdown pages, mails, the answers of the API. */
export const english = translator(DEFAULT_LOCALE, messagesOf(DEFAULT_LOCALE));
