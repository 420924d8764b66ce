import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { db } from "@/db";
import { findViolations } from "@/domain/invariants";
import { env } from "@/env";
import { until } from "@/tests/helpers";
import { differencesOfBooks } from "@/tests/sandbox";

import { type Shop, call, newProduct, signInAsAdmin } from "./api";
import { killAll } from "./killer";
import { environmentOf, openShop, pidsOf } from "./shop";
import { PLANS, type PlacedOrder, Shoppers, type Told } from "./shoppers";

const KILLS = {
  app: Number(process.env["APP_KILLS"] ?? 3),
  database: Number(process.env["DATABASE_KILLS"] ?? 2),
  seed: Number(process.env["KILLS_SEED"] ?? 1),
};
const CHECKOUTS_A_SECOND = 5;
/** On a machine that is too slow for so many, they are fewer. */
const ROOM = 50;
const HOLD_S = 30;
/** After this long at most, whatever a kill has left half done is done. */
const SETTLED_WITHIN_MS = 240_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends shoppers in, so many a second; while the shop is full, those to come stay outside. Answers how to end that. */
function openDoors(shoppers: Shoppers, products: number[]) {
  const inside = new Set<Promise<void>>();
  let number = 0;
  const timer = setInterval(() => {
    if (inside.size >= ROOM) return;
    const visit = shoppers.visit(PLANS[number % PLANS.length] ?? "pay", products[number % products.length] ?? 0);
    number += 1;
    inside.add(visit);
    void visit.finally(() => inside.delete(visit));
  }, 1000 / CHECKOUTS_A_SECOND);
  return async () => {
    clearInterval(timer);
    await Promise.all(inside);
  };
}

/** What is under way: an order without an end, a refund that was not sent, an event that was not worked off. */
async function countUnsettled(): Promise<number> {
  const [row] = await db().execute<{ count: number }>(sql`
    select (
      (select count(*) from orders where status in ('pending', 'processing', 'cancelling'))
      + (select count(*) from refunds where status = 'pending')
      + (select count(*) from webhook_events where state = 'received')
    )::integer as count`);
  return row?.count ?? 0;
}

/** What became of a shopper's visit, as the shop tells it now. */
async function known(shop: Shop, { token = "" }: Told) {
  const { json: orders } = await call(shop, "GET", "/orders/", { token });
  const { json: cart } = await call(shop, "GET", "/cart/", { token });
  return {
    orders: (orders["results"] as Known[]).map(({ id, number, total_price, items, status, refunded_amount }) => {
      return { id, number, total_price, items, status, refunded_amount };
    }),
    cart: (cart["items"] as Line[]).map(({ id, quantity }) => ({ id, quantity })),
  };
}
type Known = PlacedOrder & { status: string; refunded_amount: string };
type Line = { id: number; quantity: number };

/** The same as the shopper was told it; what nobody paid has been cancelled, by the shopper or by the end of its hold. */
function told({ order, line, isPaid, refunded_amount = "0.00" }: Told): Awaited<ReturnType<typeof known>> {
  const status = isPaid ? "paid" : "cancelled";
  if (!order) return { orders: [], cart: line === undefined ? [] : [{ id: line, quantity: 1 }] };
  const { id, number, total_price } = order;
  // Sent again or not, everybody put one thing into the cart.
  const items = order.items.map((item) => ({ ...item, quantity: 1 }));
  return { orders: [{ id, number, total_price, items, status, refunded_amount }], cart: [] };
}

/** Orders of whose state the audit log knows nothing. */
const unaudited = () =>
  db().execute(sql`
    select id, status from orders where not exists (
      select from audit_log
      where object_type = 'order' and object_id = orders.id::text and action = 'order_' || orders.status
    ) order by id`);

afterAll(() => db().$client.end({ timeout: 1 }));

test(
  "whatever is killed under load, nothing that was acknowledged is lost and nobody waits for ever",
  async () => {
    const shop = await openShop({
      env: { RATE_LIMIT_SCALE: "100000", ORDER_HOLD_SECONDS: String(HOLD_S), SWEEP_INTERVAL_SECONDS: "2" },
    });
    // From here on this process reads the books as one of the shop's own.
    Object.assign(process.env, environmentOf(pidsOf(shop.dataDir, /scripts\/serve/)[0] ?? 0));
    const admin = await signInAsAdmin(shop);
    // The orders that came with the demo were never Stripe's, and nobody moved them.
    const demo = [await differencesOfBooks(), await unaudited()];
    const shoppers = new Shoppers(shop, admin);
    const prices = ["12.50", "49.99", "7.35"];
    const products = await Promise.all(prices.map((price) => newProduct(shop, admin, price)));
    const closeDoors = openDoors(shoppers, products);
    const recoveries: number[] = [];
    const noteRecovery = async (moment: number) => void recoveries.push(await shoppers.firstSuccessAfter(moment));
    await killAll(shop, env().DATABASE_URL, KILLS, noteRecovery).catch((error: unknown) => {
      throw new Error(shop.said().slice(-8000), { cause: error });
    });
    await sleep(2000);
    await closeDoors();
    const visits = shoppers.visits;
    console.log({
      visits: visits.length,
      placed: visits.filter(({ order }) => order).length,
      paid: visits.filter(({ isPaid }) => isPaid).length,
      cancelled: visits.filter(({ isCancelled }) => isCancelled).length,
      refunded: visits.filter(({ refunded_amount }) => refunded_amount).length,
      outcomes: Object.fromEntries(shoppers.outcomes),
      longest_request_ms: Math.round(shoppers.longestMs),
      first_success_after_database_ms: recoveries,
    });
    expect(await until(countUnsettled, (count) => count === 0, SETTLED_WITHIN_MS)).toBe(0);
    expect({ hung: shoppers.hung, surprises: shoppers.surprises }).toEqual({ hung: [], surprises: [] });
    for (const visit of visits) expect(await known(shop, visit)).toEqual(told(visit));
    expect([await differencesOfBooks(), await unaudited()]).toEqual(demo);
    expect(await findViolations(db())).toEqual([]);
    for (const proof of ["order", "line", "isPaid", "isCancelled", "refunded_amount"] as const)
      expect([proof, visits.some((visit) => visit[proof])]).toEqual([proof, true]);
  },
  600_000 + KILLS.app * 25_000 + KILLS.database * 40_000,
);
