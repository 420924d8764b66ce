import { asc, eq } from "drizzle-orm";

import type { Db } from "@/db";
import { tax_rates } from "@/db/schema";
import { pageOf } from "@/model/fields";
import { TaxRate, TaxRateQuery } from "@/model/tax";

import { operation } from "../operation";
import { pageIn } from "../paging";

/** What is told of the tax of an order that is not known to go anywhere, or goes where none is told. */
const NO_TAX = { tax_name: "", tax_rate: "0.0000" };

/** Name and rate of a country's tax, as orders and carts keep them. */
export async function readTax(db: Db, country: string | undefined) {
  if (!country) return NO_TAX;
  const [tax] = await db
    .select({ tax_name: tax_rates.name, tax_rate: tax_rates.rate })
    .from(tax_rates)
    .where(eq(tax_rates.country, country));
  return tax ?? NO_TAX;
}

export const listTaxRates = operation({
  name: "list_tax_rates",
  summary: "The rates of tax by country; where none is listed, none is told.",
  access: "public",
  paginated: true,
  input: TaxRateQuery,
  output: pageOf(TaxRate),
  async run({ db }, query) {
    const where = query.country === undefined ? undefined : eq(tax_rates.country, query.country);
    const all = await db.select().from(tax_rates).where(where).orderBy(asc(tax_rates.country));
    return pageIn(all, query);
  },
});
