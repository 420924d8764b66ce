import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";

import { inventory_pools, products, stock_movements, variants } from "@/db/schema";
import type { ProductChange, ProductFields } from "@/model/catalog";

import { invalid } from "../errors";
import { enqueue } from "../jobs";
import { type Context, isUniqueViolation } from "../operation";

type Row = typeof variants.$inferSelect;
type Wanted = NonNullable<ProductFields["variants"]>[number];
type Product = typeof products.$inferSelect;

const readRows = ({ db }: Context, productId: number) =>
  db
    .select()
    .from(variants)
    .where(eq(variants.product_id, productId))
    .orderBy(asc(variants.position), asc(variants.id));

async function newPool(tx: Context, stock: number, restock_on: string | null = null): Promise<number> {
  const values = { on_hand: stock, restock_on };
  const [pool] = await tx.db.insert(inventory_pools).values(values).returning({ id: inventory_pools.id });
  if (!pool) throw new Error("insert into inventory_pools returned no row");
  if (stock > 0)
    await tx.db
      .insert(stock_movements)
      .values({ pool_id: pool.id, delta: stock, reason: "initial", actor_id: tx.user?.id ?? null });
  return pool.id;
}

/** Sets what is available now: what is reserved stays reserved, the difference is a movement with its author. */
async function setStock(tx: Context, poolId: number, available: number): Promise<void> {
  const [pool] = await tx.db.select().from(inventory_pools).where(eq(inventory_pools.id, poolId)).for("no key update");
  if (!pool) throw new Error(`pool ${poolId} is gone`);
  const on_hand = available + pool.reserved;
  if (on_hand === pool.on_hand) return;
  const hasCome = on_hand > pool.on_hand;
  const restock_on = hasCome ? null : pool.restock_on;
  await tx.db.update(inventory_pools).set({ on_hand, restock_on }).where(eq(inventory_pools.id, poolId));
  if (hasCome) await enqueue(tx.db, "notify_back_in_stock");
  await tx.db.insert(stock_movements).values({
    pool_id: poolId,
    delta: on_hand - pool.on_hand,
    reason: "adjustment",
    actor_id: tx.user?.id ?? null,
  });
}

const skuOf = (
  product: Product,
  { size = "", color = "" }: { size?: string | undefined; color?: string | undefined },
) =>
  [product.slug, color, size]
    .filter(Boolean)
    .join("-")
    .toUpperCase()
    .replace(/[^A-Z0-9-]+/g, "-")
    .slice(0, 48) + `-${product.id}`;

/** Makes the variants of a product that has none: own pools where variants are given, else one pool for all sizes. */
export async function createVariants(tx: Context, product: Product, fields: ProductFields): Promise<void> {
  if (fields.variants && fields.variants.length > 0) return writeVariants(tx, product, fields.variants);
  const pool_id = await newPool(tx, fields.stock ?? 0);
  await addSizes(tx, product, pool_id, fields.sizes ?? []);
}

/** A variant a size on one pool; beside sizes, an unlisted one for a line that names none. */
async function addSizes(tx: Context, product: Product, pool_id: number, sizes: readonly string[]): Promise<void> {
  const known = await readRows(tx, product.id);
  const wanted = [...sizes.map((size) => ({ size, is_listed: true })), { size: "", is_listed: sizes.length === 0 }];
  await tx.db.delete(variants).where(
    and(
      eq(variants.product_id, product.id),
      notInArray(
        variants.size,
        wanted.map(({ size }) => size),
      ),
    ),
  );
  for (const [position, { size, is_listed }] of wanted.entries()) {
    const row = known.find((candidate) => candidate.size === size);
    if (row) await tx.db.update(variants).set({ position, is_listed }).where(eq(variants.id, row.id));
    else
      await tx.db
        .insert(variants)
        .values({ product_id: product.id, sku: skuOf(product, { size }), size, pool_id, position, is_listed });
  }
}

/** The pool that all variants share, or nothing where some have their own. */
const sharedPool = (rows: readonly Row[]) => {
  const pools = new Set(rows.map(({ pool_id }) => pool_id));
  return pools.size === 1 ? [...pools][0] : undefined;
};

