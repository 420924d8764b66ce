import { eq, isNotNull, like, sql } from "drizzle-orm";

import { dayOf } from "@/model/days";

import type { Db } from "..";
import {
  categories,
  inventory_pools,
  media,
  product_images,
  products,
  reviews,
  search_synonyms,
  shipping_methods,
  stock_movements,
  tax_rates,
  variants,
} from "../schema";
import { type ProductEntry, fromCents, type readCatalog } from "./catalog";
import type { Made } from "./images";
import { STANDARD_METHODS } from "./shipping";
import { DEMO_SYNONYMS } from "./synonyms";
import { TAX_RATES } from "./tax";

type Catalog = ReturnType<typeof readCatalog>;
type Pictures = Map<string, Made>;
const urlOf = (pictures: Pictures, file: string | undefined) => (file ? (pictures.get(file)?.url ?? "") : "");

/** Writes what is known of each picture; what names an older version of one moves to the new. */
export async function refreshPictures(db: Db, made: readonly Made[]): Promise<void> {
  const whole = db.select({ url: media.url }).from(media).where(isNotNull(media.color));
  const known = new Set((await whole).map(({ url }) => url));
  for (const image of made.filter(({ url }) => !known.has(url))) {
    await db.insert(media).values(image).onConflictDoUpdate({ target: media.url, set: image });
    const older = image.url.replace(/-[0-9a-f]{8}\.webp$/, "-________.webp");
    await db.update(categories).set({ image: image.url }).where(like(categories.image, older));
    await db.update(product_images).set({ url: image.url }).where(like(product_images.url, older));
    await db.update(variants).set({ image: image.url }).where(like(variants.image, older));
    await db.delete(media).where(sql`${media.url} like ${older} and ${media.url} <> ${image.url}`);
  }
}

export async function fillCatalog(db: Db, catalog: Catalog, pictures: Pictures): Promise<void> {
  await db
    .insert(shipping_methods)
    .values([...STANDARD_METHODS])
    .onConflictDoNothing();
  await db.insert(tax_rates).values(TAX_RATES).onConflictDoNothing();
  const synonyms = DEMO_SYNONYMS.map((entry) => ({ ...entry, key: sql`search_key(${entry.term})` }));
  await db.insert(search_synonyms).values(synonyms).onConflictDoNothing();
  const categoryIds = new Map<string, number>();
  for (const [position, { image, ...category }] of catalog.categories.entries()) {
    const values = { ...category, position, image: urlOf(pictures, image) };
    const [row] = await db.insert(categories).values(values).returning({ id: categories.id });
    if (row) categoryIds.set(category.slug, row.id);
  }
  for (const entry of catalog.products) {
    const category_id = categoryIds.get(entry.category);
    if (!category_id) throw new Error(`${entry.slug} names the unknown category ${entry.category}`);
    await addProduct(db, entry, category_id, pictures);
  }
}

async function addProduct(db: Db, entry: ProductEntry, category_id: number, pictures: Pictures): Promise<void> {
  const created_at = new Date(entry.createdAt);
  const [product] = await db
    .insert(products)
    .values({
      slug: entry.slug,
      name: entry.name,
      tagline: entry.tagline,
      description: entry.description,
      details: [
        { label: "Material", text: entry.material },
        { label: "Dimensions", text: entry.dimensions },
        { label: "Care", text: entry.care },
        { label: "Origin", text: entry.origin },
      ],
      price: fromCents(entry.priceCents),
      compare_at_price: entry.compareAtCents ? fromCents(entry.compareAtCents) : null,
      category_id,
      sizes: entry.options.size ?? [],
      colors: entry.options.color ?? [],
      tags: entry.tags,
      is_featured: entry.featured ?? false,
      created_at,
      updated_at: created_at,
    })
    .returning({ id: products.id });
  if (!product) throw new Error("insert into products returned no row");
  const images = entry.images.map(({ file, alt }, position) => ({
    product_id: product.id,
    position,
    alt,
    url: urlOf(pictures, file),
  }));
  await db.insert(product_images).values(images);
  await addVariants(db, entry, product.id, pictures);
  await addReviews(db, entry, product.id);
}

const DAY_MS = 86_400_000;
/** In how many days more is expected of what is sold out, by SKU. */
const EXPECTED: Record<string, number> = { "WEA-PT-BONE-XS": 12, "VAS-A-BONE": 30 };
/** Sets, of which one piece is priced as well, by the slug of the product. */
const PIECES: Record<string, string> = { "twist-tapers": "2", "pinch-dishes": "3", "bud-vase-trio": "3" };
const contentOf = (slug: string) => (PIECES[slug] ? { amount: PIECES[slug], unit: "piece" as const } : null);
const expectedOn = (sku: string) => (EXPECTED[sku] ? dayOf(Date.now() + EXPECTED[sku] * DAY_MS) : null);

async function addVariants(db: Db, entry: ProductEntry, product_id: number, pictures: Pictures): Promise<void> {
  const pools = await db
    .insert(inventory_pools)
    .values(entry.variants.map(({ sku, stock }) => ({ on_hand: stock, restock_on: expectedOn(sku) })))
    .returning({ id: inventory_pools.id });
  const rows = entry.variants.map((variant, position) => ({
    product_id,
    sku: variant.sku,
    size: variant.size ?? "",
    color: variant.color ?? "",
    price: variant.priceCents ? fromCents(variant.priceCents) : null,
    pool_id: pools[position]?.id ?? 0,
    image: urlOf(pictures, variant.image) || null,
    content: contentOf(entry.slug),
    position,
  }));
  await db.insert(variants).values(rows);
  await db.insert(stock_movements).values(
    entry.variants.map(({ stock }, index) => ({
      pool_id: pools[index]?.id ?? 0,
      delta: stock,
      reason: "initial" as const,
      note: "Opening stock",
    })),
  );
}

async function addReviews(db: Db, entry: ProductEntry, product_id: number): Promise<void> {
  if (entry.reviews.length === 0) return;
  await db.insert(reviews).values(
    entry.reviews.map(({ createdAt, ...review }) => ({
      ...review,
      product_id,
      is_verified: true,
      status: "published" as const,
      created_at: new Date(createdAt),
    })),
  );
  const total = entry.reviews.reduce((sum, { rating }) => sum + rating, 0);
  await db
    .update(products)
    .set({
      rating: String(total / entry.reviews.length),
      review_count: entry.reviews.length,
      updated_at: new Date(entry.createdAt),
    })
    .where(eq(products.id, product_id));
}
