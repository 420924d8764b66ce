import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";

import { translations } from "@/db/schema";
import { translatorWith } from "@/messages/all";
import { DEFAULT_LOCALE, type Locale } from "@/model/locales";
import type { OptionNames, Translate } from "@/model/translate";
import type { TranslatedKind, TranslatedTexts } from "@/model/translations";

import { type Context, operation } from "../operation";

/** What was translated of objects into the caller's language, by the object; nothing in the one that they are kept in. */
export async function readTexts(
  { db, locale }: Context,
  kind: TranslatedKind,
  objects: readonly (number | string)[],
): Promise<Map<string, TranslatedTexts>> {
  if (locale === DEFAULT_LOCALE || objects.length === 0) return new Map();
  const wanted = [...new Set(objects.map(String))];
  const rows = await db
    .select({ object: translations.object, texts: translations.texts })
    .from(translations)
    .where(and(eq(translations.kind, kind), eq(translations.locale, locale), inArray(translations.object, wanted)));
  return new Map(rows.map(({ object, texts }) => [object, texts]));
}

/** Things of the shop, called as they are in the caller's language. */
export async function renamed<T extends { name: string }>(
  context: Context,
  kind: TranslatedKind,
  things: readonly T[],
  keyOf: (thing: T) => number | string,
): Promise<T[]> {
  const texts = await readTexts(context, kind, things.map(keyOf));
  return things.map((thing) => ({ ...thing, name: texts.get(String(keyOf(thing)))?.name ?? thing.name }));
}

async function optionNames({ db, locale }: Context): Promise<OptionNames> {
  if (locale === DEFAULT_LOCALE) return {};
  const rows = await db
    .select({ object: translations.object, texts: translations.texts })
    .from(translations)
    .where(and(eq(translations.kind, "option"), eq(translations.locale, locale)));
  return Object.fromEntries(rows.map(({ object, texts: { name = object } }) => [object, name]));
}

export const readOptionNames = operation({
  name: "read_option_names",
  summary: "What the colors and sizes of the catalog are called in the caller's language, where it is another name.",
  access: "public",
  input: z.object({}),
  output: z.record(z.string(), z.string()),
  run: optionNames,
});

/** What says messages in a language, where no page does, and knows what colors and sizes are called in it. */
export const readTranslator = async (context: Context, locale: Locale): Promise<Translate> =>
  translatorWith(locale, await optionNames({ ...context, locale }));
