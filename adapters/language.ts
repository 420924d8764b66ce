import { headers } from "next/headers";

import { translatorOf } from "@/messages/all";
import { LOCALE_HEADER, type Locale, localeNamed, localized } from "@/model/locales";
import type { Translate } from "@/model/translate";

/** The language of the page that is made, or that a form was sent from. */
export async function requestLocale(): Promise<Locale> {
  return localeNamed((await headers()).get(LOCALE_HEADER) ?? "");
}

/** An address of the shop in that language: what a redirect leads to. */
export const inLanguage = async (path: string): Promise<string> => localized(await requestLocale(), path);

/** What says messages in that language, where no page is made: in actions, and at the addresses that pages ask. */
export const requestT = async (): Promise<Translate> => translatorOf(await requestLocale());
