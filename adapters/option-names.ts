import { CATALOG } from "@/domain/catalog/touch";
import { readOptionNames } from "@/domain/translations/read-texts";
import { DEFAULT_LOCALE, type Locale } from "@/model/locales";

import { cached } from "./cache";
import { log } from "./log";

const read = cached(readOptionNames, () => [CATALOG]);

/** What colors and sizes are called in a language; without a database as the catalog calls them, so that a page can say so. */
export async function optionNames(locale: Locale) {
  if (locale === DEFAULT_LOCALE) return {};
  return read.in(locale, NOTHING).catch((error: unknown) => {
    log().error({ err: error }, "the names of colors and sizes could not be read");
    return {};
  });
}
/** One object, so that a page asks once. */
const NOTHING = {};
