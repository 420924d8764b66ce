import { and, eq } from "drizzle-orm";

import { refunds } from "@/db/schema";
import { Key } from "@/model/fields";
import { Order, isUnpaid } from "@/model/orders";

import { conflict } from "../errors";
import { type Context, operation } from "../operation";
import { giveMoneyBack } from "../payments/refund";
import { cancel, isFreeAndHere } from "./cancel-order";
import { getOwnOrder } from "./read-order";

/** The refund that ends a purchase, of which each order has one. */
const keyOf = (orderId: number) => `cancel:${orderId}`;

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
  await giveMoneyBack({ ...context, requestKey: keyOf(id) }, id, asked, ({ status }) => {
    if (status !== "paid")
      throw conflict("invalid_transition", "Only an order that has not left yet can be cancelled.");
  });
}

/** Whether its shopper has cancelled it and the money is on its way: Stripe has yet to say that it went. */
export async function isGivenUp({ db }: Context, orderId: number): Promise<boolean> {
  const pending = and(eq(refunds.request_key, keyOf(orderId)), eq(refunds.status, "pending"));
  return (await db.select({ id: refunds.id }).from(refunds).where(pending)).length > 0;
}

/** What its shopper has cancelled is not sent; asked under the order's lock. */
export async function refuseGivenUp(tx: Context, orderId: number): Promise<void> {
  if (await isGivenUp(tx, orderId))
    throw conflict("not_shippable", "This order was cancelled by its shopper; its money is on its way back.");
}
