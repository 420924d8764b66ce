import { z } from "zod";

import { Flag, Integer, Moment, Money, PageQuery, Price, Text, Timestamp } from "./fields";

export const DISCOUNT_KINDS = ["percent", "amount", "free_shipping"] as const;

/** What a code takes off: a percentage of the goods, an amount of money, or what the delivery costs. */
export const DiscountTerms = z.object({ kind: z.enum(DISCOUNT_KINDS), value: Money });
export type DiscountTerms = z.output<typeof DiscountTerms>;

/** A code as a shopper types it, in capitals or not. */
export const ApplyDiscount = z.object({ code: Text(40).meta({ example: "WELCOME10" }) });

/** A code as it is kept: its letters are capitals, so that no two differ only in that. */
const Code = z
  .string()
  .trim()
  .toUpperCase()
  .min(1)
  .max(40)
  .regex(/^[A-Z0-9_-]*$/, "Enter letters without accents, numbers, hyphens or underscores.");

export const DiscountFields = z.object({
  code: Code.meta({ example: "SPRING15" }),
  kind: z.enum(DISCOUNT_KINDS).meta({ example: "percent" }),
  value: Price.optional().meta({
    description: "A percentage, or an amount of money; left out for free_shipping.",
    example: "15.00",
  }),
  minimum_subtotal: Price.optional().meta({ description: "What the goods have to cost at least." }),
  starts_at: Moment.nullable().optional(),
  ends_at: Moment.nullable().optional(),
  total_limit: Integer(1)
    .nullable()
    .optional()
    .meta({ description: "How many orders may use it; null for any number." }),
  per_person_limit: Integer(1).nullable().optional().meta({
    description: "How many orders of one account or e-mail may use it; null for any number.",
  }),
  is_active: z.boolean().optional(),
});
export type DiscountFields = z.output<typeof DiscountFields>;

export const Discount = DiscountTerms.extend({
  id: z.int(),
  code: z.string(),
  minimum_subtotal: Money,
  starts_at: Timestamp.nullable(),
  ends_at: Timestamp.nullable(),
  total_limit: z.int().nullable(),
  per_person_limit: z.int().nullable(),
  used: z.int().meta({ description: "How many orders use it; a cancelled one gives its use back." }),
  is_active: z.boolean(),
  created_at: Timestamp,
  updated_at: Timestamp,
}).meta({ id: "Discount" });

export const DiscountQuery = PageQuery.extend({ is_active: Flag.optional() });
