import { type SQL, and, eq, inArray } from "drizzle-orm";
import { z } from "zod";

import { order_items, orders, product_images, reservations, variants } from "@/db/schema";
import { Key, pageOf } from "@/model/fields";
import { marketOfCurrency } from "@/model/markets";
import { AddOrderItem, ChangeOrderItem, OrderItem, OrderItemQuery, ReplaceOrderItem } from "@/model/orders";
import { priceCart } from "@/model/price-cart";

import { audit } from "../audit";
import { chooseVariant } from "../cart/choose-variant";
import { conflict, invalid, notFound, required, unknownPk } from "../errors";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { readPage } from "../paging";
import { endLivePayment, findPayment, orderLocked } from "../payments/end-payment";
import { settleKnown, touchOrder } from "../payments/settle";
import { findDiscountTerms } from "./discount-uses";
import { refuseTooLittle } from "./place-order";
import { placedBy, readItems } from "./read-order";
import { chooseShipping } from "./shipping";
import { giveBack, reserve } from "./stock";

const visibleTo = (context: UserContext): SQL | undefined =>
  context.user.role === "admin"
    ? undefined
    : inArray(order_items.order_id, context.db.select({ id: orders.id }).from(orders).where(placedBy(context)));

async function getItem(context: UserContext, id: number) {
  const [item] = await readItems(context.db, { where: and(eq(order_items.id, id), visibleTo(context)) });
  if (!item) throw notFound();
  return item;
}
type Item = Awaited<ReturnType<typeof getItem>>;

export const listOrderItems = operation({
  name: "list_order_items",
  summary: "Lines of the caller's orders; an admin sees everybody's.",
  access: "user",
  paginated: true,
  input: OrderItemQuery,
  output: pageOf(OrderItem),
  async run(context, query) {
    const where = and(
      visibleTo(context),
      query.order === undefined ? undefined : eq(order_items.order_id, query.order),
    );
    return readPage(context.db, { from: order_items, where, query }, (limit, offset) =>
      readItems(context.db, { where, limit, offset }),
    );
  },
});

export const getOrderItem = operation({
  name: "get_order_item",
  summary: "One line of an order.",
  access: "user",
  input: Key,
  output: OrderItem,
  find: getItem,
  run: async (_context, _input, item) => item,
});

type Edit<T> = (tx: UserContext) => Promise<T>;

/** Changes the lines of a pending order that nobody is paying: lines, reservations and total in one transaction. */
async function edit<T>(context: UserContext, orderId: number, action: string, change: Edit<T>): Promise<T> {
  await endLivePayment(context, orderId);
  return transaction(context, async (tx) => {
    const [order] = await tx.db.select().from(orders).where(eq(orders.id, orderId)).for("update");
    await tx.assertUnchanged?.(tx);
    const payment = await findPayment(tx, orderId);
    if (order?.status !== "pending" || (payment && payment.status !== "canceled")) throw orderLocked();
    // What is added costs what it does where the order was placed.
    const there = { ...tx, market: marketOfCurrency(order.currency) };
    const result = await change(there);
    const total_price = await recompute(there, order);
    await audit(tx, {
      action,
      object_type: "order",
      object_id: orderId,
      before: { total_price: order.total_price },
      after: { total_price },
    });
    await touchOrder(tx, orderId);
    await settleKnown(tx, orderId, "admin");
    return result;
  });
}

/** Prices the lines as placing the order did: at the discount and the rate of tax that held then. */
async function recompute(tx: Context, order: typeof orders.$inferSelect): Promise<string> {
  const lines = await tx.db.select().from(order_items).where(eq(order_items.order_id, order.id));
  if (lines.length === 0) throw conflict("order_locked", "An order keeps at least one line. Cancel it instead.");
  const discount = await findDiscountTerms(tx.db, order.id);
  const shipping = await chooseShipping(tx, order.shipping_method, order.shipping?.country);
  const { items: _, ...sums } = priceCart(lines, { discount, shipping, tax: { rate: order.tax_rate } });
  refuseTooLittle(sums.total_price, order.currency);
  await tx.db.update(orders).set(sums).where(eq(orders.id, order.id));
  return sums.total_price;
}

async function take(tx: Context, pool_id: number, quantity: number, name: string): Promise<void> {
  const short = await reserve(tx.db, [{ pool_id, quantity }]);
  if (short.size > 0)
    throw conflict("out_of_stock", `Not enough stock for "${name}".`, {
      items: [{ requested: quantity, available: short.get(pool_id) ?? 0 }],
    });
}

export const addOrderItem = operation({
  name: "add_order_item",
  summary: "Put a line into a pending order: its stock is reserved, its total computed anew.",
  access: "admin",
  isOutward: true,
  input: AddOrderItem,
  output: OrderItem,
  refusals: { 409: "order_locked or out_of_stock", 502: "upstream_failed", 503: "payment_unavailable" },
  async run(context, { order: orderId, product, quantity = 1, ...choice }) {
    const product_id = choice.product_id ?? product;
    if (!product_id) throw required("product_id");
    const [order] = await context.db.select({ id: orders.id }).from(orders).where(eq(orders.id, orderId));
    if (!order) throw invalid({ order: [unknownPk(orderId)] });
    const id = await edit(context, orderId, "add_order_item", (tx) =>
      add(tx, orderId, quantity, { ...choice, product_id }),
    );
    return getItem(context, id);
  },
});

