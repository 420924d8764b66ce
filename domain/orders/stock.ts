import { type SQL, and, asc, eq, inArray, sql } from "drizzle-orm";

import type { Db } from "@/db";
import { inventory_pools, reservations, stock_movements } from "@/db/schema";

import type { Context } from "../operation";
import { reclaimDiscount, releaseDiscount } from "./discount-uses";

type Demand = { pool_id: number; quantity: number };

/** Demands on one pool become one, in the order in which every transaction locks pools. */
function perPool(demands: readonly Demand[]): Demand[] {
  const total = new Map<number, number>();
  for (const { pool_id, quantity } of demands) total.set(pool_id, (total.get(pool_id) ?? 0) + quantity);
  return [...total].map(([pool_id, quantity]) => ({ pool_id, quantity })).toSorted((a, b) => a.pool_id - b.pool_id);
}

const pairs = (demands: Demand[]): SQL =>
  sql.join(
    demands.map(({ pool_id, quantity }) => sql`(${pool_id}::bigint, ${quantity}::integer)`),
    sql`, `,
  );

/** The pools that have less than is demanded of them, with what they have. */
export function shortOf(
  demands: readonly Demand[],
  pools: readonly (typeof inventory_pools.$inferSelect)[],
): Map<number, number> {
  const available = new Map(pools.map(({ id, on_hand, reserved }) => [id, on_hand - reserved]));
  const short = perPool(demands).filter(({ pool_id, quantity }) => (available.get(pool_id) ?? 0) < quantity);
  return new Map(short.map(({ pool_id }) => [pool_id, available.get(pool_id) ?? 0]));
}

/**
 * Locks the pools of the demands in id order, so that no two orders can wait for each other: in a way that lets others
 * name the pool, as the lines of an order do before its goods are taken.
 */
async function lockPools(db: Db, demands: readonly Demand[]) {
  const wanted = perPool(demands);
  const pools = await db
    .select()
    .from(inventory_pools)
    .where(
      inArray(
        inventory_pools.id,
        wanted.map(({ pool_id }) => pool_id),
      ),
    )
    .orderBy(asc(inventory_pools.id))
    .for("no key update");
  return { wanted, pools };
}

/** Takes stock in the statement that checks it: all of it, or none and the pools that had too little. */
export async function reserve(db: Db, demands: readonly Demand[]): Promise<Map<number, number>> {
  const { wanted, pools } = await lockPools(db, demands);
  const taken = await db.execute<{ id: string }>(sql`
    update inventory_pools set reserved = reserved + wanted.quantity, updated_at = now()
    from (values ${pairs(wanted)}) as wanted (id, quantity)
    where inventory_pools.id = wanted.id and on_hand - reserved >= wanted.quantity
    returning inventory_pools.id`);
  return taken.length === wanted.length ? new Map() : shortOf(wanted, pools);
}

/** Moves an order's held goods on, once: a second call finds none that are held. */
async function settleHeld(db: Db, orderId: number, state: "committed" | "released") {
  const held = and(eq(reservations.order_id, orderId), eq(reservations.state, "held"));
  const moved = await db
    .update(reservations)
    .set({ state, settled_at: new Date() })
    .where(held)
    .returning({ pool_id: reservations.pool_id, quantity: reservations.quantity });
  return perPool(moved);
}

/** The order is paid: its goods leave the shelf. */
export async function commitReservations(db: Db, orderId: number): Promise<void> {
  const moved = await settleHeld(db, orderId, "committed");
  if (moved.length === 0) return;
  await lockPools(db, moved);
  await db.execute(sql`
    update inventory_pools
    set on_hand = on_hand - moved.quantity, reserved = reserved - moved.quantity, updated_at = now()
    from (values ${pairs(moved)}) as moved (id, quantity) where inventory_pools.id = moved.id`);
  await db.insert(stock_movements).values(
    moved.map(({ pool_id, quantity }) => ({
      pool_id,
      delta: -quantity,
      reason: "sale" as const,
      order_id: orderId,
    })),
  );
}

