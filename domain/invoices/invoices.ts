import { eq, sql } from "drizzle-orm";

import { invoice_series, invoices, orders } from "@/db/schema";
import { Key } from "@/model/fields";
import { Invoice, invoiceNumber } from "@/model/invoices";

import { conflict } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { getOwnOrder, readOrders } from "../orders/read-order";

type Row = typeof invoices.$inferSelect;
const BATCH = 50;

const findInvoice = async ({ db }: Context, orderId: number): Promise<Row | undefined> =>
  (await db.select().from(invoices).where(eq(invoices.order_id, orderId)))[0];

/**
 * The invoice of a paid order, numbered when it is first needed: taking the next number and writing it down are one
 * transaction, so what fails leaves no gap. Undefined for an order that was never paid.
 */
export async function ensureInvoice(context: Context, orderId: number): Promise<Row | undefined> {
  const known = await findInvoice(context, orderId);
  if (known) return known;
  return transaction(context, async (tx) => {
    const [order] = await tx.db
      .select({ paid_at: orders.paid_at })
      .from(orders)
      .where(eq(orders.id, orderId))
      .for("no key update");
    if (!order?.paid_at) return undefined;
    const first = await findInvoice(tx, orderId);
    if (first) return first;
    const issued_at = new Date();
    const year = issued_at.getUTCFullYear();
    const [series] = await tx.db
      .insert(invoice_series)
      .values({ year, last: 1 })
      .onConflictDoUpdate({ target: invoice_series.year, set: { last: sql`${invoice_series.last} + 1` } })
      .returning();
    if (!series) throw new Error("the series of invoices gave no number");
    const [made] = await tx.db
      .insert(invoices)
      .values({ order_id: orderId, year, number: series.last, issued_at })
      .returning();
    return made;
  });
}

/** Numbers the invoices of paid orders that nobody has asked for yet. */
export async function issueInvoices(context: Context): Promise<number> {
  const due = await context.db
    .select({ id: orders.id })
    .from(orders)
    .leftJoin(invoices, eq(invoices.order_id, orders.id))
    .where(sql`${orders.paid_at} is not null and ${invoices.order_id} is null`)
    .orderBy(orders.paid_at, orders.id)
    .limit(BATCH);
  for (const { id } of due) await ensureInvoice(context, id);
  return due.length;
}

/** An order's invoice as it is shown, on paper and on the screen; none of one that was never paid. */
export async function readInvoice(context: Context, orderId: number) {
  const row = await ensureInvoice(context, orderId);
  const [order] = row ? await readOrders(context.db, { where: eq(orders.id, orderId), limit: 1 }) : [];
  return row && order ? { number: invoiceNumber(row), issued_at: row.issued_at, order } : undefined;
}

export const getInvoice = operation({
  name: "get_invoice",
  summary: "The invoice of a paid order.",
  access: "shopper",
  input: Key,
  output: Invoice,
  find: getOwnOrder,
  refusals: { 409: "not_paid" },
  async run(context, { id }) {
    const invoice = await readInvoice(context, id);
    if (!invoice) throw conflict("not_paid", "An invoice is made once the order is paid.");
    return invoice;
  },
});
