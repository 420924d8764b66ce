import { and, asc, eq } from "drizzle-orm";

import type { Db } from "@/db";
import { shipping_methods } from "@/db/schema";
import { serves } from "@/model/delivery";
import { pageOf } from "@/model/fields";
import { ShippingMethod, ShippingMethodQuery } from "@/model/orders";

import { invalid } from "../errors";
import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";

/** The method of a code, or none where none was chosen. Throws 400 for one that is not offered, or not there. */
export async function chooseShipping(db: Db, code: string | undefined, country: string | undefined) {
  if (!code) return null;
  const [method] = await db
    .select()
    .from(shipping_methods)
    .where(and(eq(shipping_methods.code, code), eq(shipping_methods.is_active, true)));
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
  async run({ db }, query) {
    const all = await db
      .select()
      .from(shipping_methods)
      .where(eq(shipping_methods.is_active, true))
      .orderBy(asc(shipping_methods.position), asc(shipping_methods.code));
    const { country } = query;
    const offered = country === undefined ? all : all.filter((method) => serves(method, country));
    const offset = pageOffset(query, offered.length);
    return { count: offered.length, results: offered.slice(offset, offset + pageSize(query)) };
  },
});
