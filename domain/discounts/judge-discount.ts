import { and, count, eq, isNull, or, sql } from "drizzle-orm";

import { discount_uses, discounts, orders } from "@/db/schema";
import { type Market, priceIn } from "@/model/markets";
import { compare, formatMoney } from "@/model/money";

import type { Context } from "../operation";

export type DiscountRow = typeof discounts.$inferSelect;
/** Who wants to use a code, as far as it is known, and for goods of which value. */
type Wish = { email: string; subtotal: string };

export async function findDiscount({ db, market }: Context, code: string): Promise<DiscountRow | undefined> {
  const [row] = await db.select().from(discounts).where(eq(discounts.code, code.toUpperCase()));
  return row && discountIn(market, row);
}

/** Its sums as they are in a market. */
export const discountIn = (market: Market, row: DiscountRow): DiscountRow => ({
  ...row,
  value: row.kind === "amount" ? priceIn(market, row.value) : row.value,
  minimum_subtotal: priceIn(market, row.minimum_subtotal),
});

const day = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** Why a code cannot be used now, in a sentence; null when it can. */
export async function whyNot(
  context: Context,
  code: string,
  row: DiscountRow | undefined,
  { email, subtotal }: Wish,
): Promise<string | null> {
  const now = new Date();
  if (!row?.is_active) return `"${code}" is not a code of ours.`;
  const { starts_at, ends_at, total_limit, per_person_limit, minimum_subtotal } = row;
  if (starts_at && starts_at > now) return `"${row.code}" holds from ${day.format(starts_at)} on.`;
  if (ends_at && ends_at <= now) return `"${row.code}" has expired.`;
  if (total_limit !== null && row.used >= total_limit) return usedUp(row.code);
  if (per_person_limit !== null && (await usesOf(context, row.id, email)) >= per_person_limit)
    return `You have used "${row.code}" already.`;
  if (compare(subtotal, minimum_subtotal) < 0)
    return `"${row.code}" needs goods for ${formatMoney(minimum_subtotal, context.market.currency)} or more.`;
  return null;
}

export const usedUp = (code: string) => `"${code}" has been used up.`;

/** How many orders of one account or e-mail use a code: those of either are the same person's. */
async function usesOf({ db, user }: Context, discountId: number, email: string): Promise<number> {
  const mine = or(
    user ? eq(orders.user_id, user.id) : undefined,
    email ? eq(sql`lower(${orders.email})`, email.toLowerCase()) : undefined,
  );
  if (!mine) return 0;
  const [uses] = await db
    .select({ count: count() })
    .from(discount_uses)
    .innerJoin(orders, eq(orders.id, discount_uses.order_id))
    .where(and(eq(discount_uses.discount_id, discountId), isNull(discount_uses.released_at), mine));
  return uses?.count ?? 0;
}
