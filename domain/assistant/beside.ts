import { and, inArray } from "drizzle-orm";
import type { z } from "zod";

import { type messages, orders, proposals } from "@/db/schema";
import { translatorOf } from "@/messages/all";
import type { BesideSchema } from "@/model/chat";

import { comparisonOf, readByIds } from "../catalog/compare-products";
import type { Context } from "../operation";
import { placedBy, readOrders } from "../orders/read-order";
import { readTranslator } from "../translations/read-texts";
import { readProposals } from "./proposals";

export type Message = typeof messages.$inferSelect;

const unique = (ids: number[]) => [...new Set(ids)];

/** What stands beside messages, read as the caller from what the shop knows now; six queries at most, however many. */
export async function readBeside(
  context: Context,
  rows: readonly Message[],
): Promise<Map<number, z.input<BesideSchema>>> {
  const products = await readByIds(context, unique(rows.flatMap((row) => [...row.product_ids, ...row.compared_ids])));
  const productOf = new Map(products.map((product) => [product.id, product]));
  const orderOf = new Map(
    (await readOwn(context, unique(rows.flatMap(({ order_ids }) => order_ids)))).map((order) => [order.id, order]),
  );
  const isCompared = rows.some(({ compared_ids }) => compared_ids.length > 1);
  // Only what is compared says colors and sizes.
  const t = isCompared ? await readTranslator(context, context.locale) : translatorOf(context.locale);
  const ids = rows.map(({ id }) => id);
  const offered = ids.length > 0 ? await readProposals(context, inArray(proposals.message_id, ids)) : [];
  return new Map(
    rows.map((row) => {
      const compared = row.compared_ids.flatMap((id) => productOf.get(id) ?? []);
      return [
        row.id,
        {
          products: row.product_ids.flatMap((id) => productOf.get(id) ?? []),
          comparison: compared.length > 1 ? comparisonOf(t, compared) : null,
          orders: row.order_ids.flatMap((id) => orderOf.get(id) ?? []),
          pages: row.page_slugs.map((id) => ({ id, title: t(`layout.help.${id}`), path: `/${id}` })),
          proposals: offered.flatMap(({ message_id, proposal }) => (message_id === row.id ? [proposal] : [])),
        },
      ];
    }),
  );
}

const readOwn = async (context: Context, ids: number[]) =>
  ids.length === 0 || (!context.user && !context.guest)
    ? []
    : readOrders(context.db, { where: and(inArray(orders.id, ids), placedBy(context)), limit: ids.length });
