import { locale } from "next/root-params";
import { cache } from "react";

import { DEFAULT_LOCALE, type Locale, isLocale } from "@/model/locales";

/** The language of the address that a page is made for, also of one that is kept; only pages have it. */
export const pageLocale = cache(async (): Promise<Locale> => {
  const name = (await locale()) ?? "";
  return isLocale(name) ? name : DEFAULT_LOCALE;
});
