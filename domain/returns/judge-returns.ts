import { eq } from "drizzle-orm";

import { orders, return_requests } from "@/db/schema";
import { english } from "@/messages/all";
import { Key } from "@/model/fields";
import { compare, subtract } from "@/model/money";
import { RefundReturn, ReturnChanges, ReturnRequest, type ReturnStatus } from "@/model/returns";

import { audit } from "../audit";
import { conflict, notFound } from "../errors";
import { queueMail } from "../mail/outbox";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { giveMoneyBack } from "../payments/refund";
import { getOwnReturn } from "./read-returns";

type Row = typeof return_requests.$inferSelect;
type ByHand = "approved" | "refused" | "received";

const MOVES: Partial<Record<ReturnStatus, readonly ByHand[]>> = {
  requested: ["approved", "refused"],
  approved: ["received"],
};
const MAILS = { approved: "return_approved", refused: "return_refused", received: "return_received" } as const;

/** The order first, as everything that is about its goods and its money does. */
export async function lockReturn(tx: Context, id: number) {
  const [known] = await tx.db.select().from(return_requests).where(eq(return_requests.id, id));
  if (!known) throw notFound();
  const [order] = await tx.db.select().from(orders).where(eq(orders.id, known.order_id)).for("update");
  const [row] = await tx.db.select().from(return_requests).where(eq(return_requests.id, id));
  if (!order || !row) throw notFound();
  return { order, row };
}

async function move(tx: UserContext, row: Row, to: ByHand, answer: string, email: string): Promise<void> {
  if (!MOVES[row.status]?.includes(to))
    throw conflict("invalid_transition", `A return that is ${row.status} cannot become ${to}.`);
  const now = new Date();
  const times = to === "received" ? { received_at: now } : { decided_at: now };
  await tx.db
    .update(return_requests)
    .set({ status: to, ...times })
    .where(eq(return_requests.id, row.id));
  await queueMail(tx, {
    topic: MAILS[to],
    order_id: row.order_id,
    to: email,
    once: row.id,
    ...(answer && { reason: answer }),
  });
  await audit(tx, {
    action: `return_${to}`,
    object_type: "return",
    object_id: row.id,
    before: { status: row.status },
    after: { status: to },
  });
}

export const changeReturn = operation({
  name: "change_return",
  summary: "Approve or refuse a return, or say that its parcel has come; what is answered is mailed along.",
  access: "admin",
  input: ReturnChanges.extend(Key.shape),
  output: ReturnRequest,
  find: getOwnReturn,
  refusals: { 409: "invalid_transition" },
  run: (context, { id, status, answer }) =>
    transaction(context, async (tx) => {
      const { order, row } = await lockReturn(tx, id);
      await tx.assertUnchanged?.(tx);
      if (answer !== undefined) await tx.db.update(return_requests).set({ answer }).where(eq(return_requests.id, id));
      if (status && status !== row.status) await move(tx, row, status, answer ?? row.answer, order.email);
      return getOwnReturn(tx, id);
    }),
});

export const refundReturn = operation({
  name: "refund_return",
  summary:
    "Give back the money for a return whose parcel has come: the value of its goods less the label, or another sum.",
  access: "admin",
  isOutward: true,
  input: RefundReturn.extend(Key.shape),
  output: ReturnRequest,
  find: getOwnReturn,
  refusals: { 409: "invalid_transition or not_refundable", 502: "upstream_failed" },
  async run(context, { id, amount, restock = false }, found) {
    if (found.status === "refunded") return found;
    if (found.status !== "received")
      throw conflict("invalid_transition", `A return that is ${found.status} cannot be refunded.`);
    const less = subtract(found.goods_value, found.label_price);
    const wanted = amount ?? (compare(less, "0.00") > 0 ? less : found.goods_value);
    // One refund a return, however often it is asked for: its key finds the one that was begun.
    const refund = await giveMoneyBack({ ...context, requestKey: `return:${id}` }, found.order, {
      amount: wanted,
      reason: `Return ${id}: ${english(`ui.return_reason.${found.reason}`)}`,
      restock,
    });
    await transaction(context, async (tx) => {
      const { row } = await lockReturn(tx, id);
      if (row.status !== "received") return;
      await tx.db
        .update(return_requests)
        .set({ status: "refunded", refund_id: refund.id, refunded_at: new Date() })
        .where(eq(return_requests.id, id));
      await audit(tx, {
        action: "return_refunded",
        object_type: "return",
        object_id: id,
        after: { refund: refund.id, amount: refund.amount },
      });
    });
    return getOwnReturn(context, id);
  },
});
