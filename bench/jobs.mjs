import { setTimeout as sleep } from "node:timers/promises";

import { atMost, milliseconds, told } from "./table.mjs";

const LIMIT_MS = 1000;
const DUE = 50;
/** PostgreSQL has an idle connection tell at least every ten seconds. */
const TOLD_MS = 11_000;

/** A shop that has been open for a year: orders that are over, each with its line, payment, event and mail. */
async function fillHistory(sql, count, { pool, product, variant }) {
  const past = sql`generate_series(1, ${count}::integer) n`;
  await sql`
    insert into orders (number, email, status, currency, subtotal, total_price, paid_at, created_at, updated_at)
    select 'OLD-' || n, 'buyer@shop.test', case when n % 20 = 0 then 'cancelled' else 'delivered' end::order_status,
      'USD', 20, 20, now() - n * interval '5 minutes', now() - n * interval '5 minutes', now() - n * interval '5 minutes'
    from ${past}`;
  await sql`
    insert into order_items (order_id, product_id, variant_id, product_name, quantity, price)
    select id, ${product}, ${variant}, 'Goods', 1, 20 from orders where number like 'OLD-%'`;
  await sql`
    insert into reservations (order_id, order_item_id, pool_id, quantity, state, settled_at)
    select orders.id, items.id, ${pool}, 1, case when status = 'cancelled' then 'released' else 'committed' end, now()
    from orders join order_items items on items.order_id = orders.id where number like 'OLD-%'`;
  await sql`
    insert into payments (order_id, attempt, intent_id, status, amount, currency, received, created_at, updated_at)
    select id, 1, 'pi_' || number, case when status = 'cancelled' then 'canceled' else 'succeeded' end, 20, 'USD',
      case when status = 'cancelled' then null else 20 end, created_at, created_at
    from orders where number like 'OLD-%'`;
  await sql`
    insert into webhook_events (event_id, type, payload, state, outcome, received_at, next_attempt_at)
    select 'evt_old_' || n, 'payment_intent.succeeded', '{}', 'processed', 'stays paid', now() - n * interval '5 minutes',
      now() - n * interval '5 minutes' from ${past}`;
  await sql`
    insert into outbox (topic, dedupe_key, payload, sent_at, next_attempt_at)
    select 'order_paid', 'old:' || n, '{}', now(), now() - n * interval '5 minutes' from ${past}`;
}

/** Orders that nobody paid in time. */
async function letExpire(sql, { pool }) {
  await sql.begin(async (tx) => {
    await tx`
      insert into orders (number, email, status, currency, subtotal, total_price, expires_at)
      select 'DUE-' || n, '', 'pending', 'USD', 20, 20, now() from generate_series(1, ${DUE}) n`;
    await tx`
      insert into order_items (order_id, product_name, quantity, price)
      select id, 'Goods', 1, 20 from orders where number like 'DUE-%'`;
    await tx`
      insert into reservations (order_id, order_item_id, pool_id, quantity)
      select orders.id, items.id, ${pool}, 1
      from orders join order_items items on items.order_id = orders.id where number like 'DUE-%'`;
    await tx`update inventory_pools set reserved = reserved + ${DUE} where id = ${pool}`;
  });
}

/** Leaves the worker no mail to send, and waits until idle connections have told how busy they were. */
async function letRest(sql) {
  await sql`update outbox set sent_at = now() where sent_at is null`;
  await sleep(TOLD_MS);
}

/** How long the database worked while a job ran once, whoever else it worked for. */
async function databaseTime({ sql, environment }, job) {
  const { connect } = await import("../db/index.ts");
  const { publicContext } = await import("../adapters/context.ts");
  const worked = async () => {
    const [{ ms }] = await sql`
      select active_time as ms from pg_stat_database where datname = current_database()`;
    return ms;
  };
  const db = connect(environment.DATABASE_URL, 1);
  const [{ pid }] = await db.$client`select pg_backend_pid() as pid`;
  const before = await worked();
  const result = await job({ ...publicContext(), db });
  await db.$client.end();
  // A connection tells how long it was busy when it ends, which is a little after we left it.
  while ((await sql`select from pg_stat_activity where pid = ${pid}`).length > 0) await sleep(10);
  return { result, ms: (await worked()) - before };
}

/** What the jobs that look after orders cost the database of a shop with many of them. */
export async function measureJobs(world, goods, count) {
  const { sweepOrders } = await import("../domain/orders/cancel-order.ts");
  const { reconcile } = await import("../domain/payments/reconcile.ts");
  await fillHistory(world.sql, count, goods);
  await world.sql`vacuum analyze`;
  await letRest(world.sql);
  await letExpire(world.sql, goods);
  const sweep = await databaseTime(world, sweepOrders);
  const compared = await databaseTime(world, reconcile);
  const idle = await databaseTime(world, reconcile);
  return [
    `Jobs among ${count} orders: database time of a run`,
    [
      atMost(`Sweeper: ${sweep.result} orders whose hold has ended`, sweep.ms, LIMIT_MS, milliseconds),
      atMost(
        `Reconciler: ${compared.result.checked} objects of Stripe's compared`,
        compared.ms,
        LIMIT_MS,
        milliseconds,
      ),
      told("  the same again", milliseconds(idle.ms)),
    ],
  ];
}
