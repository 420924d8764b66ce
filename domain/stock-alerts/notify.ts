import { and, asc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";

import { inventory_pools, products, stock_alerts, variants } from "@/db/schema";
import { TOLD_ALERTS_DAYS } from "@/model/stock-alerts";

import { queueMail } from "../mail/outbox";
import { type Context, transaction } from "../operation";

const BATCH = 50;

/** Tells who waits for what is there again; forgets, after a while, who was told. */
export async function notifyBackInStock(context: Context): Promise<number> {
  let told = 0;
  for (let last = BATCH; last === BATCH; told += last) last = await transaction(context, notifySome);
  await context.db
    .delete(stock_alerts)
    .where(lt(stock_alerts.notified_at, sql`now() - ${TOLD_ALERTS_DAYS} * interval '1 day'`));
  return told;
}

/** Marks and queues together: rows that another worker holds are its own to tell. */
async function notifySome(tx: Context): Promise<number> {
  const due = await tx.db
    .select({ id: stock_alerts.id, to: stock_alerts.email })
    .from(stock_alerts)
    .innerJoin(variants, eq(variants.id, stock_alerts.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(
      and(
        isNull(stock_alerts.notified_at),
        gt(inventory_pools.on_hand, inventory_pools.reserved),
        eq(products.is_active, true),
        isNull(products.deleted_at),
      ),
    )
    .orderBy(asc(stock_alerts.id))
    .limit(BATCH)
    .for("update", { of: stock_alerts, skipLocked: true });
  if (due.length === 0) return 0;
  const ids = due.map(({ id }) => id);
  await tx.db.update(stock_alerts).set({ notified_at: new Date() }).where(inArray(stock_alerts.id, ids));
  for (const { id, to } of due) await queueMail(tx, { topic: "back_in_stock", alert_id: id, to, once: id });
  return due.length;
}
