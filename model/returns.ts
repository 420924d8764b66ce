import { z } from "zod";

import { BlankText, Id, Integer, Money, PageQuery, Price, Timestamp } from "./fields";
import { marketOfCurrency, priceIn } from "./markets";
import { RETURN_REASONS } from "./return-reasons";

/** How many days after its arrival a parcel may come back. */
export const RETURN_DAYS = 30;
/** What the label costs when it is not the shop's fault, in the currency of the order; taken off what is given back. */
export const labelPriceIn = (currency: string) => priceIn(marketOfCurrency(currency), "6.00");

export const RETURN_STATUSES = ["requested", "approved", "refused", "withdrawn", "received", "refunded"] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

const Line = z.object({
  id: Id.meta({ description: "The line of the order." }),
  quantity: Integer(1, 999).optional().meta({ description: "All that can come back when left out." }),
});
export const RequestReturn = z.object({
  lines: z
    .array(Line)
    .min(1)
    .max(100)
    .meta({ example: [{ id: 1, quantity: 1 }] }),
  reason: z.enum(RETURN_REASONS).meta({ example: "changed_mind" }),
  note: BlankText(2000).optional().meta({ example: "The blue is darker than I thought." }),
});

const ReturnLine = z.object({
  id: z.int().meta({ description: "The line of the order." }),
  product_name: z.string(),
  size: z.string(),
  color: z.string(),
  quantity: z.int(),
});
export const ReturnRequest = z
  .object({
    id: z.int(),
    order: z.int(),
    order_number: z.string(),
    status: z.enum(RETURN_STATUSES),
    reason: z.enum(RETURN_REASONS),
    note: z.string(),
    answer: z.string().meta({ description: "What the shop said to it." }),
    lines: z.array(ReturnLine),
    goods_value: Money.meta({ description: "What was paid for the goods that come back." }),
    label_price: Money.meta({ description: "What is taken off for the label." }),
    refund: z.int().nullable().meta({ description: "The refund that was made for it." }),
    created_at: Timestamp,
    decided_at: Timestamp.nullable(),
    received_at: Timestamp.nullable(),
    refunded_at: Timestamp.nullable(),
  })
  .meta({ id: "ReturnRequest" });
export type ReturnRequest = z.output<typeof ReturnRequest>;

const WHY_NOT = ["not_shipped", "window_closed", "nothing_left", "not_possible"] as const;
export const ReturnEligibility = z
  .object({
    order: z.int(),
    order_number: z.string(),
    is_eligible: z.boolean(),
    why_not: z.enum(WHY_NOT).nullable(),
    until: Timestamp.nullable().meta({ description: "The last moment at which a return can be asked for." }),
    label_price: Money,
    currency: z.string(),
    lines: z.array(
      ReturnLine.extend({
        image: z.string(),
        available: z.int().meta({ description: "How many of them can still come back." }),
      }),
    ),
    requests: z.array(ReturnRequest),
  })
  .meta({ id: "ReturnEligibility" });
export type ReturnEligibility = z.output<typeof ReturnEligibility>;

export const ReturnQuery = PageQuery.omit({ search: true }).extend({
  status: z.enum(RETURN_STATUSES).optional(),
  order: Id.optional(),
});
/** What an admin may do by hand; giving the money back is a refund. */
export const ReturnChanges = z.object({
  status: z.enum(["approved", "refused", "received"]).optional().meta({ example: "approved" }),
  answer: BlankText(2000).optional().meta({ example: "Put the label on the parcel." }),
});
export const RefundReturn = z.object({
  amount: Price.optional().meta({
    description: "The value of the goods, less the label, when left out.",
    example: "28.00",
  }),
  restock: z
    .boolean()
    .optional()
    .meta({ description: "As for any refund: only all of an order goes back on the shelf." }),
});
