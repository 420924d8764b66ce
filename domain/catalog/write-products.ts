import { and, eq, inArray, isNull, like, notInArray, sql } from "drizzle-orm";
import { z } from "zod";

import {
  cart_items,
  categories,
  inventory_pools,
  order_items,
  product_images,
  products,
  reservations,
  variants,
} from "@/db/schema";
import { Product, type ProductChange, ProductChanges, ProductFields } from "@/model/catalog";
import { Key } from "@/model/fields";
import { compare } from "@/model/money";

import { audit } from "../audit";
import { invalid, notFound, unknownPk } from "../errors";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { getVisible } from "./get-product";
import { freeSlug, slugOf } from "./slug";
import { touchProducts } from "./touch";
import { changeVariants, createVariants } from "./write-variants";

type Row = typeof products.$inferSelect;

async function requireCategory({ db }: Context, id: number): Promise<void> {
  const [found] = await db.select({ id: categories.id }).from(categories).where(eq(categories.id, id));
  if (!found) throw invalid({ category_id: [unknownPk(id)] });
}

async function lockProduct(tx: Context, id: number): Promise<Row> {
  const [row] = await tx.db
    .select()
    .from(products)
    .where(and(eq(products.id, id), isNull(products.deleted_at)))
    .for("no key update");
  if (!row) throw notFound();
  return row;
}

/** A price that was raised past the former one ends the reduction by itself; asked for, one that is none is refused. */
function requireReduction({ compare_at_price: was }: ProductChange, price: string): void {
  if (was && compare(was, price) <= 0)
    throw invalid({ compare_at_price: [`Ensure this is more than the price of ${price}, or null.`] });
}

/** The first picture of a product; an empty text takes it away. */
async function setImage(tx: Context, { id, name }: Pick<Row, "id" | "name">, url: string): Promise<void> {
  const first = and(eq(product_images.product_id, id), eq(product_images.position, 0));
  const [current] = await tx.db.select().from(product_images).where(first);
  if (current?.url === url) return;
  await tx.db.delete(product_images).where(first);
  if (url) await tx.db.insert(product_images).values({ product_id: id, position: 0, url, alt: name });
}

export const createProduct = operation({
  name: "create_product",
  summary: "Put a new product on the shelf; name, price and category_id are enough.",
  access: "admin",
  input: ProductFields,
  output: Product,
  run: (context, fields) =>
    transaction(context, async (tx) => {
      const { image, stock: _, variants: __, ...columns } = fields;
      requireReduction(fields, fields.price);
      await requireCategory(tx, fields.category_id);
      const slug = slugOf(fields.name, "product");
      // Two products of one name made at once: the second waits here and takes the next slug.
      await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext(${slug}))`);
      const taken = await tx.db
        .select({ slug: products.slug })
        .from(products)
        .where(like(products.slug, `${slug}%`));
      const values = {
        ...columns,
        slug: freeSlug(
          slug,
          taken.map((row) => row.slug),
        ),
      };
      const [product] = await tx.db.insert(products).values(values).returning();
      if (!product) throw new Error("insert into products returned no row");
      if (image) await setImage(tx, product, image);
      await createVariants(tx, product, fields);
      await audit(tx, { action: "create_product", object_type: "product", object_id: product.id, after: fields });
      touchProducts(tx, [product.slug]);
      return getVisible(tx, eq(products.id, product.id));
    }),
});

function change(context: UserContext, id: number, fields: ProductChange) {
  return transaction(context, async (tx) => {
    const before = await lockProduct(tx, id);
    const { image, stock: _, variants: __, ...columns } = fields;
    requireReduction(fields, fields.price ?? before.price);
    if (fields.category_id !== undefined) await requireCategory(tx, fields.category_id);
    const changed = { ...columns, version: before.version + 1 };
    const [product] = await tx.db.update(products).set(changed).where(eq(products.id, id)).returning();
    if (!product) throw notFound();
    if (image !== undefined) await setImage(tx, product, image);
    await changeVariants(tx, product, fields);
    const { price, name, is_active } = before;
    await audit(tx, {
      action: "change_product",
      object_type: "product",
      object_id: id,
      before: { name, price, is_active },
      after: fields,
    });
    touchProducts(tx, [before.slug]);
    return getVisible(tx, eq(products.id, id));
  });
}

const find = (context: Context, id: number) => getVisible(context, eq(products.id, id));

export const replaceProduct = operation({
  name: "replace_product",
  summary: "Write a product again; what is left out stays as it is.",
  access: "admin",
  input: ProductFields.extend(Key.shape),
  output: Product,
  find,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const changeProduct = operation({
  name: "change_product",
  summary: "Change some fields of a product.",
  access: "admin",
  input: ProductChanges.extend(Key.shape),
  output: Product,
  find,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const deleteProduct = operation({
  name: "delete_product",
  summary: "Take a product off the shelf for ever; orders that have it keep their lines.",
  access: "admin",
  input: Key,
  output: z.null(),
  find,
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const product = await lockProduct(tx, id);
      // What nobody ordered or holds in a cart leaves nothing behind.
      if (await isReferenced(tx, id))
        await tx.db.update(products).set({ deleted_at: new Date() }).where(eq(products.id, id));
      else await deleteWhole(tx, id);
      await audit(tx, {
        action: "delete_product",
        object_type: "product",
        object_id: id,
        before: { name: product.name },
      });
      touchProducts(tx, [product.slug]);
      return null;
    }),
});

/** The product with its stock; a pool that a reservation names stays, as that order's history. */
async function deleteWhole(tx: Context, id: number): Promise<void> {
  const pools = await tx.db.select({ id: variants.pool_id }).from(variants).where(eq(variants.product_id, id));
  await tx.db.delete(products).where(eq(products.id, id));
  const reserved = tx.db.select({ id: reservations.pool_id }).from(reservations);
  const ids = pools.map((pool) => pool.id);
  if (ids.length > 0)
    await tx.db
      .delete(inventory_pools)
      .where(and(inArray(inventory_pools.id, ids), notInArray(inventory_pools.id, reserved)));
}

async function isReferenced({ db }: Context, id: number): Promise<boolean> {
  const [ordered] = await db
    .select({ id: order_items.id })
    .from(order_items)
    .where(eq(order_items.product_id, id))
    .limit(1);
  if (ordered) return true;
  const [held] = await db
    .select({ id: cart_items.id })
    .from(cart_items)
    .innerJoin(variants, eq(variants.id, cart_items.variant_id))
    .where(eq(variants.product_id, id))
    .limit(1);
  return held !== undefined;
}
