import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";

import type { Db } from "@/db";
import { shipping_methods } from "@/db/schema";
import { compare } from "@/model/money";
import { ShippingMethod } from "@/model/orders";

import { invalid } from "../errors";
import { operation } from "../operation";

/** What a method costs for goods of this value; none chosen costs nothing. Throws 400 for one that is not offered. */
export async function shippingPrice(db: Db, code: string | undefined, subtotal: string, country?: string) {
  if (!code) return "0.00";
  const [method] = await db
    .select()
    .from(shipping_methods)
    .where(and(eq(shipping_methods.code, code), eq(shipping_methods.is_active, true)));
  const served = method && (!country || method.countries.length === 0 || method.countries.includes(country));
  if (!served) throw invalid({ shipping_method: [`"${code}" is not a valid choice.`] });
  return priceFor(method, subtotal);
}

/** The price of a method for goods of this value. */
export const priceFor = ({ price, free_from }: { price: string; free_from: string | null }, subtotal: string) =>
  free_from !== null && compare(subtotal, free_from) >= 0 ? "0.00" : price;

export const listShippingMethods = operation({
  name: "list_shipping_methods",
  summary: "How an order can be delivered, what it costs and how long it takes.",
  access: "public",
  input: z.object({}),
  output: z.object({ results: z.array(ShippingMethod) }),
  run: async ({ db }) => ({
    results: await db
      .select()
      .from(shipping_methods)
      .where(eq(shipping_methods.is_active, true))
      .orderBy(asc(shipping_methods.position)),
  }),
});
