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
  const rows = (kind: TranslatedKind, said: (texts: CatalogTexts) => [object: string | undefined, TranslatedTexts][]) =>
    TRANSLATED_LOCALES.flatMap((locale) =>
      said(readTexts(locale)).flatMap(([object, texts]) => (object ? [{ kind, object, locale, texts }] : [])),
    );
  const named = rows("option", ({ options }) => Object.entries(options).map(([value, name]) => [value, { name }]));
  const delivered = rows("shipping_method", ({ shipping_methods }) => Object.entries(shipping_methods));
  const sorted = rows("category", (texts) =>
    Object.entries(texts.categories).map(([slug, said]) => [categoryIds.get(slug), said]),
  );
  await db.insert(translations).values([...named, ...delivered, ...sorted]);
  // Last, and all at once: what they are found by is made of all the names above.
  const sold = rows("product", ({ labels, ...texts }) =>
    Object.entries(texts.products).map(([slug, said]) => [productIds.get(slug), productTexts(said, labels)]),
  );
  await db.insert(translations).values(sold);
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
