import { and, desc, eq, exists, gte, ilike, lte, or, sql } from "drizzle-orm";
import { z } from "zod";

import type { Db } from "@/db";
import { order_items, orders } from "@/db/schema";
import { Key, Term, pageOf } from "@/model/fields";
import { Order, OrderQuery } from "@/model/orders";

import { notFound } from "../errors";
import { operation } from "../operation";
import { containing, readPage } from "../paging";
import { getOwnOrder, placedBy, readOrders } from "./read-order";

/** By its number, or by the name of something in it. */
function found(db: Db, search: string) {
  const term = containing(search);
  const line = db
    .select({ one: sql`1` })
    .from(order_items)
    .where(and(eq(order_items.order_id, orders.id), ilike(order_items.product_name, term)));
  return or(ilike(orders.number, term), exists(line));
}

export const listOrders = operation({
  name: "list_orders",
  summary: "The caller's orders, newest first; an admin sees everybody's.",
  access: "user",
  paginated: true,
  input: OrderQuery,
  output: pageOf(Order),
  async run(context, query) {
    const isAdmin = context.user.role === "admin";
    const where = and(
      isAdmin ? undefined : eq(orders.user_id, context.user.id),
      isAdmin && query.user !== undefined ? eq(orders.user_id, query.user) : undefined,
      query.search ? found(context.db, query.search) : undefined,
      query.status && eq(orders.status, query.status),
      query.created_at__gte ? gte(orders.created_at, new Date(query.created_at__gte)) : undefined,
      query.created_at__lte ? lte(orders.created_at, new Date(query.created_at__lte)) : undefined,
    );
    const orderBy = [desc(orders.created_at), desc(orders.id)];
    return readPage(context.db, { from: orders, where, query }, (limit, offset) =>
      readOrders(context.db, { where, orderBy, limit, offset }),
    );
  },
});

export const getOrder = operation({
  name: "get_order",
  summary: "One of the caller's orders.",
  access: "user",
  input: Key,
  output: Order,
  find: getOwnOrder,
  run: async (_context, _input, order) => order,
});

export const getOrderByNumber = operation({
  name: "get_order_by_number",
  summary: "One order by its number: for its owner, the browser that placed it or opened its mailed link, and admins.",
  access: "public",
  input: z.object({ number: Term(40) }),
  output: Order,
  async run(context, { number }) {
    const mine = context.user?.role === "admin" ? undefined : placedBy(context);
    const [order] = await readOrders(context.db, { where: and(eq(orders.number, number), mine), limit: 1 });
    if (!order) throw notFound();
    return order;
  },
});
