import { and, eq, sql } from "drizzle-orm";

import { inventory_pools, products, stock_movements, variants } from "@/db/schema";
import { AdjustStock, StockLevel } from "@/model/catalog";

import { audit } from "../audit";
import { conflict, invalid, notFound, unknownPk } from "../errors";
import { enqueue } from "../jobs";
import { type Context, operation, transaction } from "../operation";
import { touchProducts } from "./touch";

/** PostgreSQL's integer ends here. */
const MOST = 2_147_483_647;
const tooMany = () => invalid({ delta: [`Ensure that there are no more than ${MOST} in stock.`] });

export const adjustStock = operation({
  name: "adjust_stock",
  summary: "Put goods on the shelf or take them off it, by a number and with a reason.",
  access: "admin",
  input: AdjustStock,
  output: StockLevel,
  find: getProductRow,
  refusals: { 409: "stock_reserved: orders hold more than would be left." },
  run: (context, { id, variant_id, delta, reason }, product) =>
    transaction(context, async (tx) => {
      const pool_id = await poolOf(tx, id, variant_id);
      // In the statement that checks it: an order that is placed meanwhile keeps what it holds.
      const [pool] = await tx.db
        .update(inventory_pools)
        .set({ on_hand: sql`${inventory_pools.on_hand} + ${delta}`, ...(delta > 0 && { restock_on: null }) })
        .where(
          and(
            eq(inventory_pools.id, pool_id),
            sql`${inventory_pools.on_hand}::bigint + ${delta} between ${inventory_pools.reserved} and ${MOST}`,
          ),
        )
        .returning();
      if (!pool) throw delta > 0 ? tooMany() : await reservedBy(tx, pool_id);
      const movement = { pool_id, delta, reason: "adjustment" as const, note: reason, actor_id: tx.user.id };
      await tx.db.insert(stock_movements).values(movement);
      await audit(tx, {
        action: "adjust_stock",
        object_type: "product",
        object_id: id,
        before: { on_hand: pool.on_hand - delta },
        after: { on_hand: pool.on_hand, reason },
      });
      touchProducts(tx, [product.slug]);
      if (delta > 0) await enqueue(tx.db, "notify_back_in_stock");
      const { on_hand, reserved } = pool;
      return { product: id, variant_id: variant_id ?? null, on_hand, reserved, available: on_hand - reserved };
    }),
});

async function getProductRow({ db }: Context, id: number) {
  const [product] = await db.select({ slug: products.slug }).from(products).where(eq(products.id, id));
  if (!product) throw notFound();
  return product;
}

/** The pool that is meant: of the variant, or the only one that the product has. */
async function poolOf(tx: Context, productId: number, variantId: number | undefined): Promise<number> {
  const rows = await tx.db
    .select({ id: variants.id, pool_id: variants.pool_id })
    .from(variants)
    .where(and(eq(variants.product_id, productId), variantId === undefined ? undefined : eq(variants.id, variantId)));
  const [pool, ...others] = new Set(rows.map(({ pool_id }) => pool_id));
  if (pool === undefined) throw invalid({ variant_id: [unknownPk(variantId)] });
  if (others.length > 0) throw invalid({ variant_id: ["This product's variants have their own stock: name one."] });
  return pool;
}

async function reservedBy(tx: Context, poolId: number) {
  const [pool] = await tx.db.select().from(inventory_pools).where(eq(inventory_pools.id, poolId));
  const { on_hand = 0, reserved = 0 } = pool ?? {};
  return conflict("stock_reserved", `Orders hold ${reserved} of the ${on_hand} on the shelf.`, { on_hand, reserved });
}
