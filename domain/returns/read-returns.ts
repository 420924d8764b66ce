import { type SQL, and, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { z } from "zod";

import { order_items, orders, return_lines, return_requests } from "@/db/schema";
import { compare, multiply, shareOf, subtract, sum } from "@/model/money";
import { OWN_REASONS } from "@/model/return-reasons";
import { RETURN_DAYS, type ReturnRequest, labelPriceIn } from "@/model/returns";

import { notFound } from "../errors";
import type { Context } from "../operation";
import { placedBy } from "../orders/read-order";

type OrderRow = typeof orders.$inferSelect;
const DAY_MS = 86_400_000;

const columns = {
  request: return_requests,
  order_number: orders.number,
  subtotal: orders.subtotal,
  discount_price: orders.discount_price,
  tax_price: orders.tax_price,
  currency: orders.currency,
};

/** Return requests with their lines, in two queries. */
export async function readReturns(
  { db }: Context,
  { where, limit, offset = 0 }: { where: SQL | undefined; limit: number; offset?: number },
): Promise<z.input<typeof ReturnRequest>[]> {
  const found = await db
    .select(columns)
    .from(return_requests)
    .innerJoin(orders, eq(orders.id, return_requests.order_id))
    .where(where)
    .orderBy(desc(return_requests.id))
    .limit(limit)
    .offset(offset);
  if (found.length === 0) return [];
  const lines = await db
    .select({
      return_id: return_lines.return_id,
      id: order_items.id,
      product_name: order_items.product_name,
      size: order_items.size,
      color: order_items.color,
      quantity: return_lines.quantity,
      price: order_items.price,
    })
    .from(return_lines)
    .innerJoin(order_items, eq(order_items.id, return_lines.order_item_id))
    .where(
      inArray(
        return_lines.return_id,
        found.map(({ request }) => request.id),
      ),
    )
    .orderBy(order_items.id);
  const linesOf = Map.groupBy(lines, ({ return_id }) => return_id);
  return found.map(({ request: { order_id, refund_id, ...request }, order_number, currency, ...sums }) => {
    const own = linesOf.get(request.id) ?? [];
    return {
      ...request,
      order: order_id,
      order_number,
      refund: refund_id,
      lines: own,
      goods_value: valueOf(sums, own),
      label_price: OWN_REASONS.includes(request.reason) ? labelPriceIn(currency) : "0.00",
    };
  });
}

type Sums = Pick<OrderRow, "subtotal" | "discount_price" | "tax_price">;

/** What was paid for these goods: their share of the subtotal, less the discount's and with the tax's, without delivery. */
function valueOf({ subtotal, discount_price, tax_price }: Sums, lines: { price: string; quantity: number }[]): string {
  const goods = sum(lines.map(({ price, quantity }) => multiply(price, quantity)));
  const paid = subtract(sum([subtotal, tax_price]), discount_price);
  return compare(paid, "0.00") > 0 ? shareOf(paid, goods, subtotal) : "0.00";
}

export const isAdmin = ({ user }: Context) => user?.role === "admin";

/** One request about an order that the caller may see; another's is 404. */
export async function getOwnReturn(context: Context, id: number) {
  const where = and(eq(return_requests.id, id), isAdmin(context) ? undefined : placedBy(context));
  const [row] = await readReturns(context, { where, limit: 1 });
  if (!row) throw notFound();
  return row;
}

/** How many of each line of an order are on their way back, or were; what was refused or taken back does not count. */
export async function returnedOf({ db }: Context, orderId: number): Promise<Map<number, number>> {
  const rows = await db
    .select({ id: return_lines.order_item_id, quantity: sql<number>`sum(${return_lines.quantity})`.mapWith(Number) })
    .from(return_lines)
    .innerJoin(return_requests, eq(return_requests.id, return_lines.return_id))
    .where(and(eq(return_requests.order_id, orderId), notInArray(return_requests.status, ["refused", "withdrawn"])))
    .groupBy(return_lines.order_item_id);
  return new Map(rows.map(({ id, quantity }) => [id, quantity]));
}

type Dates = Pick<OrderRow, "delivered_at" | "shipped_at" | "delivery_until">;

/** Until when a parcel may come back: counted from its arrival, or from when it was to have arrived. */
export function returnableUntil({ delivered_at, shipped_at, delivery_until }: Dates): Date | null {
  if (!shipped_at) return null;
  const expected = delivery_until ? new Date(`${delivery_until}T00:00:00Z`) : shipped_at;
  const arrived = delivered_at ?? (expected > shipped_at ? expected : shipped_at);
  return new Date(arrived.getTime() + RETURN_DAYS * DAY_MS);
}
