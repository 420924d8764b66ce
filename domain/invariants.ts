import { type SQL, sql } from "drizzle-orm";

import type { Db } from "@/db";

/** What must hold about money and stock at any moment (MONEY): each query finds what breaks it, and must find nothing. */
const INVARIANTS: Record<string, SQL> = {
  "what is reserved of a pool is what orders hold of it": sql`
    select pools.id, pools.reserved, coalesce(sum(reservations.quantity), 0) as held
    from inventory_pools pools
    left join reservations on reservations.pool_id = pools.id and reservations.state = 'held'
    group by pools.id having pools.reserved <> coalesce(sum(reservations.quantity), 0)`,
  "stock is never negative, nor reserved beyond what is there": sql`
    select id, on_hand, reserved from inventory_pools where reserved < 0 or reserved > on_hand`,
  "stock is the sum of its movements": sql`
    select pools.id, pools.on_hand, coalesce(sum(moves.delta), 0) as moved
    from inventory_pools pools left join stock_movements moves on moves.pool_id = pools.id
    group by pools.id having pools.on_hand <> coalesce(sum(moves.delta), 0)`,
  "what left the shelf for an order is what is committed to it": sql`
    select coalesce(sold.order_id, committed.order_id) as order_id, sold.quantity as sold, committed.quantity as committed
    from (select order_id, -sum(delta) as quantity from stock_movements where reason = 'sale' group by order_id) sold
    full join (
      select order_id, sum(quantity) as quantity from reservations where state = 'committed' group by order_id
    ) committed on committed.order_id = sold.order_id
    where coalesce(sold.quantity, 0) <> coalesce(committed.quantity, 0)`,
  "every line of a paid order is committed": sql`
    select orders.id, orders.status, items.id as item, reservations.state
    from orders join order_items items on items.order_id = orders.id
    left join reservations on reservations.order_item_id = items.id
    where orders.status in ('paid', 'shipped', 'delivered') and reservations.state is distinct from 'committed'`,
  "a cancelled order holds nothing": sql`
    select orders.id, reservations.id as reservation, reservations.state
    from orders join reservations on reservations.order_id = orders.id
    where orders.status = 'cancelled' and reservations.state <> 'released'`,
  "an order's total is its lines, shipping and tax, less its discount": sql`
    select orders.id, orders.total_price, sum(items.price * items.quantity) as lines
    from orders join order_items items on items.order_id = orders.id
    group by orders.id
    having orders.total_price <>
      sum(items.price * items.quantity) + orders.shipping_price + orders.tax_price - orders.discount_price`,
  "the uses of a code are the orders that have not given theirs back": sql`
    select discounts.id, discounts.used, count(uses.order_id) as counted
    from discounts left join discount_uses uses on uses.discount_id = discounts.id and uses.released_at is null
    group by discounts.id having discounts.used <> count(uses.order_id)`,
  "a cancelled order uses no code": sql`
    select orders.id, orders.discount_code from orders join discount_uses uses on uses.order_id = orders.id
    where orders.status = 'cancelled' and uses.released_at is null`,
  "the ledger of a paid order is its total less what was given back or lost": sql`
    select orders.id, orders.status, orders.total_price, orders.refunded_amount, coalesce(sum(ledger.amount), 0) as ledger
    from orders left join ledger on ledger.order_id = orders.id and ledger.kind <> 'dispute'
    where orders.status in ('paid', 'shipped', 'delivered', 'refunded', 'charged_back')
      and not exists (select from payments where payments.order_id = orders.id and not payments.matches)
    group by orders.id having coalesce(sum(ledger.amount), 0) <> orders.total_price - orders.refunded_amount`,
  "an order that nobody paid has no ledger": sql`
    select orders.id, orders.status, sum(ledger.amount) as ledger
    from orders join ledger on ledger.order_id = orders.id
    where orders.status in ('pending', 'processing', 'cancelling', 'cancelled') group by orders.id`,
  "no order keeps two payments": sql`
    select payments.order_id, count(*) as kept
    from payments
    where payments.status = 'succeeded' and payments.received > coalesce((
      select sum(refunds.amount) from refunds where refunds.payment_id = payments.id
      and refunds.status in ('pending', 'succeeded', 'failed')), 0)
    group by payments.order_id having count(*) > 1`,
  "no payment gives back more than it received": sql`
    select payments.id, payments.received, sum(refunds.amount) as refunded
    from payments join refunds on refunds.payment_id = payments.id and refunds.status in ('pending', 'succeeded')
    group by payments.id having sum(refunds.amount) > coalesce(payments.received, 0)`,
  "every event that was worked off says what came of it": sql`
    select id, event_id, type from webhook_events where state = 'processed' and outcome is null`,
  "no order waits for long after its hold has ended, unless Stripe has yet to answer": sql`
    select orders.id, orders.status, orders.expires_at from orders
    where orders.status in ('pending', 'cancelling') and orders.expires_at < now() - interval '10 minutes'
      and not exists (
        select from payments where payments.order_id = orders.id and payments.status not in ('succeeded', 'canceled'))`,
  "no object of Stripe's is twice in the ledger": sql`
    select stripe_id, count(*) from ledger group by stripe_id having count(*) > 1`,
};

export type Violation = { invariant: string; rows: Record<string, unknown>[] };

/** Looks for what breaks an invariant, on one picture of the data; at most 20 rows of each. */
export function findViolations(db: Db): Promise<Violation[]> {
  return db.transaction(
    async (tx) => {
      const found: Violation[] = [];
      for (const [invariant, query] of Object.entries(INVARIANTS)) {
        const rows = await tx.execute<Record<string, unknown>>(sql`${query} limit 20`);
        if (rows.length > 0) found.push({ invariant, rows: [...rows] });
      }
      return found;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
