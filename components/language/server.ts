// oxlint-disable no-restricted-imports -- the one place where components learn their language, and the catalog's words of it
import { cache, use } from "react";

import { optionNames } from "@/adapters/option-names";
import { pageLocale } from "@/adapters/page-locale";
import { translatorWith } from "@/messages/all";
import { localized } from "@/model/locales";
import type { Translate } from "@/model/translate";

/** What the catalog's colors and sizes are called in the language of the page. */
export const getOptionNames = cache(async () => optionNames(await pageLocale()));

const current = cache(async () => {
  const name = await pageLocale();
  return { t: translatorWith(name, await getOptionNames()), to: (path: string) => localized(name, path) };
});

/** For components that wait: see useT. */
export const getT = async (): Promise<Translate> => (await current()).t;

export const useT = (): Translate => use(current()).t;
export const useTo = () => use(current()).to;
