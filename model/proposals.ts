import { z } from "zod";

import { Product } from "./catalog";
import { Money, Price, Timestamp } from "./fields";
import { RETURN_REASONS } from "./return-reasons";

/** What the assistant may offer to do. Nothing on this list pays, refunds or administers. */
export const PROPOSAL_TYPES = [
  "add_to_cart",
  "change_quantity",
  "remove_from_cart",
  "start_checkout",
  "request_return",
  "reorder",
] as const;
export type ProposalType = (typeof PROPOSAL_TYPES)[number];

const PROPOSAL_STATUSES = ["open", "done", "undone", "expired"] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];
export const PROPOSAL_LIFETIME_HOURS = 24;

const CartChange = z
  .object({
    product: Product,
    variant_id: z.int(),
    size: z.string(),
    color: z.string(),
    quantity: z.int().meta({ description: "How many are added, or how many there will be." }),
    was: z.int().meta({ description: "How many there are in the cart without it." }),
    price: Money.meta({ description: "What one of them costs." }),
  })
  .meta({ id: "CartChange" });

const OrderOffer = z
  .object({
    order_id: z.int(),
    order_number: z.string(),
    lines: z
      .array(z.object({ product_name: z.string(), size: z.string(), color: z.string(), quantity: z.int() }))
      .meta({ description: "What comes back, or goes into the cart again." }),
    reason: z.enum(RETURN_REASONS).nullable().meta({ description: "Why it comes back; null where nothing does." }),
    label_price: Money.nullable().meta({ description: "What is taken off for the label of a return." }),
    currency: z.string(),
    total: Money.nullable().meta({ description: "What those goods cost now, where they are ordered again." }),
  })
  .meta({ id: "OrderOffer" });

/** What the assistant offers to do; nothing happens until the shopper confirms it. */
export const Proposal = z
  .object({
    id: z.uuid(),
    type: z.enum(PROPOSAL_TYPES),
    status: z.enum(PROPOSAL_STATUSES),
    change: CartChange.nullable().meta({ description: "What would become of the cart; null where that is not it." }),
    order: OrderOffer.nullable().meta({ description: "The order that it is about; null where it is about none." }),
    path: z.string().nullable().meta({ description: "The page of the shop on which it goes on, once it is done." }),
    expires_at: Timestamp,
  })
  .meta({ id: "Proposal" });
export type Proposal = z.output<typeof Proposal>;

export const ProposalKey = z.object({ id: z.uuid() });
export const ConfirmProposal = ProposalKey.extend({
  expected_price: Price.optional().meta({
    description: "The price that the shopper agrees to; what the proposal said when left out.",
    example: "34.00",
  }),
});
