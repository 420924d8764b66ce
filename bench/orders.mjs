import { Refusal } from "../scripts/say.mjs";
import { newBuyers, newShelf } from "./buyers.mjs";
import { inTurns, within } from "./in-turns.mjs";
import { ratio, speedOf } from "./load.mjs";
import { placing, record, replay } from "./replay.mjs";
import { cpuMs } from "./shop.mjs";
import { atMost, seconds, times, told } from "./table.mjs";

export const ENOUGH = 1_000_000;
const AT_ONCE = 64;
const PRODUCTS = 100;
const CROWD_MS = 10_000;

/** Places an order over the API; answers its status and body. */
export async function place({ url }, buyer) {
  const answer = await fetch(`${url}/api/v1/orders/`, placing(buyer));
  return { status: answer.status, body: await answer.json() };
}

async function mustPlace(shop, buyer) {
  const { status, body } = await place(shop, buyer);
  if (status !== 201) throw new Refusal(`An order was refused with ${status}: ${JSON.stringify(body)}`);
}

/** Lets every buyer order once; pid is the process whose time is counted. */
async function rush(buyers, pid, order) {
  const before = cpuMs(pid);
  const { ms, took } = await inTurns(buyers, AT_ONCE, order);
  return {
    perSecond: (buyers.length * 1000) / ms,
    p50: within(took, 0.5),
    p95: within(took, 0.95),
    cpuMs: (cpuMs(pid) - before) / buyers.length,
  };
}

/** What is placed without its goods set aside is not an order. */
async function mustHaveOrdered(sql, buyers) {
  const [{ count }] = await sql`
    select count(*)::integer from orders join reservations on order_id = orders.id
    where user_id = any(${buyers.map(({ user }) => user)})`;
  if (count !== buyers.length) throw new Refusal(`${buyers.length} buyers have ${count} orders.`);
}

/** Orders a second on many products and on one, against nothing but their SQL over as many connections. */
export async function measureOrders({ shop, sql, pool }, { rounds, size }) {
  const shelves = [await newShelf(sql, PRODUCTS, ENOUGH), await newShelf(sql, 1, ENOUGH)];
  const [first, second] = await newBuyers(sql, 2, shelves[0]);
  await record(pool, first);
  const recorded = await record(pool, second);
  const ways = [
    { pid: shop.pid, order: (buyer) => mustPlace(shop, buyer) },
    { pid: process.pid, order: (buyer) => replay(pool, recorded, buyer) },
  ];
  // Each is a process of its own, and faster once its code is compiled.
  for (const { pid, order } of ways) await rush(await newBuyers(sql, size, shelves[0]), pid, order);
  const figures = [];
  for (const shelf of shelves) {
    const own = { name: shelf.length === 1 ? "All on one product" : `On ${shelf.length} products`, runs: [] };
    const least = { name: "  bare postgres.js, same SQL", runs: [] };
    for (let round = 0; round < rounds; round++)
      for (const [index, { runs }] of [own, least].entries()) {
        const buyers = await newBuyers(sql, size, shelf);
        runs.push(await rush(buyers, ways[index].pid, ways[index].order));
        await mustHaveOrdered(sql, buyers);
      }
    figures.push(speedOf(own), speedOf(least), told("  orders/s, shop : bare", times(ratio(own, least, "perSecond"))));
  }
  return [`Orders, ${AT_ONCE} buyers at once: orders/s, p50 / p95`, figures];
}

/** Everybody wants at once what is there for a few. */
export async function measureCrowd({ shop, sql }, { size, units }) {
  const crowd = await newBuyers(sql, size, await newShelf(sql, 1, units));
  const answers = [];
  const { ms } = await inTurns(crowd, size, async (buyer) => answers.push(await place(shop, buyer)));
  const [placed, refused] = [201, 409].map((status) => answers.filter((answer) => answer.status === status).length);
  const other = answers.find(({ status }) => status !== 201 && status !== 409);
  if (placed !== units || other)
    throw new Refusal(
      `${size} buyers for ${units} units: ${placed} orders, ${refused} refusals, ${JSON.stringify(other)}.`,
    );
  return ["A crowd", [atMost(`${size} buyers for ${units} units, all of them answered`, ms, CROWD_MS, seconds)]];
}
