import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";

import type { Db } from "@/db";
import { discount_uses, discounts } from "@/db/schema";

import { type DiscountRow, discountIn, findDiscount, usedUp, whyNot } from "../discounts/judge-discount";
import { conflict } from "../errors";
import type { Context } from "../operation";

const hasUsesLeft = or(isNull(discounts.total_limit), lt(discounts.used, discounts.total_limit));

/**
 * Takes one use of a code in the statement that checks the limit. Everyone who wants the same code waits here for the
 * one before, so that a person's own uses can be counted. Throws 409 with the reason when it is too late.
 */
export async function claimDiscount(
  tx: Context,
  code: string,
  wish: { email: string; subtotal: string },
): Promise<DiscountRow> {
  const [claimed] = await tx.db
    .update(discounts)
    .set({ used: sql`${discounts.used} + 1` })
    .where(and(eq(discounts.code, code), hasUsesLeft))
    .returning();
  const row = claimed ? { ...discountIn(tx.market, claimed), used: claimed.used - 1 } : await findDiscount(tx, code);
  const problem = await whyNot(tx, code, row, wish);
  if (problem !== null || !row || !claimed) throw conflict("discount_unavailable", problem ?? usedUp(code));
  return row;
}

/** The use that was claimed is this order's, at the terms of today. */
export async function recordDiscountUse(db: Db, order_id: number, { id, kind, value }: DiscountRow): Promise<void> {
  await db.insert(discount_uses).values({ order_id, discount_id: id, kind, value });
}

/** What the code of an order takes off it, whatever became of the code. */
export async function findDiscountTerms(db: Db, orderId: number) {
  const [terms] = await db
    .select({ kind: discount_uses.kind, value: discount_uses.value })
    .from(discount_uses)
    .where(eq(discount_uses.order_id, orderId));
  return terms;
}

/** The order is cancelled: someone else may use its code, once. */
export async function releaseDiscount(db: Db, orderId: number): Promise<void> {
  const [released] = await db
    .update(discount_uses)
    .set({ released_at: new Date() })
    .where(and(eq(discount_uses.order_id, orderId), isNull(discount_uses.released_at)))
    .returning({ discount_id: discount_uses.discount_id });
  if (released?.discount_id) await countUses(db, released.discount_id, -1);
}

/** An order that was paid after it was cancelled keeps its price, and its use counts again, over the limit if need be. */
export async function reclaimDiscount(db: Db, orderId: number): Promise<void> {
  const [reclaimed] = await db
    .update(discount_uses)
    .set({ released_at: null })
    .where(and(eq(discount_uses.order_id, orderId), isNotNull(discount_uses.released_at)))
    .returning({ discount_id: discount_uses.discount_id });
  if (reclaimed?.discount_id) await countUses(db, reclaimed.discount_id, 1);
}

const countUses = (db: Db, id: number, by: 1 | -1) =>
  db
    .update(discounts)
    .set({ used: sql`${discounts.used} + ${by}` })
    .where(eq(discounts.id, id));