async function add(tx: UserContext, order_id: number, quantity: number, choice: Parameters<typeof chooseVariant>[1]) {
  const { pool_id, line } = await lineOf(tx, choice);
  await take(tx, pool_id, quantity, line.product_name);
  const [made] = await tx.db
    .insert(order_items)
    .values({ ...line, order_id, quantity })
    .returning({ id: order_items.id });
  if (!made) throw new Error("insert into order_items returned no row");
  await tx.db.insert(reservations).values({ order_id, order_item_id: made.id, pool_id, quantity });
  return made.id;
}

/** What a line says of the variant that was chosen, at its price of today. */
async function lineOf(tx: UserContext, choice: Parameters<typeof chooseVariant>[1]) {
  const chosen = await chooseVariant(tx, choice);
  const [variant] = await tx.db.select().from(variants).where(eq(variants.id, chosen.id));
  if (!variant) throw notFound();
  const { pool_id, sku, size, color, image, product_id } = variant;
  const line = {
    product_id,
    variant_id: chosen.id,
    product_name: chosen.product_name,
    sku,
    size,
    color,
    image: image ?? (await firstImage(tx, product_id)),
    price: chosen.price,
  };
  return { pool_id, line };
}

async function firstImage({ db }: Context, productId: number): Promise<string> {
  const [image] = await db
    .select({ url: product_images.url })
    .from(product_images)
    .where(eq(product_images.product_id, productId))
    .orderBy(product_images.position)
    .limit(1);
  return image?.url ?? "";
}

type Change = z.output<typeof ChangeOrderItem>;

async function change(context: UserContext, item: Item, { quantity = item.quantity, ...choice }: Change) {
  await edit(context, item.order, "change_order_item", async (tx) => {
    const { size = item.size, color = item.color, variant_id } = choice;
    const isSame = variant_id === undefined && size === item.size && color === item.color;
    const [held] = await tx.db
      .select()
      .from(reservations)
      .where(and(eq(reservations.order_item_id, item.id), eq(reservations.state, "held")))
      .for("update");
    if (!held) throw orderLocked();
    if (isSame) await resize(tx, held, quantity, item.product_name);
    else {
      if (item.product === null) throw orderLocked();
      const { pool_id, line } = await lineOf(tx, { product_id: item.product, size, color, variant_id });
      await giveBack(tx.db, held.pool_id, held.quantity);
      await take(tx, pool_id, quantity, line.product_name);
      await tx.db.update(reservations).set({ pool_id, quantity }).where(eq(reservations.id, held.id));
      await tx.db.update(order_items).set(line).where(eq(order_items.id, item.id));
    }
    await tx.db.update(order_items).set({ quantity }).where(eq(order_items.id, item.id));
  });
  return getItem(context, item.id);
}

async function resize(
  tx: Context,
  held: typeof reservations.$inferSelect,
  quantity: number,
  name: string,
): Promise<void> {
  const more = quantity - held.quantity;
  if (more > 0) await take(tx, held.pool_id, more, name);
  if (more < 0) await giveBack(tx.db, held.pool_id, -more);
  await tx.db.update(reservations).set({ quantity }).where(eq(reservations.id, held.id));
}

const REFUSALS = { 409: "order_locked or out_of_stock", 502: "upstream_failed", 503: "payment_unavailable" };

export const replaceOrderItem = operation({
  name: "replace_order_item",
  summary: "Set the quantity of a pending order's line, and its size or color.",
  access: "admin",
  isOutward: true,
  input: ReplaceOrderItem.extend(Key.shape),
  output: OrderItem,
  find: getItem,
  refusals: REFUSALS,
  run: (context, { id: _, ...fields }, item) => change(context, item, fields),
});

export const changeOrderItem = operation({
  name: "change_order_item",
  summary: "Change some of a pending order's line.",
  access: "admin",
  isOutward: true,
  input: ChangeOrderItem.extend(Key.shape),
  output: OrderItem,
  find: getItem,
  refusals: REFUSALS,
  run: (context, { id: _, ...fields }, item) => change(context, item, fields),
});

export const removeOrderItem = operation({
  name: "remove_order_item",
  summary: "Take a line out of a pending order; its stock is free again.",
  access: "admin",
  isOutward: true,
  input: Key,
  output: z.null(),
  find: getItem,
  refusals: REFUSALS,
  async run(context, _input, item) {
    await edit(context, item.order, "remove_order_item", async (tx) => {
      const gone = await tx.db.delete(reservations).where(eq(reservations.order_item_id, item.id)).returning();
      for (const { pool_id, quantity, state } of gone) if (state === "held") await giveBack(tx.db, pool_id, quantity);
      const removed = await tx.db
        .delete(order_items)
        .where(eq(order_items.id, item.id))
        .returning({ id: order_items.id });
      if (removed.length === 0) throw notFound();
    });
    return null;
  },
});
