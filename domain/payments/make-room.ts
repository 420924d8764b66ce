import { and, eq, inArray } from "drizzle-orm";

import { payments, refunds } from "@/db/schema";
import { compare, subtract, sum } from "@/model/money";

import { audit } from "../audit";
import { enqueue } from "../jobs";
import type { Context } from "../operation";

type Row = typeof refunds.$inferSelect;

const total = (rows: readonly Row[]) => sum(rows.map(({ amount }) => amount));

/**
 * Somebody gave money back at Stripe itself while refunds of ours had yet to reach it: what no longer fits would be refused
 * there. The newest give way first: those that were to give back all that was left give back what is left now, others fail.
 * One that had reached Stripe all the same is known by its event, and the rest makes room for it in turn. Where nothing is
 * left of one that was to put the goods back on the shelf, the one that was made does, and is answered as it is then.
 */
export async function makeRoom(tx: Context, made: Row): Promise<Row> {
  const [payment] = await tx.db.select().from(payments).where(eq(payments.id, made.payment_id));
  if (!payment?.received) return made;
  const promised = await tx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.payment_id, payment.id), inArray(refunds.status, ["pending", "succeeded"])))
    .orderBy(refunds.id);
  const isForAll = compare(subtract(total(promised), made.amount), payment.received) >= 0;
  let { restock } = made;
  let over = subtract(total(promised), payment.received);
  for (const row of promised.filter(({ refund_id }) => refund_id === null).toReversed()) {
    if (compare(over, "0.00") <= 0) break;
    const left = isForAll ? subtract(row.amount, over) : "0.00";
    const isReplaced = compare(left, "0.00") > 0;
    await giveWay(tx, row, isReplaced ? left : "0.00", isForAll);
    restock ||= isForAll && !isReplaced && row.restock;
    over = subtract(over, isReplaced ? over : row.amount);
  }
  if (restock !== made.restock) await tx.db.update(refunds).set({ restock }).where(eq(refunds.id, made.id));
  return { ...made, restock };
}

/** Under another id, since Stripe answers one that it has seen with what it answered then. */
async function giveWay(tx: Context, row: Row, left: string, isForAll: boolean): Promise<void> {
  const { id, ...asked } = row;
  if (isForAll) await tx.db.delete(refunds).where(eq(refunds.id, id));
  else await tx.db.update(refunds).set({ status: "failed", request_key: null }).where(eq(refunds.id, id));
  if (left !== "0.00") {
    await tx.db.insert(refunds).values({ ...asked, amount: left });
    await enqueue(tx.db, "resume_refunds");
  }
  await audit(tx, {
    action: "refund_gave_way",
    object_type: "order",
    object_id: row.order_id,
    before: { refund: id, amount: row.amount },
    after: { amount: left },
  });
}
