import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";

import { products, stock_alerts, variants } from "@/db/schema";
import { Key, PageQuery, pageOf } from "@/model/fields";
import { AskStockAlert, StockAlert, StockAlertLink } from "@/model/stock-alerts";
import { Told } from "@/model/users";

import { chooseVariant } from "../cart/choose-variant";
import { invalid, notFound, required } from "../errors";
import { consume } from "../limits";
import { type Context, type UserContext, operation } from "../operation";
import { readPage } from "../paging";

const isWaiting = isNull(stock_alerts.notified_at);

export const readAlerts = ({ db }: Context, where: ReturnType<typeof and>) =>
  db
    .select({
      id: stock_alerts.id,
      product: { id: products.id, slug: products.slug, name: products.name },
      variant_id: stock_alerts.variant_id,
      size: variants.size,
      color: variants.color,
      email: stock_alerts.email,
      created_at: stock_alerts.created_at,
    })
    .from(stock_alerts)
    .innerJoin(variants, eq(variants.id, stock_alerts.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .where(where)
    .orderBy(desc(stock_alerts.id));

export const askStockAlert = operation({
  name: "ask_stock_alert",
  summary: "Be told by mail, once, when a variant that is sold out is there again. Asked again, it is still one mail.",
  access: "public",
  isOutward: true,
  limit: "stock_alerts",
  input: AskStockAlert,
  output: StockAlert,
  async run(context, { email: given, ...choice }) {
    const email = (given ?? context.user?.email ?? "").toLowerCase();
    if (!email) throw required("email");
    const { id: variant_id, available } = await chooseVariant(context, choice);
    if (available > 0) throw invalid({ non_field_errors: ["This is in stock: it can be bought now."] });
    await consume("stock_alerts_of_email", email);
    // A wait for another's address is not the account's to see, nor to end.
    const user_id = context.user?.email.toLowerCase() === email ? context.user.id : null;
    const [row] = await context.db
      .insert(stock_alerts)
      .values({ variant_id, user_id, email, locale: context.locale })
      .onConflictDoUpdate({
        target: [stock_alerts.variant_id, stock_alerts.email],
        targetWhere: isWaiting,
        set: {
          created_at: sql`now()`,
          locale: context.locale,
          user_id: sql`coalesce(excluded.user_id, ${stock_alerts.user_id})`,
        },
      })
      .returning();
    const [alert] = row ? await readAlerts(context, eq(stock_alerts.id, row.id)) : [];
    if (!alert) throw new Error("the stock alert that was just made is gone");
    return { ...alert, id: user_id && alert.id };
  },
});

export const listStockAlerts = operation({
  name: "list_stock_alerts",
  summary: "What the caller waits for, newest first.",
  access: "user",
  paginated: true,
  input: PageQuery,
  output: pageOf(StockAlert),
  async run(context, query) {
    const where = and(isWaiting, eq(stock_alerts.user_id, context.user.id));
    return readPage(context.db, { from: stock_alerts, where, query }, (limit, offset) =>
      readAlerts(context, where).limit(limit).offset(offset),
    );
  },
});

export const removeStockAlert = operation({
  name: "remove_stock_alert",
  summary: "Wait no longer for a variant.",
  access: "user",
  input: Key,
  output: z.null(),
  find: findOwn,
  async run({ db }, { id }) {
    await db.delete(stock_alerts).where(eq(stock_alerts.id, id));
    return null;
  },
});

async function findOwn(context: UserContext, id: number) {
  const own = and(isWaiting, eq(stock_alerts.id, id), eq(stock_alerts.user_id, context.user.id));
  const [alert] = await readAlerts(context, own);
  if (!alert) throw notFound();
  return alert;
}

/** What an account waits for goes to its new address (in small letters); once, where that waits for the same already. */
export async function moveStockAlerts({ db }: Context, userId: number, email: string): Promise<void> {
  const own = and(isWaiting, eq(stock_alerts.user_id, userId));
  if (!email) return void (await db.delete(stock_alerts).where(own));
  const mine = db.select({ id: stock_alerts.variant_id }).from(stock_alerts).where(own);
  const there = and(isWaiting, eq(stock_alerts.email, email), inArray(stock_alerts.variant_id, mine));
  await db.delete(stock_alerts).where(and(there, sql`${stock_alerts.user_id} is distinct from ${userId}`));
  await db.update(stock_alerts).set({ email }).where(own);
}

export const stopStockAlerts = operation({
  name: "stop_stock_alerts",
  summary: "End everything that waits for the address that a mail went to, by the key of the mail's link.",
  access: "public",
  input: StockAlertLink,
  output: Told,
  async find({ db }, id) {
    const [alert] = await db.select().from(stock_alerts).where(eq(stock_alerts.key, id));
    if (!alert) throw notFound();
    return alert;
  },
  async run({ db }, _input, { email }) {
    await db.delete(stock_alerts).where(and(isWaiting, eq(stock_alerts.email, email)));
    return { detail: "Nothing waits for this address any more." };
  },
});
