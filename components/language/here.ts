import { LOCALE_HEADER } from "@/model/locales";

/** The header by which a page tells the shop its language, for what is asked of addresses that every language shares. */
export const here = (): Record<string, string> => ({ [LOCALE_HEADER]: document.documentElement.lang });
