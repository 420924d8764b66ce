import { z } from "zod";

import { Country, PageQuery } from "./fields";

export const Rate = z
  .string()
  .regex(/^\d\.\d{4}$/)
  .meta({ id: "Rate", example: "0.2000", description: "A share of a price as decimal text with four digits." });

export const TaxRate = z.object({ country: z.string(), name: z.string(), rate: Rate }).meta({ id: "TaxRate" });
export type TaxRate = z.output<typeof TaxRate>;

export const TaxRateQuery = PageQuery.extend({ country: Country.optional() });
