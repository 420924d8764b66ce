import { and, eq, inArray } from "drizzle-orm";

import { order_items, orders } from "@/db/schema";
import { BOUGHT } from "@/model/orders";

import type { UserContext } from "../operation";

/** Whether the caller has bought a product. */
export async function hasBought({ db, user }: UserContext, productId: number): Promise<boolean> {
  const [line] = await db
    .select({ id: order_items.id })
    .from(order_items)
    .innerJoin(orders, eq(orders.id, order_items.order_id))
    .where(and(eq(order_items.product_id, productId), eq(orders.user_id, user.id), inArray(orders.status, [...BOUGHT])))
    .limit(1);
  return line !== undefined;
}
