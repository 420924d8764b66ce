import { alternate, load, ratio, speedOf } from "./load.mjs";
import { openBare, openServer } from "./shop.mjs";
import { atMost, times, told } from "./table.mjs";

const LIST = "/api/v1/products/";
const PRODUCT = `${LIST}1/`;
const CATEGORIES = "/api/v1/categories/";
const READS = [
  LIST,
  `${LIST}?category=3&price__lte=50&ordering=price`,
  `${LIST}?search=lamp`,
  `${LIST}?category=3&facets=1`,
  PRODUCT,
  CATEGORIES,
  `${CATEGORIES}1/`,
  "/api/v1/cart/",
  "/api/v1/orders/",
  "/api/v1/orders/1/",
  "/api/v1/order-items/",
  "/api/v1/users/me/",
];
/** Of these the shop keeps what it answers to nobody in particular. */
const KEPT = [LIST, PRODUCT, CATEGORIES];
const [FEW, USUAL, MANY] = [1000, 10_000, 100_000];
const MOST_TIMES = 1.5;
const WARM = 300;

/** A read as it is made anew each time: for a caller who says who they are. */
const made = (server, path, name = path) => ({
  name,
  url: server.url + path,
  pid: server.pid,
  headers: { authorization: `Token ${server.token}` },
});

/** Each path as the shop answers it, and as its SQL alone does. */
export const pairsOf = (server, bare, paths) =>
  paths.flatMap((path) => [
    made(server, path),
    { name: "  bare node:http, same SQL", url: bare.url + path, pid: bare.pid },
  ]);

/** Every read of the API among the usual number of products, against a server that does nothing but its SQL. */
export async function measureReads(shop, plan, closing) {
  const server = await openServer(shop, USUAL, closing);
  const bare = await openBare(server, READS, closing);
  const pairs = pairsOf(server, bare, READS);
  const kept = KEPT.map((path) => ({ name: path, url: server.url + path, pid: server.pid }));
  const targets = [...pairs, ...kept];
  for (const target of targets) await load(target, { amount: plan.warm });
  const measured = await alternate(targets, { ...plan, seconds: plan.seconds / 3 });
  return [
    [
      `API among ${USUAL} products, with a token: requests/s, p50 / p95`,
      READS.flatMap((_, index) => compared(measured[index * 2], measured[index * 2 + 1])),
    ],
    ["The same by nobody in particular, kept: requests/s, p50 / p95", measured.slice(pairs.length).map(speedOf)],
  ];
}

export function compared(own, least) {
  const cpu = ratio(own, least, "cpuMs");
  return [
    speedOf(own),
    speedOf(least),
    told("  requests/s, shop : bare", times(ratio(own, least, "perSecond"))),
    ...(Number.isNaN(cpu) ? [] : [told("  CPU per request, shop : bare", times(cpu))]),
  ];
}

/** What the list costs, database and all, among few products and among many. */
export async function measureGrowth(shop, plan, closing) {
  const shelves = await Promise.all([FEW, MANY].map((products) => openServer(shop, products, closing)));
  const targets = shelves.map((server) => made(server, LIST, `Among ${server.products} products`));
  // Each is a process of its own, and faster once its code is compiled.
  for (const target of targets) await load(target, { amount: WARM });
  const measured = await alternate(targets, { rounds: plan.rounds * 3, seconds: plan.seconds / 3 });
  const growth = ratio(...measured, "perSecond");
  return [
    [
      `${LIST} with a token: requests/s, p50 / p95`,
      [...measured.map(speedOf), atMost(`Cost among ${MANY} : among ${FEW}`, growth, MOST_TIMES, times)],
    ],
  ];
}
