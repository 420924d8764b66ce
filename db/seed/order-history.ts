import { asc, eq, inArray, sql } from "drizzle-orm";

import { addressText } from "@/model/address-forms";
import { arrival } from "@/model/delivery";
import { multiply, subtract, sum } from "@/model/money";
import type { Address } from "@/model/orders";
import { STORE } from "@/model/store";

import type { Db } from "..";
import {
  inventory_pools,
  ledger,
  order_items,
  orders,
  payments,
  product_images,
  products,
  refunds,
  reservations,
  stock_movements,
  users,
  variants,
} from "../schema";
import { STANDARD_METHODS } from "./shipping";

const ORDERS = 60;
const DAYS = 90;
const DEMO_ORDERS = [5, 21, 38, 57];
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const FIRST = ["Hanna", "Teo", "Priya", "Colm", "Anouk", "Marek", "Lena", "Joss", "Ines", "Otis", "Mira", "Sven"];
const LAST = ["Reyes", "Marsh", "Shah", "Doyle", "Vos", "Wolff", "Hart", "Adler", "Costa", "Lund", "Novak", "Berg"];
const PLACES = [
  ["214 Alder St", "Portland", "OR", "97205"],
  ["88 Cedar Ave", "Madison", "WI", "53703"],
  ["1520 Juniper Rd", "Santa Fe", "NM", "87501"],
  ["9 Harbor Ln", "Portsmouth", "NH", "03801"],
] as const;

