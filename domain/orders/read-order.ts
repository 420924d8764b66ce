import { type SQL, and, asc, eq, exists, getTableColumns, inArray, or, sql } from "drizzle-orm";
import type { z } from "zod";

import type { Db } from "@/db";
import { order_items, orders, products, refunds } from "@/db/schema";
import { trackingUrl } from "@/model/carriers";
import { multiply } from "@/model/money";
import type { Address, Order, OrderItem } from "@/model/orders";

import { notFound } from "../errors";
import type { Context } from "../operation";

const itemColumns = {
  id: order_items.id,
  order: order_items.order_id,
  product: order_items.product_id,
  deleted_at: products.deleted_at,
  product_name: order_items.product_name,
  size: order_items.size,
  color: order_items.color,
  image: order_items.image,
  quantity: order_items.quantity,
  price: order_items.price,
};

/** Lines of orders in the order of their making. */
export async function readItems(
  db: Db,
  { where, limit, offset = 0 }: { where: SQL | undefined; limit?: number; offset?: number },
): Promise<z.input<typeof OrderItem>[]> {
  const query = db
    .select(itemColumns)
    .from(order_items)
    .leftJoin(products, eq(products.id, order_items.product_id))
    .where(where)
    .orderBy(asc(order_items.id))
    .offset(offset);
  return (await (limit === undefined ? query : query.limit(limit))).map(shapeItem);
}

/** Begins the key of the refund that ends a purchase, of which each order has one. */
export const CANCELLATION = "cancel:";

/** Of an order that is read: whether its shopper has cancelled it, and Stripe has yet to say that the money went. */
export const isCancellationPending = (db: Db) =>
  exists(
    db
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(eq(refunds.request_key, sql`${CANCELLATION}::text || ${orders.id}`), eq(refunds.status, "pending"))),
  ).mapWith(Boolean);

/** Whole orders with their lines, in two queries. */
export async function readOrders(
  db: Db,
  {
    where,
    orderBy = [],
    limit,
    offset = 0,
  }: { where: SQL | undefined; orderBy?: SQL[]; limit: number; offset?: number },
): Promise<z.input<typeof Order>[]> {
  const found = await db
    .select({ ...getTableColumns(orders), cancellation_pending: isCancellationPending(db) })
    .from(orders)
    .where(where)
    .orderBy(...orderBy)
    .limit(limit)
    .offset(offset);
  if (found.length === 0) return [];
  const lines = await readItems(db, {
    where: inArray(
      order_items.order_id,
      found.map(({ id }) => id),
    ),
  });
  const linesOf = Map.groupBy(lines, (line) => line.order);
  return found.map((order) => ({
    ...order,
    user: order.user_id,
    tracking_url: trackingUrl(order.carrier, order.tracking_number),
    items: linesOf.get(order.id) ?? [],
    shipping: order.shipping && completeAddress(order.shipping),
    billing: order.billing && completeAddress(order.billing),
  }));
}

export const completeAddress = ({ line2 = "", region = "", postal_code = "", phone = "", ...address }: Address) => ({
  ...address,
  line2,
  region,
  postal_code,
  phone,
});

function shapeItem({ deleted_at, ...line }: { deleted_at: Date | null } & Omit<z.input<typeof OrderItem>, "subtotal">) {
  return {
    ...line,
    product: deleted_at ? null : line.product,
    subtotal: multiply(line.price, line.quantity),
  };
}

/** The orders that the caller placed: by account, in this browser as a guest, or whose mailed link it has opened. */
export function placedBy({ user, guest, links = [] }: Context): SQL {
  const mine = or(
    user ? eq(orders.user_id, user.id) : undefined,
    guest ? eq(orders.guest_hash, guest) : undefined,
    links.length > 0 ? inArray(orders.number, [...links]) : undefined,
  );
  if (!mine) throw notFound();
  return mine;
}

/** The row of such an order, for who has no need of its lines. */
export async function getOwnRow(context: Context, id: number) {
  const [row] = await context.db.select().from(orders).where(ownOrder(context, id));
  if (!row) throw notFound();
  return row;
}

const ownOrder = (context: Context, id: number) =>
  and(eq(orders.id, id), context.user?.role === "admin" ? undefined : placedBy(context));

/** One order that the caller may see: their own, or any for an admin. Another's is 404 like a missing one. */
export async function getOwnOrder(context: Context, id: number): Promise<z.input<typeof Order>> {
  const [order] = await readOrders(context.db, { where: ownOrder(context, id), limit: 1 });
  if (!order) throw notFound();
  return order;
}
