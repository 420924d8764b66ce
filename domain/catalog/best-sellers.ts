import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";

import { order_items, orders, products } from "@/db/schema";
import { BestSellers } from "@/model/catalog";
import { BOUGHT } from "@/model/orders";

import { operation } from "../operation";
import { readByIds } from "./compare-products";
import { visible } from "./filters";

const MOST = 8;
/** Of all that was sold, the newest orders say what sells. */
const ORDERS_READ = 2000;

export const listBestSellers = operation({
  name: "list_best_sellers",
  summary: "What the newest paid orders were for, most often first.",
  access: "public",
  input: z.object({}),
  output: BestSellers,
  async run(context) {
    const { db } = context;
    const newest = db
      .select({ id: orders.id })
      .from(orders)
      .where(inArray(orders.status, [...BOUGHT]))
      .orderBy(desc(orders.id))
      .limit(ORDERS_READ);
    const sold = sql<number>`count(distinct ${order_items.order_id})`.mapWith(Number);
    const rows = await db
      .select({ id: products.id, sold })
      .from(order_items)
      .innerJoin(products, eq(products.id, order_items.product_id))
      .where(and(inArray(order_items.order_id, newest), visible(context)))
      .groupBy(products.id)
      .orderBy(desc(sold), products.id)
      .limit(MOST);
    return {
      products: await readByIds(
        context,
        rows.map(({ id }) => id),
      ),
    };
  },
});