/** The same numbers at every run (mulberry32): a demo that looks alike on every machine. */
function randomness(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
type Random = ReturnType<typeof randomness>;
const pick = <T>(random: Random, from: readonly T[]): T => {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
};

const readGoods = (db: Db) =>
  db
    .select({
      variant_id: variants.id,
      product_id: products.id,
      pool_id: variants.pool_id,
      product_name: products.name,
      sku: variants.sku,
      size: variants.size,
      color: variants.color,
      price: sql<string>`coalesce(${variants.price}, ${products.price})`,
      image: sql<string>`coalesce(${variants.image}, (select url from ${product_images} where ${product_images.product_id} = ${products.id} order by position limit 1), '')`,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.product_id))
    .orderBy(asc(variants.id));
type Good = Awaited<ReturnType<typeof readGoods>>[number];

/** Three months of orders by a dozen customers, with stock, payments and ledger that agree with them. */
export async function addOrderHistory(db: Db): Promise<void> {
  const random = randomness(20_261_124);
  const goods = await readGoods(db);
  const customers = await addCustomers(db);
  const [demo] = await db.select().from(users).where(eq(users.username, "demo"));
  const sold = new Map<number, number>();
  for (let index = 0; index < ORDERS; index++) {
    const buyer = demo && DEMO_ORDERS.includes(index) ? demo : pick(random, customers);
    await addOrder(db, { random, goods, buyer, index, sold });
  }
  await openingStock(db, sold);
}

async function addCustomers(db: Db) {
  const people = FIRST.map((first_name, index) => ({
    username: first_name.toLowerCase(),
    email: `${first_name.toLowerCase()}@customers.example`,
    first_name,
    last_name: LAST[index] ?? "",
  }));
  await db.insert(users).values(people).onConflictDoNothing();
  return db
    .select()
    .from(users)
    .where(
      inArray(
        users.username,
        people.map(({ username }) => username),
      ),
    )
    .orderBy(asc(users.id));
}

type Buyer = typeof users.$inferSelect;
type Draft = { random: Random; goods: Good[]; buyer: Buyer; index: number; sold: Map<number, number> };

function statusOf(index: number) {
  if (index % 17 === 9) return "cancelled";
  if (index % 23 === 12) return "refunded";
  if (index >= ORDERS - 4) return "paid";
  return index >= ORDERS - 12 ? "shipped" : "delivered";
}

function addressOf(random: Random, buyer: Buyer): Address {
  const [line1, city, region, postal_code] = pick(random, PLACES);
  const name = [buyer.first_name, buyer.last_name].filter(Boolean).join(" ") || "Demo Shopper";
  return { name, line1, city, region, postal_code, country: "US" };
}

async function addOrder(db: Db, { random, goods, buyer, index, sold }: Draft): Promise<void> {
  const status = statusOf(index);
  const placed = new Date(Date.now() - ((ORDERS - index) / ORDERS) * DAYS * 86_400_000 - random(36_000) * 1000);
  const later = (hours: number) => new Date(placed.getTime() + hours * 3_600_000);
  const chosen = new Map(
    Array.from({ length: 1 + random(3) }, () => pick(random, goods)).map((good) => [good.variant_id, good]),
  );
  const lines = [...chosen.values()].map((good) => ({ good, quantity: 1 + (random(4) === 0 ? 1 : 0) }));
  const subtotal = sum(lines.map(({ good, quantity }) => multiply(good.price, quantity)));
  const method = STANDARD_METHODS[random(5) === 0 ? 1 : 0];
  const isFree = method.free_from !== null && Number(subtotal) >= Number(method.free_from);
  const shipping_price = isFree ? "0.00" : method.price;
  const total_price = sum([subtotal, shipping_price]);
  const shipping = addressOf(random, buyer);
  const number = `${STORE.order_prefix}-${code(random)}-${code(random)}`;
  const isPaid = status !== "cancelled";
  const isSent = status === "shipped" || status === "delivered";
  const [order] = await db
    .insert(orders)
    .values({
      number,
      user_id: buyer.id,
      email: buyer.email,
      status,
      currency: STORE.currency,
      subtotal,
      shipping_price,
      total_price,
      refunded_amount: status === "refunded" ? total_price : "0.00",
      shipping,
      shipping_address: addressText(shipping),
      shipping_method: method.code,
      shipping_method_name: method.name,
      ...arrival(method, placed),
      tracking_number: isSent ? `1Z${String(random(1_000_000_000)).padStart(9, "0")}` : "",
      created_at: placed,
      updated_at: placed,
      paid_at: isPaid ? later(0.1) : null,
      shipped_at: isSent ? later(20) : null,
      delivered_at: status === "delivered" ? later(92) : null,
      cancelled_at: isPaid ? null : later(0.25),
    })
    .returning({ id: orders.id });
  if (!order) throw new Error("insert into orders returned no row");
  await addLines(db, order.id, lines, isPaid, placed, sold);
  if (isPaid)
    await addPayment(db, {
      id: order.id,
      number,
      total_price,
      isRefunded: status === "refunded",
      at: later(0.1),
    });
}

const code = (random: Random) => Array.from({ length: 4 }, () => LETTERS[random(LETTERS.length)]).join("");

async function addLines(
  db: Db,
  order_id: number,
  lines: { good: Good; quantity: number }[],
  isPaid: boolean,
  at: Date,
  sold: Map<number, number>,
): Promise<void> {
  for (const { good, quantity } of lines) {
    const { pool_id, ...line } = good;
    const [item] = await db
      .insert(order_items)
      .values({ ...line, order_id, quantity })
      .returning({ id: order_items.id });
    if (!item) throw new Error("insert into order_items returned no row");
    const state = isPaid ? "committed" : "released";
    await db
      .insert(reservations)
      .values({ order_id, order_item_id: item.id, pool_id, quantity, state, created_at: at, settled_at: at });
    if (!isPaid) continue;
    sold.set(pool_id, (sold.get(pool_id) ?? 0) + quantity);
    await db.insert(stock_movements).values({ pool_id, delta: -quantity, reason: "sale", order_id, created_at: at });
  }
}

type Paid = { id: number; number: string; total_price: string; isRefunded: boolean; at: Date };

async function addPayment(db: Db, { id, number, total_price, isRefunded, at }: Paid): Promise<void> {
  const currency = STORE.currency;
  const money = { order_id: id, amount: total_price, currency, created_at: at };
  const [payment] = await db
    .insert(payments)
    .values({
      ...money,
      attempt: 1,
      intent_id: `pi_demo_${number}`,
      charge_id: `ch_demo_${number}`,
      status: "succeeded",
      received: total_price,
    })
    .returning({ id: payments.id });
  await db.insert(ledger).values({ ...money, kind: "charge", stripe_id: `ch_demo_${number}` });
  if (!isRefunded || !payment) return;
  const refund_id = `re_demo_${number}`;
  await db.insert(refunds).values({
    ...money,
    payment_id: payment.id,
    refund_id,
    status: "succeeded",
    reason: "requested_by_customer",
  });
  await db
    .insert(ledger)
    .values({ ...money, kind: "refund", stripe_id: refund_id, amount: subtract("0.00", total_price) });
}

/** What was sold had been in stock: the opening stock was that much higher, what is left is the catalog's. */
async function openingStock(db: Db, sold: Map<number, number>): Promise<void> {
  for (const [pool_id, quantity] of sold)
    await db
      .update(stock_movements)
      .set({ delta: sql`${stock_movements.delta} + ${quantity}` })
      .where(sql`${stock_movements.pool_id} = ${pool_id} and ${stock_movements.reason} = 'initial'`);
  // The first day of trading, before the first order.
  const opening = new Date(Date.now() - (DAYS + 30) * 86_400_000);
  await db.update(stock_movements).set({ created_at: opening }).where(eq(stock_movements.reason, "initial"));
  await db.update(inventory_pools).set({ updated_at: opening });
}
