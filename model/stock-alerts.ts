import { z } from "zod";

import { Choice } from "./cart";
import { Id, Timestamp } from "./fields";
import { Email } from "./users";

/** How long it is kept that someone was told. */
export const TOLD_ALERTS_DAYS = 30;

export const AskStockAlert = z.object({
  product_id: Id.meta({ example: 1 }),
  ...Choice.shape,
  email: Email.optional().meta({
    description: "Where to write to; that of the account when left out.",
    example: "robin@mail.example",
  }),
});

export const StockAlert = z
  .object({
    id: z.int().nullable().meta({ description: "Null for who asked without an account." }),
    product: z.object({ id: z.int(), slug: z.string(), name: z.string() }),
    variant_id: z.int(),
    size: z.string(),
    color: z.string(),
    email: z.string(),
    created_at: Timestamp,
  })
  .meta({ id: "StockAlert" });
export type StockAlert = z.output<typeof StockAlert>;

export const StockAlertLink = z.object({ id: z.uuid() });
