import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";

import { connect, db } from "@/db";
import { inventory_pools, orders, variants } from "@/db/schema";
import { changeProduct } from "@/domain/catalog/write-products";
import { DomainError } from "@/domain/errors";
import { findViolations } from "@/domain/invariants";
import type { UserContext } from "@/domain/operation";
import { placeOrder } from "@/domain/orders/place-order";
import { env } from "@/env";
import { newProduct, newUser, one } from "@/tests/helpers";

import { countOf, newCrowd } from "./crowd";

/** `npm run crowds` asks for twenty. */
const ROUNDS = countOf("CROWD_ROUNDS", 2);
const PATIENT = { timeout: 120_000 };

/** As long as the test waits, so that a machine that is busy otherwise decides nothing; a deadlock is still found at once. */
const patient = new URL(env().DATABASE_URL);
for (const timeout of ["statement_timeout", "lock_timeout"]) patient.searchParams.set(timeout, "120000");
/** What other servers of the same shop would open: each connection is one more that waits for the same rows. */
const servers = Array.from({ length: 3 }, () => connect(patient.href));
afterAll(() => Promise.all(servers.map((server) => server.$client.end())));
const spread = (crowd: UserContext[]): UserContext[] =>
  crowd.map((shopper, index) => ({ ...shopper, db: servers[index % servers.length] ?? shopper.db }));

/** Everybody at once: how many orders were placed, and what the others were told: that it is sold out, nothing else. */
async function placeAll(crowd: UserContext[]) {
  const results = await Promise.allSettled(crowd.map((who) => placeOrder(who, { shipping_address: "214 Alder St" })));
  const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const refusals = failed.filter((reason) => reason instanceof DomainError);
  expect(failed.filter((reason) => !(reason instanceof DomainError))).toEqual([]);
  expect(refusals.filter(({ status, code }) => status !== 409 || code !== "out_of_stock")).toEqual([]);
  return { placed: crowd.length - failed.length, refusals };
}

type Product = Awaited<ReturnType<typeof newProduct>>;
const stockOf = async ({ variants: [variant] }: Product) => {
  const pools = await db()
    .select()
    .from(inventory_pools)
    .where(eq(inventory_pools.id, variant?.pool.id ?? 0));
  const { on_hand, reserved } = one(pools);
  return { on_hand, reserved };
};
const countOrders = (crowd: UserContext[]) => {
  const ids = crowd.map(({ user }) => user.id);
  return db().$count(orders, inArray(orders.user_id, ids));
};
async function countDeadlocks() {
  await db().execute(sql`select pg_stat_force_next_flush()`);
  const ofThis = sql`select deadlocks from pg_stat_database where datname = current_database()`;
  return one([...(await db().execute<{ deadlocks: string }>(ofThis))]).deadlocks;
}

describe("2,000 buyers and 100 units: exactly 100 orders, and the others are told that it is sold out", PATIENT, () => {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({ round, by: round % 2 ? "three servers" : "one" }));
  test.each(rounds)("round $round, by $by", async ({ round }) => {
    const product = await newProduct({ stock: 100 });
    const crowd = await newCrowd(2000, () => product.variants);
    const { placed, refusals } = await placeAll(round % 2 ? spread(crowd) : crowd);
    expect([placed, refusals.length]).toEqual([100, 1900]);
    expect(await countOrders(crowd)).toBe(100);
    expect(await stockOf(product)).toEqual({ on_hand: 100, reserved: 100 });
    expect(await findViolations(db())).toEqual([]);
  });
});

describe("carts that are in each other's way", PATIENT, () => {
  const SEQUENCES = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [0, 2, 1],
  ];

  test("filled in opposite orders: nobody waits for ever, and all that is there is sold", async () => {
    const before = await countDeadlocks();
    const products = await Promise.all([300, 250, 200].map((stock) => newProduct({ stock })));
    const crowd = await newCrowd(400, (index) =>
      (SEQUENCES[index % SEQUENCES.length] ?? []).flatMap((choice) => products[choice]?.variants ?? []),
    );
    const { placed, refusals } = await placeAll(spread(crowd));
    expect([placed, refusals.length]).toEqual([200, 200]);
    const told = new Set(refusals.map(({ message }) => message));
    expect(told).toEqual(new Set([`Not enough stock for "${products[2]?.name}".`]));
    expect((await Promise.all(products.map(stockOf))).map(({ reserved }) => reserved)).toEqual([200, 200, 200]);
    expect(await countDeadlocks()).toBe(before);
    expect(await findViolations(db())).toEqual([]);
  });

  test("with one product on two lines: both are taken from the goods that they share, or neither", async () => {
    const product = await newProduct({ stock: 101, variants: [{ size: "S" }, { size: "M" }] });
    const pool_id = product.variants[0]?.pool.id ?? 0;
    await db().update(variants).set({ pool_id }).where(eq(variants.product_id, product.id));
    const crowd = await newCrowd(400, (index) => (index % 2 ? product.variants : product.variants.toReversed()));
    const { placed, refusals } = await placeAll(spread(crowd));
    expect([placed, refusals.length]).toEqual([50, 350]);
    expect(await stockOf(product)).toEqual({ on_hand: 101, reserved: 100 });
    expect(await findViolations(db())).toEqual([]);
  });

  test("and a shelf that is counted meanwhile: never more orders than goods, and nobody waits for ever", async () => {
    const [before, admin] = [await countDeadlocks(), await newUser("admin")];
    const product = await newProduct({ stock: 100 });
    const crowd = await newCrowd(400, () => product.variants);
    const count = async () => {
      for (let times = 1; times <= 20; times++) await changeProduct(admin, { id: product.id, stock: 5 });
    };
    const [{ placed }] = await Promise.all([placeAll(spread(crowd)), count()]);
    const { on_hand, reserved } = await stockOf(product);
    expect(reserved).toBe(placed);
    expect(on_hand).toBeGreaterThanOrEqual(reserved);
    expect(await countDeadlocks()).toBe(before);
    expect(await findViolations(db())).toEqual([]);
  });
});
