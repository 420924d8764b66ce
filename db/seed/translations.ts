import { readFileSync } from "node:fs";
import path from "node:path";

import { TRANSLATED_LOCALES } from "@/model/locales";
import type { TranslatedKind, TranslatedTexts } from "@/model/translations";

import type { Db } from "..";
import { categories, products, translations } from "../schema";
import { CATALOG_FOLDER } from "./catalog";

const DETAILS = ["material", "dimensions", "care", "origin"] as const;
type Detail = (typeof DETAILS)[number];
type ProductTexts = Record<Detail | "name" | "tagline" | "description", string> & { tags: string[]; images: string[] };
/** The catalog in another language, each thing by its name in an address, or in the catalog. */
type CatalogTexts = {
  labels: Record<Detail, string>;
  options: Record<string, string>;
  shipping_methods: Record<string, TranslatedTexts>;
  categories: Record<string, TranslatedTexts>;
  products: Record<string, ProductTexts>;
};
const readTexts = (locale: string) =>
  JSON.parse(readFileSync(path.join(CATALOG_FOLDER, `${locale}.json`), "utf8")) as CatalogTexts;

/** Says in every language what the demo's catalog says in its own. */
export async function addTranslations(db: Db): Promise<void> {
  const categoryIds = idsOf(await db.select({ slug: categories.slug, id: categories.id }).from(categories));
  const productIds = idsOf(await db.select({ slug: products.slug, id: products.id }).from(products));
  for (const locale of TRANSLATED_LOCALES) {
    const texts = readTexts(locale);
    const add = async (kind: TranslatedKind, said: [object: string | undefined, texts: TranslatedTexts][]) => {
      const known = said.flatMap(([object, one]) => (object ? [{ kind, object, locale, texts: one }] : []));
      await db.insert(translations).values(known).onConflictDoNothing();
    };
    await add(
      "option",
      Object.entries(texts.options).map(([value, name]) => [value, { name }]),
    );
    await add("shipping_method", Object.entries(texts.shipping_methods));
    await add(
      "category",
      Object.entries(texts.categories).map(([slug, said]) => [categoryIds.get(slug), said]),
    );
    // Last: what they are found by has the names of all the others in it.
    await add(
      "product",
      Object.entries(texts.products).map(([slug, said]) => [productIds.get(slug), productTexts(said, texts.labels)]),
    );
  }
}

const idsOf = (rows: { slug: string; id: number }[]) => new Map(rows.map(({ slug, id }) => [slug, String(id)]));

const productTexts = ({ images: alts, ...said }: ProductTexts, labels: CatalogTexts["labels"]): TranslatedTexts => ({
  name: said.name,
  tagline: said.tagline,
  description: said.description,
  tags: said.tags,
  alts,
  details: DETAILS.map((name) => ({ label: labels[name], text: said[name] })),
});
