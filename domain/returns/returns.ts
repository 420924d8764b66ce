import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";

import { order_items, orders, return_lines, return_requests } from "@/db/schema";
import { english } from "@/messages/all";
import { Key, pageOf } from "@/model/fields";
import type { OrderStatus } from "@/model/orders";
import { RequestReturn, ReturnEligibility, ReturnQuery, ReturnRequest, labelPriceIn } from "@/model/returns";

import { audit } from "../audit";
import { conflict, invalid, notFound, unknownPk } from "../errors";
import { alertAdmins } from "../mail/alert-admins";
import { queueMail } from "../mail/outbox";
import { type Context, operation, transaction } from "../operation";
import { getOwnRow, placedBy, readItems } from "../orders/read-order";
import { pageOffset, pageSize } from "../paging";
import { getOwnReturn, isAdmin, readReturns, returnableUntil, returnedOf } from "./read-returns";

type OrderRow = typeof orders.$inferSelect;
type WhyNot = z.output<typeof ReturnEligibility>["why_not"];

const SENT = new Set<OrderStatus>(["shipped", "delivered"]);
const MOST = 100;

/** Why nothing of an order can come back now; null when something can. */
function whyNot(order: OrderRow, available: number): WhyNot {
  if (order.status === "paid") return "not_shipped";
  if (!SENT.has(order.status) || order.disputed) return "not_possible";
  const until = returnableUntil(order);
  if (!until || until < new Date()) return "window_closed";
  return available > 0 ? null : "nothing_left";
}

export const notReturnable = (why_not: NonNullable<WhyNot>) =>
  conflict("not_returnable", english(`return_page.why_not.${why_not}`), { why_not });

async function judge(context: Context, order: OrderRow) {
  const [items, returned] = await Promise.all([
    readItems(context.db, { where: eq(order_items.order_id, order.id) }),
    returnedOf(context, order.id),
  ]);
  const lines = items.map((item) => ({ ...item, available: item.quantity - (returned.get(item.id) ?? 0) }));
  const left = lines.reduce((total, { available }) => total + available, 0);
  return { lines, why_not: whyNot(order, left) };
}

export const readReturnEligibility = operation({
  name: "read_return_eligibility",
  summary: "Which lines of an order can come back, how many of each and until when; and what was asked for so far.",
  access: "shopper",
  input: Key,
  output: ReturnEligibility,
  find: getOwnRow,
  async run(context, { id }, row) {
    const { lines, why_not } = await judge(context, row);
    return {
      order: id,
      order_number: row.number,
      is_eligible: why_not === null,
      why_not,
      until: returnableUntil(row),
      label_price: labelPriceIn(row.currency),
      currency: row.currency,
      lines,
      requests: await readReturns(context, { where: eq(return_requests.order_id, id), limit: MOST }),
    };
  },
});

export const requestReturn = operation({
  name: "request_return",
  summary: "Ask to send lines of an order back; never more than was bought and has not come back.",
  access: "shopper",
  limit: "returns",
  input: RequestReturn.extend(Key.shape),
  output: ReturnRequest,
  find: getOwnRow,
  refusals: { 409: "not_returnable" },
  run: (context, { id, lines, reason, note = "" }) =>
    transaction(context, async (tx) => {
      // Under its lock what is counted stays: two requests at once cannot both have the last piece.
      const [order] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
      if (!order) throw notFound();
      const judged = await judge(tx, order);
      if (judged.why_not) throw notReturnable(judged.why_not);
      const asked = choose(lines, judged.lines);
      const [made] = await tx.db.insert(return_requests).values({ order_id: id, reason, note }).returning();
      if (!made) throw new Error("insert into return_requests returned no row");
      await tx.db.insert(return_lines).values(asked.map((line) => ({ ...line, return_id: made.id })));
      await queueMail(tx, { topic: "return_requested", order_id: id, to: order.email, once: made.id });
      await alertAdmins(tx, id, "its shopper wants to send something back", made.created_at);
      await audit(tx, { action: "request_return", object_type: "return", object_id: made.id, after: { order: id } });
      return getReturnOf(tx, made.id);
    }),
});

type Wanted = { id: number; quantity?: number | undefined };
type Judged = Awaited<ReturnType<typeof judge>>["lines"];

function choose(wanted: Wanted[], lines: Judged) {
  return wanted.map(({ id, quantity }, index) => {
    const line = lines.find((one) => one.id === id);
    if (!line || wanted.findIndex((one) => one.id === id) !== index)
      throw invalid({ lines: { [index]: { id: [unknownPk(id)] } } });
    const count = quantity ?? line.available;
    if (count < 1 || count > line.available)
      throw conflict(
        "not_returnable",
        line.available < 1
          ? `Nothing is left of "${line.product_name}" to send back.`
          : `No more than ${line.available} of "${line.product_name}" can come back.`,
        { line: id, available: line.available },
      );
    return { order_item_id: id, quantity: count };
  });
}

async function getReturnOf(context: Context, id: number) {
  const [row] = await readReturns(context, { where: eq(return_requests.id, id), limit: 1 });
  if (!row) throw notFound();
  return row;
}

export const listReturns = operation({
  name: "list_returns",
  summary: "What the caller wants to send back, newest first; an admin sees everybody's.",
  access: "user",
  paginated: true,
  input: ReturnQuery,
  output: pageOf(ReturnRequest),
  async run(context, query) {
    const where = and(
      isAdmin(context) ? undefined : placedBy(context),
      query.status && eq(return_requests.status, query.status),
      query.order === undefined ? undefined : eq(return_requests.order_id, query.order),
    );
    const [total] = await context.db
      .select({ count: count() })
      .from(return_requests)
      .innerJoin(orders, eq(orders.id, return_requests.order_id))
      .where(where);
    const found = total?.count ?? 0;
    const page = { limit: pageSize(query), offset: pageOffset(query, found) };
    return { count: found, results: await readReturns(context, { where, ...page }) };
  },
});

export const getReturn = operation({
  name: "get_return",
  summary: "One return that the caller asked for, or any for an admin.",
  access: "user",
  input: Key,
  output: ReturnRequest,
  find: getOwnReturn,
  run: async (_context, _input, row) => row,
});
