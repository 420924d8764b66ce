import { and, desc, eq, gt, sql } from "drizzle-orm";

import { orders } from "@/db/schema";

import { DomainError } from "../errors";
import type { Context } from "../operation";
import { placedBy } from "./read-order";

/** The order that emptied the cart, when placing one found it empty. */
export async function findOpenOrder(context: Context, error: unknown): Promise<{ number: string } | undefined> {
  if (!(error instanceof DomainError) || error.code !== "empty_cart") return undefined;
  return findUnpaidOrder(context);
}

/** The caller's newest order that waits for payment. */
export async function findUnpaidOrder(context: Context): Promise<{ number: string } | undefined> {
  const [order] = await context.db
    .select({ number: orders.number })
    .from(orders)
    .where(and(placedBy(context), eq(orders.status, "pending"), gt(orders.expires_at, sql`now()`)))
    .orderBy(desc(orders.id))
    .limit(1);
  return order;
}
