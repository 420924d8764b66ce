import { locale } from "next/root-params";
import { cache } from "react";

import { type Locale, localeNamed } from "@/model/locales";

/** The language of the address that a page is made for, also of one that is kept; only pages have it. */
export const pageLocale = cache(async (): Promise<Locale> => localeNamed((await locale()) ?? ""));
