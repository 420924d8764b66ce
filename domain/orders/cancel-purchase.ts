import { and, eq } from "drizzle-orm";

import { orders } from "@/db/schema";
import { Key } from "@/model/fields";
import { Order, isUnpaid } from "@/model/orders";

import { conflict } from "../errors";
import { type Context, operation } from "../operation";
import { giveMoneyBack } from "../payments/refund";
import { cancel, isFreeAndHere } from "./cancel-order";
import { CANCELLATION, getOwnOrder, isCancellationPending } from "./read-order";

export const cancelPurchase = operation({
  name: "cancel_purchase",
  summary: "Cancel an order that has not left yet: what was paid for it goes back, and its goods are for sale again.",
  access: "shopper",
  isOutward: true,
  limit: "orders",
  input: Key,
  output: Order,
  find: getOwnOrder,
  refusals: { 409: "invalid_transition or not_refundable", 502: "upstream_failed" },
  async run(context, { id }, order) {
    if (isUnpaid(order) || isFreeAndHere(order)) await cancel(context, id);
    else await giveBackAll(context, id);
    return getOwnOrder(context, id);
  },
});

/** Shipping waits for the same lock: either the parcel leaves or the money goes back. */
async function giveBackAll(context: Context, id: number): Promise<void> {
  const asked = { reason: "Cancelled before it was sent", restock: true };
  await giveMoneyBack({ ...context, requestKey: `${CANCELLATION}${id}` }, id, asked, ({ status }) => {
    if (status !== "paid")
      throw conflict("invalid_transition", "Only an order that has not left yet can be cancelled.");
  });
}

/** What its shopper has cancelled is not sent; asked under the order's lock. */
export async function refuseGivenUp({ db }: Context, orderId: number): Promise<void> {
  const isGivenUp = and(eq(orders.id, orderId), isCancellationPending(db));
  if ((await db.select({ id: orders.id }).from(orders).where(isGivenUp)).length > 0)
    throw conflict("not_shippable", "This order was cancelled by its shopper; its money is on its way back.");
}
