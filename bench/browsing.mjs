import { setTimeout as sleep } from "node:timers/promises";

import { within } from "./in-turns.mjs";

const BROWSED = ["/", "/products", "/products/everyday-bowl", "/search?q=lamp", "/api/v1/products/"];
const VISITORS = 4;
const PAUSE_MS = 50;

/** Looks at pages as a few visitors do, until what it answers is called, which answers how long each page took. */
export function browse({ url }) {
  let isOver = false;
  const took = [];
  const visit = async (_, visitor) => {
    for (let page = visitor; !isOver; page++) {
      const since = performance.now();
      await (await fetch(url + BROWSED[page % BROWSED.length])).arrayBuffer();
      took.push(performance.now() - since);
      await sleep(PAUSE_MS);
    }
  };
  const visits = Array.from({ length: VISITORS }, visit);
  return async () => {
    isOver = true;
    await Promise.all(visits);
    return took;
  };
}

export async function browseFor(shop, ms) {
  const end = browse(shop);
  await sleep(ms);
  return end();
}

const sharesOf = (share) => (took) =>
  within(
    took.toSorted((left, right) => left - right),
    share,
  );
export const p50 = sharesOf(0.5);
export const p95 = sharesOf(0.95);
