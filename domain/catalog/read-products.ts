import { type SQL, asc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";

import type { Db } from "@/db";
import { categories, inventory_pools, media, product_images, products, variants } from "@/db/schema";
import type { Image, Product } from "@/model/catalog";
import { dayOf } from "@/model/days";
import { type Market, priceIn } from "@/model/markets";
import { compare, pricePer } from "@/model/money";
import type { TranslatedTexts } from "@/model/translations";

import type { Context } from "../operation";
import { readTexts } from "../translations/read-texts";

type Row = typeof products.$inferSelect & { category: { id: number; name: string; slug: string } };
export type ProductInput = z.input<typeof Product>;

/** Reads whole products in three queries, however many, at the prices of the caller's market. */
export async function readProducts(
  context: Context,
  { where, orderBy, limit, offset = 0 }: { where: SQL | undefined; orderBy?: SQL[]; limit: number; offset?: number },
): Promise<ProductInput[]> {
  const { db } = context;
  const found = await db
    .select({
      product: products,
      category: { id: categories.id, name: categories.name, slug: categories.slug },
    })
    .from(products)
    .innerJoin(categories, eq(categories.id, products.category_id))
    .where(where)
    .orderBy(...(orderBy ?? []), asc(products.id))
    .limit(limit)
    .offset(offset);
  if (found.length === 0) return [];
  const ids = found.map(({ product }) => product.id);
  const [variantRows, imageRows, texts, categoryTexts] = await Promise.all([
    readVariants(db, ids),
    readImages(db, ids),
    readTexts(context, "product", ids),
    readTexts(
      context,
      "category",
      found.map(({ category }) => category.id),
    ),
  ]);
  const variantsOf = Map.groupBy(variantRows, (row) => row.product_id);
  const imagesOf = Map.groupBy(imageRows, (row) => row.product_id);
  return found.map(({ product, category: { id, name, slug } }) => {
    const category = { id, slug, name: categoryTexts.get(String(id))?.name ?? name };
    const rows = { variants: variantsOf.get(product.id) ?? [], images: imagesOf.get(product.id) ?? [] };
    return translated(assemble({ ...product, category }, rows, context.market), texts.get(String(product.id)));
  });
}

const readVariants = (db: Db, ids: number[]) =>
  db
    .select({
      id: variants.id,
      product_id: variants.product_id,
      sku: variants.sku,
      size: variants.size,
      color: variants.color,
      price: variants.price,
      image: variants.image,
      is_listed: variants.is_listed,
      pool_id: variants.pool_id,
      on_hand: inventory_pools.on_hand,
      reserved: inventory_pools.reserved,
      restock_on: inventory_pools.restock_on,
      content: variants.content,
    })
    .from(variants)
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(inArray(variants.product_id, ids))
    .orderBy(asc(variants.position), asc(variants.id));
type VariantRow = Awaited<ReturnType<typeof readVariants>>[number];

const readImages = (db: Db, ids: number[]) =>
  db
    .select({ product_id: product_images.product_id, url: product_images.url, alt: product_images.alt, media })
    .from(product_images)
    .leftJoin(media, eq(media.url, product_images.url))
    .where(inArray(product_images.product_id, ids))
    .orderBy(asc(product_images.position), asc(product_images.id));

/** A picture of our own with its widths, or one from elsewhere of which only the address is known. */
export const imageOf = (url: string, alt: string, made: typeof media.$inferSelect | null): Image => ({
  url,
  alt,
  width: made?.width ?? 800,
  height: made?.height ?? 1000,
  widths: made?.widths ?? [],
  color: made?.color ?? null,
});

/** What a product says in another language, in place of what it says in its own. */
function translated(product: ProductInput, texts: TranslatedTexts | undefined): ProductInput {
  if (!texts) return product;
  const { name = product.name, tagline = product.tagline, description = product.description, alts = [] } = texts;
  const images = product.images.map((image, index) => ({ ...image, alt: alts[index] ?? image.alt }));
  return { ...product, name, tagline, description, images, details: texts.details ?? product.details };
}

/** A variant as it is told, with the product's own price where it has none. */
function variantOf(row: VariantRow, base: string, market: Market): ProductInput["variants"][number] {
  const { id, sku, size, color, image, content, on_hand, reserved, restock_on } = row;
  const price = row.price === null ? base : priceIn(market, row.price);
  const isExpected = on_hand === reserved && restock_on !== null && restock_on >= dayOf(Date.now());
  return {
    id,
    sku,
    size,
    color,
    image,
    price,
    stock: on_hand - reserved,
    restock_on: isExpected ? restock_on : null,
    content,
    unit_price: content && pricePer(price, content.amount),
  };
}

type Rows = { variants: VariantRow[]; images: Awaited<ReturnType<typeof readImages>> };

function assemble(product: Row, { variants: variantRows, images: imageRows }: Rows, market: Market): ProductInput {
  const base = priceIn(market, product.price);
  const pools = new Map(variantRows.map((row) => [row.pool_id, row.on_hand - row.reserved]));
  const listed = variantRows.filter((row) => row.is_listed).map((row) => variantOf(row, base, market));
  const { version: _, tags: __, category_id: ___, deleted_at, compare_at_price: was, ...fields } = product;
  return {
    ...fields,
    price: base,
    compare_at_price: was !== null && compare(priceIn(market, was), base) > 0 ? priceIn(market, was) : null,
    price_max: listed.reduce((most, { price }) => (compare(price, most) > 0 ? price : most), base),
    currency: market.currency,
    stock: [...pools.values()].reduce((total, available) => total + available, 0),
    image: imageRows[0]?.url ?? "",
    images: imageRows.map(({ url, alt, media: made }) => imageOf(url, alt, made)),
    variants: listed,
    rating: product.rating === null ? null : Number(product.rating),
    is_active: product.is_active && deleted_at === null,
  };
}