/** Applies what an admin sent of sizes, stock and variants; the caller holds the product's row. */
export async function changeVariants(tx: Context, product: Product, fields: ProductChange): Promise<void> {
  const rows = await readRows(tx, product.id);
  const pool = sharedPool(rows);
  const hasNewSizes = fields.sizes !== undefined && !areSizesOf(rows, fields.sizes);
  if (hasNewSizes && pool !== undefined && rows.every(({ color }) => color === ""))
    await addSizes(tx, product, pool, fields.sizes ?? []);
  else if (fields.variants && fields.variants.length > 0) await writeVariants(tx, product, fields.variants);
  else if (hasNewSizes)
    throw invalid({ sizes: ["This product has variants of its own: change those to change its sizes."] });
  if (fields.stock !== undefined && pool !== undefined) await setStock(tx, pool, fields.stock);
}

function areSizesOf(rows: readonly Row[], sizes: readonly string[]): boolean {
  const current = new Set(rows.map(({ size }) => size).filter(Boolean));
  return current.size === sizes.length && sizes.every((size) => current.has(size));
}

async function writeVariants(tx: Context, product: Product, wanted: Wanted[]): Promise<void> {
  try {
    await bringTo(tx, product, wanted);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw invalid({ variants: ["Two variants have the same size and color, or a SKU that is taken."] });
  }
}

/** Brings the variants to this list: known ones by id or by size and color, new ones with pools of their own. */
async function bringTo(tx: Context, product: Product, wanted: Wanted[]): Promise<void> {
  const rows = await readRows(tx, product.id);
  const isShared = rows.length > 1 && sharedPool(rows) !== undefined;
  const found = wanted.map((want) =>
    rows.find(({ id, size, color }) =>
      want.id === undefined ? size === (want.size ?? "") && color === (want.color ?? "") : id === want.id,
    ),
  );
  const stays = (row: Row) => isShared && !row.is_listed;
  await stepAside(
    tx,
    rows.filter((row) => !stays(row)),
  );
  const kept: number[] = [];
  for (const [position, want] of wanted.entries()) {
    const row = found[position];
    kept.push(
      row ? await changeVariant(tx, row, want, position, isShared) : await addVariant(tx, product, want, position),
    );
  }
  const gone = rows.filter((row) => !kept.includes(row.id) && !stays(row)).map(({ id }) => id);
  if (gone.length > 0) await tx.db.delete(variants).where(inArray(variants.id, gone));
  const names = (await readRows(tx, product.id)).filter(({ is_listed }) => is_listed);
  await nameOptions(tx, product, names);
}

/** Variants may trade sizes or SKUs with each other: first they give up those they have. */
async function stepAside(tx: Context, rows: readonly Row[]): Promise<void> {
  const aside = sql`'~' || ${variants.id}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.db.update(variants).set({ sku: aside, size: aside }).where(inArray(variants.id, ids));
}

async function changeVariant(
  tx: Context,
  row: Row,
  want: Wanted,
  position: number,
  isShared: boolean,
): Promise<number> {
  const { sku = row.sku, size = row.size, color = row.color, stock, restock_on } = want;
  const price = want.price === undefined ? row.price : want.price;
  const content = want.content === undefined ? row.content : want.content;
  await tx.db.update(variants).set({ sku, size, color, price, content, position }).where(eq(variants.id, row.id));
  if (stock !== undefined && !isShared) await setStock(tx, row.pool_id, stock);
  if (restock_on !== undefined)
    await tx.db.update(inventory_pools).set({ restock_on }).where(eq(inventory_pools.id, row.pool_id));
  return row.id;
}

async function addVariant(tx: Context, product: Product, want: Wanted, position: number): Promise<number> {
  const { size = "", color = "", price = null, stock = 0, restock_on = null, content = null } = want;
  const [made] = await tx.db
    .insert(variants)
    .values({
      product_id: product.id,
      sku: want.sku ?? skuOf(product, want),
      size,
      color,
      price,
      content,
      pool_id: await newPool(tx, stock, restock_on),
      position,
    })
    .returning({ id: variants.id });
  if (!made) throw new Error("insert into variants returned no row");
  return made.id;
}

const GREY = "#9b9b9b";

/** The sizes and colors of a product are those of its variants; a color that is known keeps its shade. */
async function nameOptions(tx: Context, product: Product, rows: readonly Row[]): Promise<void> {
  const unique = (values: string[]) => [...new Set(values)].filter(Boolean);
  const sizes = unique(rows.map(({ size }) => size));
  const colors = unique(rows.map(({ color }) => color)).map(
    (name) => product.colors.find((known) => known.name === name) ?? { name, hex: GREY },
  );
  await tx.db.update(products).set({ sizes, colors }).where(eq(products.id, product.id));
}
