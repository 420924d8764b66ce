import { and, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";

import { inventory_pools, order_items, orders, products, variants } from "@/db/schema";
import { RelatedProducts } from "@/model/catalog";
import { Key } from "@/model/fields";
import { BOUGHT } from "@/model/orders";

import { notFound } from "../errors";
import { type Context, operation } from "../operation";
import { readByIds } from "./compare-products";
import { visible } from "./filters";

const MOST = 8;
/** Of what was sold often, the newest orders say enough. */
const ORDERS_READ = 300;
/** What each thing that two products have in common counts for: an order, their category, a tag. */
const WEIGHTS = { order: 3, category: 2, tag: 1 };

export const listRelatedProducts = operation({
  name: "list_related_products",
  summary: "What goes with a product: bought together with it, of its category, or with tags in common; best first.",
  access: "public",
  input: Key,
  output: RelatedProducts,
  find: getVisibleRow,
  run: async (context, { id }, product) => ({
    id,
    products: await readByIds(context, await relatedTo(context, product)),
  }),
});

async function getVisibleRow(context: Context, id: number) {
  const [row] = await context.db
    .select({ id: products.id, category_id: products.category_id, tags: products.tags })
    .from(products)
    .where(and(eq(products.id, id), visible(context)));
  if (!row) throw notFound();
  return row;
}

type Row = Awaited<ReturnType<typeof getVisibleRow>>;

async function relatedTo(context: Context, { id, category_id, tags }: Row): Promise<number[]> {
  const { db } = context;
  const bought = await boughtWith(context, id);
  const inStock = sql`exists ${db
    .select({ one: sql`1` })
    .from(variants)
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(and(eq(variants.product_id, products.id), gt(inventory_pools.on_hand, inventory_pools.reserved)))}`;
  const shared = sql`cardinality(array(select unnest(${products.tags}) intersect select unnest(${sql.param(tags, products.tags)}::text[])))`;
  const together = sql.join(
    [sql`0`, ...bought.map((row) => sql`case when ${products.id} = ${row.id} then ${row.times}::integer else 0 end`)],
    sql` + `,
  );
  const score = sql`${WEIGHTS.order} * (${together})
    + case when ${products.category_id} = ${category_id} then ${WEIGHTS.category}::integer else 0 end + ${WEIGHTS.tag} * ${shared}`;
  const isRelated = sql`(${products.category_id} = ${category_id} or ${products.tags} && ${sql.param(tags, products.tags)}::text[]
    or ${
      bought.length > 0
        ? inArray(
            products.id,
            bought.map((row) => row.id),
          )
        : sql`false`
    })`;
  const rows = await db
    .select({ id: products.id })
    .from(products)
    .where(and(visible(context), ne(products.id, id), isRelated))
    .orderBy(desc(inStock), desc(score), sql`${products.rating} desc nulls last`, products.id)
    .limit(MOST);
  return rows.map((row) => row.id);
}

/** What was in the same orders, most often first. */
async function boughtWith({ db }: Context, id: number) {
  const own = db
    .select({ order_id: order_items.order_id })
    .from(order_items)
    .where(eq(order_items.product_id, id))
    .orderBy(desc(order_items.id))
    .limit(ORDERS_READ);
  const times = sql<number>`count(distinct ${order_items.order_id})`.mapWith(Number);
  const rows = await db
    .select({ id: order_items.product_id, times })
    .from(order_items)
    .innerJoin(orders, eq(orders.id, order_items.order_id))
    .where(and(inArray(order_items.order_id, own), ne(order_items.product_id, id), inArray(orders.status, [...BOUGHT])))
    .groupBy(order_items.product_id)
    .orderBy(desc(times), order_items.product_id)
    .limit(MOST);
  return rows.flatMap((row) => (row.id === null ? [] : [{ id: row.id, times: row.times }]));
}
