import { compared, pairsOf } from "./api.mjs";
import { alternate, load, ratio } from "./load.mjs";
import { openBare, openServer } from "./shop.mjs";
import { times, told } from "./table.mjs";

const PRODUCTS = 10_000;
const LIST = "/api/v1/products/?search=";
const SUGGESTIONS = "/api/v1/search/suggestions/?search=";
/** A word of every seventh product, one of a single product, a slip, a SKU, a search with its filters, and half a word. */
const SEARCHES = [
  `${LIST}lamp`,
  `${LIST}lamp+4243`,
  `${LIST}bsaket`,
  `${LIST}sku-4242S`,
  `${LIST}lamp&facets=1&in_stock=true`,
  `${SUGGESTIONS}bas`,
];

/** What is searched for among 10,000 products, against the same SQL with nothing around it. */
export async function measureSearch(shop, plan, closing) {
  const server = await openServer(shop, PRODUCTS, closing);
  const bare = await openBare(server, SEARCHES, closing);
  const targets = pairsOf(server, bare, SEARCHES);
  for (const target of targets) await load(target, { amount: plan.warm });
  const measured = await alternate(targets, { ...plan, seconds: 2 });
  const figures = [];
  for (const index of SEARCHES.keys()) {
    const [own, least] = [measured[index * 2], measured[index * 2 + 1]];
    const { p50, p95 } = await load(own, { duration: 2, connections: 1 });
    figures.push(
      ...compared(own, least),
      told("  p95, shop : bare", times(ratio(own, least, "p95"))),
      told("  one after another, p50 / p95", `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`),
    );
  }
  return [[`Searches among ${PRODUCTS} products, with a token: requests/s, p50 / p95`, figures]];
}
