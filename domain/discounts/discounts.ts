import { and, desc, eq, ilike } from "drizzle-orm";

import { discounts } from "@/db/schema";
import { Discount, DiscountQuery } from "@/model/discounts";
import { Key, pageOf } from "@/model/fields";

import { notFound } from "../errors";
import { type Context, operation } from "../operation";
import { containing, readPage } from "../paging";

export async function getRow({ db }: Context, id: number) {
  const [row] = await db.select().from(discounts).where(eq(discounts.id, id));
  if (!row) throw notFound();
  return row;
}

export const listDiscounts = operation({
  name: "list_discounts",
  summary: "The discount codes, newest first.",
  access: "admin",
  paginated: true,
  input: DiscountQuery,
  output: pageOf(Discount),
  async run({ db }, query) {
    const where = and(
      query.search ? ilike(discounts.code, containing(query.search)) : undefined,
      query.is_active === undefined ? undefined : eq(discounts.is_active, query.is_active),
    );
    return readPage(db, { from: discounts, where, query }, (limit, offset) =>
      db.select().from(discounts).where(where).orderBy(desc(discounts.id)).limit(limit).offset(offset),
    );
  },
});

export const getDiscount = operation({
  name: "get_discount",
  summary: "One discount code.",
  access: "admin",
  input: Key,
  output: Discount,
  find: getRow,
  run: async (_context, _input, row) => row,
});
