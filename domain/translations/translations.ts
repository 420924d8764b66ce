import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";

import { categories, products, shipping_methods, translations } from "@/db/schema";
import { Key, pageOf } from "@/model/fields";
import {
  type TranslatedKind,
  Translation,
  TranslationFields,
  TranslationQuery,
  TranslationTexts,
} from "@/model/translations";

import { audit } from "../audit";
import { touchCategories, touchProducts } from "../catalog/touch";
import { invalid, notFound, unknownPk } from "../errors";
import { type Context, type UserContext, isUniqueViolation, operation, transaction } from "../operation";
import { readPage } from "../paging";

type Fields = z.output<typeof TranslationTexts>;
type Of = { kind: TranslatedKind; object: string };

async function find({ db }: Context, id: number) {
  const [row] = await db.select().from(translations).where(eq(translations.id, id));
  if (!row) throw notFound();
  return row;
}

const idOf = (object: string) => (/^\d{1,15}$/.test(object) ? Number(object) : 0);

/** What products and categories have in their addresses; a thing without a page has its own name. */
async function nameOf({ db }: Context, { kind, object }: Of): Promise<string | undefined> {
  if (kind === "option") return object;
  const [row] =
    kind === "shipping_method"
      ? await db.select({ name: shipping_methods.code }).from(shipping_methods).where(eq(shipping_methods.code, object))
      : kind === "category"
        ? await db
            .select({ name: categories.slug })
            .from(categories)
            .where(eq(categories.id, idOf(object)))
        : await db
            .select({ name: products.slug })
            .from(products)
            .where(eq(products.id, idOf(object)));
  return row?.name;
}

/** Marks the pages that say what it is called as stale. */
async function touch(tx: Context, translated: Of): Promise<void> {
  const name = await nameOf(tx, translated);
  if (translated.kind === "product" && name) touchProducts(tx, [name]);
  else touchCategories(tx);
}

export const listTranslations = operation({
  name: "list_translations",
  summary: "What products, categories, ways of delivery, colors and sizes are called in other languages.",
  access: "admin",
  paginated: true,
  input: TranslationQuery,
  output: pageOf(Translation),
  async run({ db }, query) {
    const { kind, object, locale } = query;
    const where = and(
      kind && eq(translations.kind, kind),
      object === undefined ? undefined : eq(translations.object, object),
      locale && eq(translations.locale, locale),
    );
    return readPage(db, { from: translations, where, query }, (limit, offset) =>
      db.select().from(translations).where(where).orderBy(asc(translations.id)).limit(limit).offset(offset),
    );
  },
});

export const getTranslation = operation({
  name: "get_translation",
  summary: "What one thing is called in one language.",
  access: "admin",
  input: Key,
  output: Translation,
  find,
  run: async (_context, _input, row) => row,
});

export const createTranslation = operation({
  name: "create_translation",
  summary: "Say what something is called in another language. What is left out is said as the catalog has it.",
  access: "admin",
  input: TranslationFields,
  output: Translation,
  run: (context, fields) =>
    transaction(context, async (tx) => {
      if ((await nameOf(tx, fields)) === undefined) throw invalid({ object: [unknownPk(fields.object)] });
      const [made] = await tx.db
        .insert(translations)
        .values(fields)
        .returning()
        .catch((error: unknown) => {
          throw isUniqueViolation(error)
            ? invalid({ object: ["There is a translation into this language already."] })
            : error;
        });
      if (!made) throw new Error("insert into translations returned no row");
      await touch(tx, made);
      await audit(tx, { action: "create_translation", object_type: "translation", object_id: made.id, after: fields });
      return made;
    }),
});

const write = (context: UserContext, id: number, { texts }: Fields) =>
  transaction(context, async (tx) => {
    const [changed] = await tx.db.update(translations).set({ texts }).where(eq(translations.id, id)).returning();
    if (!changed) throw notFound();
    await touch(tx, changed);
    await audit(tx, { action: "change_translation", object_type: "translation", object_id: id, after: { texts } });
    return changed;
  });

export const replaceTranslation = operation({
  name: "replace_translation",
  summary: "Write what something is called in another language again.",
  access: "admin",
  input: TranslationTexts.extend(Key.shape),
  output: Translation,
  find,
  run: (context, { id, ...fields }) => write(context, id, fields),
});

export const changeTranslation = operation({
  name: "change_translation",
  summary: "Change some of what something is called in another language.",
  access: "admin",
  input: TranslationTexts.partial().extend(Key.shape),
  output: Translation,
  find,
  run: (context, { id, texts = {} }, row) => write(context, id, { texts: { ...row.texts, ...texts } }),
});

export const deleteTranslation = operation({
  name: "delete_translation",
  summary: "Say it as the catalog has it again.",
  access: "admin",
  input: Key,
  output: z.null(),
  find,
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const [gone] = await tx.db.delete(translations).where(eq(translations.id, id)).returning();
      if (!gone) throw notFound();
      await touch(tx, gone);
      await audit(tx, { action: "delete_translation", object_type: "translation", object_id: id, before: gone });
      return null;
    }),
});
