import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { invoices, orders } from "@/db/schema";
import { english } from "@/messages/all";
import { invoiceView } from "@/model/invoice-view";
import { compare, subtract, sum } from "@/model/money";
import { buy, newProduct, newUser } from "@/tests/helpers";

import { ensureInvoice, getInvoice, issueInvoices } from "./invoices";

async function paidOrders(count: number) {
  const [shopper, product] = [await newUser(), await newProduct({ stock: 99, price: "13.37" })];
  const ids = [];
  for (let made = 0; made < count; made++) ids.push(await buy(shopper, product.id));
  return { shopper, ids };
}

test("twenty invoices asked for four times each at once follow each other without a gap", async () => {
  const { shopper, ids } = await paidOrders(20);
  const made = await Promise.all([...ids, ...ids, ...ids, ...ids].map((id) => ensureInvoice(shopper, id)));
  const numbers = [...new Set(made.map((row) => row?.number ?? 0))].toSorted((left, right) => left - right);
  expect(numbers).toHaveLength(20);
  expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(19);
});

test("what fails leaves no gap", async () => {
  const { shopper, ids } = await paidOrders(3);
  const [first, lost, second] = ids;
  const before = await ensureInvoice(shopper, first ?? 0);
  await expect(
    shopper.db.transaction(async (tx) => {
      await ensureInvoice({ ...shopper, db: tx }, lost ?? 0);
      throw new Error("cut");
    }),
  ).rejects.toThrow("cut");
  const after = await ensureInvoice(shopper, second ?? 0);
  expect((after?.number ?? 0) - (before?.number ?? 0)).toBe(1);
});

test("an order that is not paid has none, another's is not found, and the job leaves none without", async () => {
  const { shopper, ids } = await paidOrders(2);
  const [id = 0, unpaid = 0] = ids;
  await db().update(orders).set({ status: "pending", paid_at: null }).where(eq(orders.id, unpaid));
  await expect(getInvoice(shopper, { id: unpaid })).rejects.toMatchObject({ code: "not_paid" });
  await expect(getInvoice(await newUser(), { id })).rejects.toMatchObject({ status: 404 });
  while ((await issueInvoices(shopper)) > 0);
  expect(await db().select().from(invoices).where(eq(invoices.order_id, id))).toHaveLength(1);
  expect(await db().select().from(invoices).where(eq(invoices.order_id, unpaid))).toEqual([]);
});

test("an invoice's numbers are its order's, and add up", async () => {
  const { shopper, ids } = await paidOrders(1);
  const { order, ...rest } = await getInvoice(shopper, { id: ids[0] ?? 0 });
  const added = sum([order.subtotal, order.shipping_price, order.tax_price]);
  expect(compare(subtract(added, order.discount_price), order.total_price)).toBe(0);
  const view = invoiceView(english, { order, ...rest });
  expect(view.lines).toMatchObject([{ quantity: "1", price: "$13.37", amount: "$13.37" }]);
  expect(view.total.amount).toBe("$13.37");
});
