import { z } from "zod";

import { Id, Integer } from "@/model/fields";
import { priceIn } from "@/model/markets";
import { multiply, sum } from "@/model/money";
import { isWaiting } from "@/model/orders";
import { OWN_REASONS, RETURN_REASONS, type ReturnReason } from "@/model/return-reasons";
import { STORE } from "@/model/store";

import { removeCartItem, replaceCartItem } from "../cart/cart-items";
import { findCart, readLines } from "../cart/read-cart";
import { conflict, invalid, unknownPk } from "../errors";
import { type Context, operation } from "../operation";
import { getOwnOrder } from "../orders/read-order";
import { readWanted, refill } from "../orders/reorder";
import { notReturnable, readReturnEligibility, requestReturn } from "../returns/returns";

const OrderKey = z.object({ order_id: Id.meta({ description: "The order's id, as list_orders tells it." }) });
const Line = z.object({ product_name: z.string(), size: z.string(), color: z.string(), quantity: z.int() });
const Terms = z.object({ order_id: z.int(), order_number: z.string(), lines: z.array(Line) });

/** What was offered before the shop sold in more than one is in its own. */
const Currency = z.string().default(STORE.currency);

/** What is to be sent back of an order, and what the label costs for that reason. */
export const ReturnTerms = Terms.extend({
  item_id: z.int(),
  reason: z.enum(RETURN_REASONS),
  label_price: z.string(),
  currency: Currency,
});
export type ReturnTerms = z.output<typeof ReturnTerms>;

export const proposeReturn = operation({
  name: "propose_return",
  summary: "Offer the shopper to ask for a return of one line of an order. Nothing happens until they confirm it.",
  access: "shopper",
  input: OrderKey.extend({
    item_id: Id.meta({ description: "The id of the line, as list_orders tells it." }),
    quantity: Integer(1, 999).optional().meta({ description: "All that can come back when left out." }),
    reason: z.enum(RETURN_REASONS).optional().meta({ description: "changed_mind when left out." }),
  }),
  output: ReturnTerms,
  async run(context, { order_id, item_id, quantity, reason = "changed_mind" }) {
    const { lines, why_not, order_number, label_price, currency } = await readReturnEligibility(context, {
      id: order_id,
    });
    if (why_not) throw notReturnable(why_not);
    const line = lines.find(({ id }) => id === item_id);
    if (!line) throw invalid({ item_id: [unknownPk(item_id)] });
    const count = quantity ?? line.available;
    if (count < 1 || count > line.available)
      throw conflict("not_returnable", `No more than ${line.available} of "${line.product_name}" can come back.`);
    const { product_name, size, color } = line;
    const sent = { product_name, size, color, quantity: count };
    return {
      order_id,
      order_number,
      item_id,
      reason,
      lines: [sent],
      label_price: labelPrice(reason, label_price),
      currency,
    };
  },
});

const labelPrice = (reason: ReturnReason, price: string) => (OWN_REASONS.includes(reason) ? price : "0.00");

/** Asks for the return by the ordinary operation, which judges it once more under the order's lock. */
export async function carryOutReturn(tx: Context, given: object): Promise<ReturnTerms> {
  const terms = ReturnTerms.parse(given);
  const { order_id: id, item_id, reason, lines } = terms;
  await requestReturn(tx, { id, reason, lines: lines.map(({ quantity }) => ({ id: item_id, quantity })) });
  return terms;
}

/** What an order was for, at what it costs now; once that is done, what of each was in the cart before and after. */
export const ReorderTerms = Terms.extend({
  total: z.string(),
  currency: Currency,
  done: z.array(z.object({ variant_id: z.int(), by: z.int() })).optional(),
});
export type ReorderTerms = z.output<typeof ReorderTerms>;

async function termsOfReorder(context: Context, order_id: number): Promise<ReorderTerms> {
  const order = await getOwnOrder(context, order_id);
  if (isWaiting(order)) throw conflict("invalid_transition", "This order is still waiting for its payment.");
  const lines = (await readWanted(context, order_id)).filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) throw conflict("out_of_stock", "Nothing of this order is to be had right now.");
  return {
    order_id,
    order_number: order.number,
    lines: lines.map(({ product_name, size, color, quantity }) => ({ product_name, size, color, quantity })),
    total: sum(lines.map(({ price, quantity }) => multiply(priceIn(context.market, price ?? "0.00"), quantity))),
    currency: context.market.currency,
  };
}

export const proposeReorder = operation({
  name: "propose_reorder",
  summary:
    "Offer the shopper to put what an order was for into their cart again. Nothing happens until they confirm it.",
  access: "shopper",
  input: OrderKey,
  output: ReorderTerms,
  run: (context, { order_id }) => termsOfReorder(context, order_id),
});

const quantitiesIn = async (tx: Context) => {
  const cart = await findCart(tx);
  const lines = cart ? await readLines(tx, cart.id) : [];
  return new Map(lines.map((line) => [line.variant.id, line]));
};

/** Fills the cart, unless it is to cost anything else than was agreed to. */
export async function carryOutReorder(tx: Context, given: object, agreed?: string): Promise<ReorderTerms> {
  const terms = ReorderTerms.parse(given);
  const now = await termsOfReorder(tx, terms.order_id);
  if (now.total !== (agreed ?? terms.total) || now.currency !== terms.currency)
    throw conflict("price_changed", "The price is another one now.", { price: now.total });
  const before = await quantitiesIn(tx);
  await refill(tx, terms.order_id);
  const after = await quantitiesIn(tx);
  const done = [...after.values()].flatMap(({ variant, quantity }) => {
    const by = quantity - (before.get(variant.id)?.quantity ?? 0);
    return by > 0 ? [{ variant_id: variant.id, by }] : [];
  });
  return { ...now, done };
}

/** Takes out of the cart what came in by it, as far as it is still there. */
export async function takeBackReorder(tx: Context, given: object): Promise<void> {
  for (const { variant_id, by } of ReorderTerms.parse(given).done ?? []) {
    const line = (await quantitiesIn(tx)).get(variant_id);
    if (!line) continue;
    if (line.quantity > by) await replaceCartItem(tx, { id: line.id, quantity: line.quantity - by });
    else await removeCartItem(tx, { id: line.id });
  }
}
