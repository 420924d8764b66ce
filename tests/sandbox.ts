import { sql } from "drizzle-orm";

import { db } from "@/db";
import { env } from "@/env";

type Line = { order_id: string; received: number; refunded: number; lost: number };

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${env().SANDBOX_ORIGIN}/sandbox/control/${path}`, {
    method,
    headers: { Authorization: `Bearer ${env().STRIPE_SECRET_KEY}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${await answer.text()}`);
  return answer.status === 204 ? undefined : await answer.json();
}

/** A rule by which the sandbox lets something go wrong (sandbox/faults.ts), until the rules are cleared. */
export const addFault = (rule: object) => control("POST", "faults", rule);
export const clearFaults = () => control("DELETE", "faults");

/** What moved at Stripe for each order, and by how many payments. */
export async function readStripeLedger(): Promise<(Line & { payments: number })[]> {
  const { orders } = (await control("GET", "ledger")) as { orders: (Line & { payments: number })[] };
  return orders;
}

/** What Stripe and the shop say has moved for each order, in minor units, where they do not say the same. */
export async function differencesOfBooks(): Promise<{ order_id: string; stripe?: Line; shop?: Line }[]> {
  const orders = await readStripeLedger();
  const rows = await db().execute<Line>(sql`
    select order_id::text,
      (coalesce(sum(amount) filter (where kind = 'charge'), 0) * 100)::integer as received,
      (coalesce(-sum(amount) filter (where kind = 'refund'), 0) * 100)::integer as refunded,
      (coalesce(-sum(amount) filter (where kind = 'dispute'), 0) * 100)::integer as lost
    from ledger group by order_id`);
  const shape = ({ order_id, received, refunded, lost }: Line) => ({ order_id, received, refunded, lost });
  const stripe = new Map(orders.map((line) => [line.order_id, shape(line)]));
  const shop = new Map(rows.map((line) => [line.order_id, shape(line)]));
  return [...new Set([...stripe.keys(), ...shop.keys()])]
    .filter((id) => JSON.stringify(stripe.get(id)) !== JSON.stringify(shop.get(id)))
    .toSorted((left, right) => Number(left) - Number(right))
    .map((order_id) => ({
      order_id,
      ...(stripe.has(order_id) && { stripe: stripe.get(order_id) as Line }),
      ...(shop.has(order_id) && { shop: shop.get(order_id) as Line }),
    }));
}

/** Sends what a rule holds back, one event after the other. */
export const releaseEvents = (order: object) => control("POST", "release", order);
/** Sends every event once more. */
export const replayEvents = (order: object) => control("POST", "replay", order);
