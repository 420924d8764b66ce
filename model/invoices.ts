import { z } from "zod";

import { Timestamp } from "./fields";
import { Order } from "./orders";

export const Invoice = z
  .object({
    number: z.string().meta({ example: "2026-000042" }),
    issued_at: Timestamp,
    order: Order,
  })
  .meta({ id: "Invoice" });
export type Invoice = z.output<typeof Invoice>;

export const invoiceNumber = ({ year, number }: { year: number; number: number }) =>
  `${year}-${String(number).padStart(6, "0")}`;
