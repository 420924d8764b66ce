import { locale } from "next/root-params";
import { cache, use } from "react";

import { translatorOf } from "@/messages/all";
import { DEFAULT_LOCALE, isLocale, localized } from "@/model/locales";
import type { Translate } from "@/model/translate";

/** The language of the address that this page is made for. */
export const currentLocale = cache(async () => {
  const name = (await locale()) ?? "";
  return isLocale(name) ? name : DEFAULT_LOCALE;
});

const current = cache(async () => {
  const name = await currentLocale();
  return { t: translatorOf(name), to: (path: string) => localized(name, path) };
});

/** For components that wait: see useT. */
export const getT = async (): Promise<Translate> => (await current()).t;

export const useT = (): Translate => use(current()).t;
export const useTo = () => use(current()).to;
