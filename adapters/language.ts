import { headers } from "next/headers";

import { DEFAULT_LOCALE, LOCALE_HEADER, type Locale, isLocale, localized } from "@/model/locales";

/** The language of the page that is made, or that a form was sent from. */
async function requestLocale(): Promise<Locale> {
  const name = (await headers()).get(LOCALE_HEADER) ?? "";
  return isLocale(name) ? name : DEFAULT_LOCALE;
}

/** An address of the shop in that language: what a redirect leads to. */
export const inLanguage = async (path: string): Promise<string> => localized(await requestLocale(), path);
