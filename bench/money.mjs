// What money and stock cost under load. It acts in the shop's database, which is of no use to other figures afterwards.
import { readFileSync } from "node:fs";

import postgres from "postgres";

import "../scripts/register.mjs";
import { newShelf, renumber } from "./buyers.mjs";
import { measureJobs } from "./jobs.mjs";
import { ENOUGH, measureCrowd, measureOrders } from "./orders.mjs";
import { measureWebhooks } from "./webhooks.mjs";

/** The variables that the shop's server was started with. */
function environmentOf(pid) {
  const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").filter(Boolean);
  return Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s)));
}

/** The shop's database, and the shop's own code on it in this process. */
async function openWorld(shop, closing) {
  const environment = environmentOf(shop.pid);
  // oxlint-disable-next-line node/no-process-env -- the shop's own code finds the shop's database there, in this process too
  Object.assign(process.env, environment);
  const { db } = await import("../db/index.ts");
  const sql = postgres(environment.DATABASE_URL, { max: 1, onnotice: () => undefined });
  closing.push(() => Promise.all([sql.end(), db().$client.end()]));
  await renumber(sql);
  return { shop, sql, environment, pool: db().$client };
}

/** Measures nothing where the system does not tell how the shop was started. */
export async function measureMoney(shop, { rounds, requests, seconds }, closing) {
  if (!shop.pid) return [];
  const world = await openWorld(shop, closing);
  const orders = await measureOrders(world, { rounds, size: requests / 20 });
  const crowd = await measureCrowd(world, { size: requests / 5, units: requests / 100 });
  const webhooks = await measureWebhooks(world, { size: requests / 20, pauseMs: seconds * 2000 });
  const [goods] = await newShelf(world.sql, 1, ENOUGH);
  const jobs = await measureJobs(world, goods, requests * 10);
  return [orders, crowd, webhooks, jobs];
}
