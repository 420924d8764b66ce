import { setTimeout as sleep } from "node:timers/promises";

import { Refusal } from "../scripts/say.mjs";
import { browse, browseFor, p95 } from "./browsing.mjs";
import { newBuyers, newShelf } from "./buyers.mjs";
import { inTurns } from "./in-turns.mjs";
import { ENOUGH, place } from "./orders.mjs";
import { placing } from "./replay.mjs";
import { delivery, dropEvents, pay, readPaid, sendEvents } from "./stripe-events.mjs";
import { atMost, seconds, times, told } from "./table.mjs";

const AT_ONCE = 20;
const A_SECOND = 100;
const DELIVERIES = 10;
const LIMIT_MS = 60_000;
const TIMES_SLOWER = 2;
/** Orders and pays as a shopper does, up to the event that would tell the shop. */
async function buy({ shop, environment }, buyer) {
  const { body } = await place(shop, buyer);
  const paying = { ...placing(buyer), body: JSON.stringify({ order_id: body.id }) };
  const { payment_intent_id } = await (await fetch(`${shop.url}/api/v1/payment/`, paying)).json();
  await pay(environment, payment_intent_id);
}

const shuffled = (items) =>
  items
    .map((item) => [Math.random(), item])
    .toSorted(([left], [right]) => left - right)
    .map(([, item]) => item);

/** Waits until every order is paid: an event that took long was answered before. */
async function allPaid(sql, buyers) {
  const ids = buyers.map(({ user }) => user);
  for (const until = performance.now() + LIMIT_MS; ; await sleep(100)) {
    const [{ paid }] = await sql`
      select count(*)::integer as paid from orders where user_id = any(${ids}) and status = 'paid'`;
    if (paid === ids.length) return;
    if (performance.now() > until) throw new Refusal(`${ids.length} orders were paid for, and ${paid} are paid.`);
  }
}

/** Orders that are paid at Stripe while the shop is told nothing; answers the events that it should have had. */
async function buyUnnoticed(world, size) {
  const { sql, environment } = world;
  const since = Math.floor(Date.now() / 1000);
  const buyers = await newBuyers(sql, size, await newShelf(sql, 1, ENOUGH));
  await dropEvents(environment);
  await inTurns(buyers, AT_ONCE, (buyer) => buy(world, buyer));
  await sendEvents(environment);
  return { buyers, events: await readPaid(environment, since) };
}

/** Sends events late, many times each and in no order, while others look at the shop. */
async function deliverAll(world, { size, pauseMs }, send) {
  const { shop, sql, environment } = world;
  const { buyers, events } = await buyUnnoticed(world, size);
  const deliveries = shuffled(Array.from({ length: DELIVERIES }, () => events).flat());
  const deliver = async (event) => {
    const { status } = await fetch(`${shop.url}/api/webhooks/stripe`, delivery(environment, event));
    if (status !== 200) throw new Refusal(`An event was answered with ${status}.`);
  };
  // Twice: the first time also makes the pages that are kept.
  await browseFor(shop, pauseMs);
  const before = await browseFor(shop, pauseMs);
  const end = browse(shop);
  const since = performance.now();
  await send(deliveries, deliver);
  await allPaid(sql, buyers);
  const ms = performance.now() - since;
  const beside = p95(await end());
  // Before and after: what else the machine does meets both alike.
  const alone = p95([...before, ...(await browseFor(shop, pauseMs))]);
  return { name: `${deliveries.length} of ${events.length} events, shuffled`, ms, alone, beside };
}

const atOnce = (deliveries, deliver) => inTurns(deliveries, AT_ONCE, deliver);
const evenly = (deliveries, deliver) =>
  Promise.all(
    deliveries.map(async (event, index) => {
      await sleep((index * 1000) / A_SECOND);
      await deliver(event);
    }),
  );

/** Events at the rate that is promised, which visitors must not feel, and as fast as the shop takes them. */
export async function measureWebhooks(world, plan) {
  const even = await deliverAll(world, plan, evenly);
  const fast = await deliverAll(world, plan, atOnce);
  const browsing = ({ alone, beside }) =>
    told("  browsing alone / beside it, p95", `${alone.toFixed(1)} / ${beside.toFixed(1)} ms`);
  const slower = ({ alone, beside }) => beside / alone;
  return [
    "Webhooks: until every order is paid",
    [
      atMost(`${even.name}, ${A_SECOND} a second`, even.ms, LIMIT_MS, seconds),
      browsing(even),
      atMost("  browsing beside it : alone, p95", slower(even), TIMES_SLOWER, times),
      atMost(`${fast.name}, ${AT_ONCE} at once`, fast.ms, LIMIT_MS, seconds),
      browsing(fast),
      told("  browsing beside it : alone, p95", times(slower(fast))),
    ],
  ];
}
