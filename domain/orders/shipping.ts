import { and, asc, eq } from "drizzle-orm";

import { shipping_methods } from "@/db/schema";
import { serves } from "@/model/delivery";
import { pageOf } from "@/model/fields";
import { priceIn } from "@/model/markets";
import { ShippingMethod, ShippingMethodQuery } from "@/model/orders";

import { invalid } from "../errors";
import { type Context, operation } from "../operation";
import { pageIn } from "../paging";
import { readTexts } from "../translations/read-texts";

type Row = typeof shipping_methods.$inferSelect;
/** Ways of delivery at the prices of the caller's market, called as they are in their language. */
async function told(context: Context, rows: Row[]): Promise<Row[]> {
  const { market } = context;
  const texts = await readTexts(
    context,
    "shipping_method",
    rows.map(({ code }) => code),
  );
  return rows.map((row) => {
    const { name = row.name, description = row.description } = texts.get(row.code) ?? {};
    const free_from = row.free_from === null ? null : priceIn(market, row.free_from);
    return { ...row, name, description, price: priceIn(market, row.price), free_from };
  });
}

/** What is offered now, in the order of the shop. */
export async function readShippingMethods(context: Context): Promise<Row[]> {
  const rows = await context.db
    .select()
    .from(shipping_methods)
    .where(eq(shipping_methods.is_active, true))
    .orderBy(asc(shipping_methods.position), asc(shipping_methods.code));
  return told(context, rows);
}

/** The method of a code, or none where none was chosen. Throws 400 for one that is not offered, or not there. */
export async function chooseShipping(context: Context, code: string | undefined, country: string | undefined) {
  if (!code) return null;
  const rows = await context.db
    .select()
    .from(shipping_methods)
    .where(and(eq(shipping_methods.code, code), eq(shipping_methods.is_active, true)));
  const [method] = await told(context, rows);
  if (!method || (country && !serves(method, country)))
    throw invalid({ shipping_method: [`"${code}" is not a valid choice.`] });
  return method;
}

export const listShippingMethods = operation({
  name: "list_shipping_methods",
  summary: "How an order can be delivered, what it costs and how long it takes.",
  access: "public",
  paginated: true,
  input: ShippingMethodQuery,
  output: pageOf(ShippingMethod),
  async run(context, query) {
    const all = await readShippingMethods(context);
    const { country } = query;
    const offered = country === undefined ? all : all.filter((method) => serves(method, country));
    return pageIn(offered, query);
  },
});
