"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, createContext, use, useMemo } from "react";

import { DEFAULT_LOCALE, type Locale, delocalized, localized } from "@/model/locales";
import type { Numerals } from "@/model/numerals";
import { type Messages, type OptionNames, type Translate, translator } from "@/model/translate";

type Language = { t: Translate; to: (path: string) => string };
const languageOf = (locale: Locale, messages: Messages, options?: OptionNames, numerals?: Numerals): Language => ({
  t: translator(locale, messages, options, numerals),
  to: (path) => localized(locale, path),
});

const Current = createContext<Language>(languageOf(DEFAULT_LOCALE, {}));

type Props = { locale: Locale; messages: Messages; options: OptionNames; numerals: Numerals; children: ReactNode };

/** Gives the components in the browser the language of the page, and the messages that they say. */
export function LanguageProvider({ locale, messages, options, numerals, children }: Props) {
  const language = useMemo(
    () => languageOf(locale, messages, options, numerals),
    [locale, messages, options, numerals],
  );
  return <Current value={language}>{children}</Current>;
}

/** What says the messages of messages/*.json in the language of the page; works on the server and in the browser alike. */
export const useT = (): Translate => use(Current).t;
/** What turns an address of the shop into that of the page's language. */
export const useTo = () => use(Current).to;
/** Where the shopper is, whatever the language; the same on the server and in the browser. */
export const usePlace = () => delocalized(usePathname()).path;
/** The same with its query, which a kept page learns in the browser: whoever asks stands in a Suspense of their own. */
export const useAddress = () => {
  const query = useSearchParams().toString();
  return `${usePlace()}?${query}`;
};