/** No payment can arrive any more: its goods may be sold to others, and its code used by them. */
export async function releaseReservations(db: Db, orderId: number): Promise<void> {
  const moved = await settleHeld(db, orderId, "released");
  if (moved.length === 0) return;
  // The code before the goods, as an order takes them: no two can wait for each other.
  await releaseDiscount(db, orderId);
  await lockPools(db, moved);
  await db.execute(sql`
    update inventory_pools set reserved = reserved - moved.quantity, updated_at = now()
    from (values ${pairs(moved)}) as moved (id, quantity) where inventory_pools.id = moved.id`);
}

/** What was sold and has not left the house is for sale again, as if it had never been sold. */
export async function takeBack(db: Db, orderId: number): Promise<void> {
  const moved = perPool(
    await db
      .update(reservations)
      .set({ state: "released", settled_at: new Date() })
      .where(and(eq(reservations.order_id, orderId), eq(reservations.state, "committed")))
      .returning({ pool_id: reservations.pool_id, quantity: reservations.quantity }),
  );
  if (moved.length === 0) return;
  await releaseDiscount(db, orderId);
  await lockPools(db, moved);
  await db.execute(sql`
    update inventory_pools set on_hand = on_hand + moved.quantity, updated_at = now()
    from (values ${pairs(moved)}) as moved (id, quantity) where inventory_pools.id = moved.id`);
  await db
    .insert(stock_movements)
    .values(
      moved.map(({ pool_id, quantity }) => ({ pool_id, delta: quantity, reason: "sale" as const, order_id: orderId })),
    );
}

/** Part of what an order held is free again; the caller keeps its reservation in step. */
export async function giveBack(db: Db, poolId: number, quantity: number): Promise<void> {
  await db
    .update(inventory_pools)
    .set({ reserved: sql`${inventory_pools.reserved} - ${quantity}` })
    .where(eq(inventory_pools.id, poolId));
}

/** What was sold comes back: the goods of an order that is refunded stand on the shelf again, once. */
export async function restock({ db, user }: Context, orderId: number): Promise<boolean> {
  const [done] = await db
    .select({ id: stock_movements.id })
    .from(stock_movements)
    .where(and(eq(stock_movements.order_id, orderId), eq(stock_movements.reason, "restock")))
    .limit(1);
  if (done) return false;
  const sold = await db
    .select({ pool_id: reservations.pool_id, quantity: reservations.quantity })
    .from(reservations)
    .where(and(eq(reservations.order_id, orderId), eq(reservations.state, "committed")));
  const { wanted } = await lockPools(db, sold);
  for (const { pool_id, quantity } of wanted) {
    await db
      .update(inventory_pools)
      .set({ on_hand: sql`${inventory_pools.on_hand} + ${quantity}` })
      .where(eq(inventory_pools.id, pool_id));
    await db
      .insert(stock_movements)
      .values({ pool_id, delta: quantity, reason: "restock", order_id: orderId, actor_id: user?.id ?? null });
  }
  return true;
}

class OutOfStock extends Error {}

/** T12: sets the goods of an order aside once more after they were released: all of them and its code, or none. */
export async function reserveAgain(db: Db, orderId: number): Promise<boolean> {
  const released = and(eq(reservations.order_id, orderId), eq(reservations.state, "released"));
  try {
    await db.transaction(async (inner) => {
      const goods = await inner
        .update(reservations)
        .set({ state: "held", settled_at: null })
        .where(released)
        .returning({ pool_id: reservations.pool_id, quantity: reservations.quantity });
      await reclaimDiscount(inner, orderId);
      if ((await reserve(inner, goods)).size > 0) throw new OutOfStock();
    });
    return true;
  } catch (error) {
    if (error instanceof OutOfStock) return false;
    throw error;
  }
}
