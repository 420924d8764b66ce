import { isDeepStrictEqual } from "node:util";

import { eq } from "drizzle-orm";
import type { z } from "zod";

import { orders, shipping_methods } from "@/db/schema";
import { addressText } from "@/model/address-forms";
import { serves } from "@/model/delivery";
import { Key } from "@/model/fields";
import { Order, OrderChanges, type OrderStatus } from "@/model/orders";

import { audit } from "../audit";
import { conflict, forbidden, invalid, notFound, required } from "../errors";
import { queueMail } from "../mail/outbox";
import { type UserContext, operation, transaction } from "../operation";
import { cancel, isFreeAndHere } from "./cancel-order";
import { refuseGivenUp } from "./cancel-purchase";
import { completeAddress, getOwnOrder } from "./read-order";
import { readTax } from "./tax";

type Change = z.output<typeof OrderChanges>;
type Row = typeof orders.$inferSelect;
type Found = Awaited<ReturnType<typeof getOwnOrder>>;

/** Where an admin may take an order by hand; every other way is the money's, or a refund. */
const BY_HAND: Partial<Record<OrderStatus, OrderStatus>> = { paid: "shipped", shipped: "delivered" };
const CANCELLABLE = new Set<OrderStatus>(["pending", "cancelling"]);
const BEFORE_SHIPPING = new Set<OrderStatus>(["pending", "processing", "paid", "review"]);

const isAdmin = ({ user }: UserContext) => user.role === "admin";

async function change(context: UserContext, found: Found, fields: Change) {
  const status = fields.status === found.status ? undefined : fields.status;
  if (status && !isAdmin(context)) throw forbidden("Only an admin may change the status of an order.");
  await transaction(context, async (tx) => {
    const [order] = await tx.db.select().from(orders).where(eq(orders.id, found.id)).for("update");
    if (!order) throw notFound();
    await tx.assertUnchanged?.(tx);
    if (status === "shipped") await refuseGivenUp(tx, order.id);
    if (status) checkMove(order, status);
    await write(tx, order, fields);
    if (status && status !== "cancelled") await move(tx, order, status);
  });
  // It was compared with what the caller read, and has changed since.
  const { assertUnchanged: _, ...changed } = context;
  if (status === "cancelled") await cancel(changed, found.id);
  return getOwnOrder(context, found.id);
}

/** Address and note: the owner's while it is not paid for, an admin's until it is shipped; the tracking number an admin's. */
async function write(tx: UserContext, order: Row, fields: Change) {
  const { shipping, billing, note, tracking_number, carrier } = fields;
  if (fields.shipping_address === "" && !shipping && order.shipping_address)
    throw invalid({ shipping_address: ["This field may not be blank."] });
  // Beside its parts blank text is none, as where an order is placed.
  const shipping_address = fields.shipping_address || undefined;
  const isRewritten = shipping_address !== undefined && shipping_address !== order.shipping_address;
  const isMoved = shipping && (!order.shipping || addressText(shipping) !== addressText(order.shipping));
  // What was read may be sent back with one of the two changed: the other would send the parcel to where it was to go before.
  const isOfParts = shipping && !isRewritten && (isMoved || shipping_address === undefined);
  const text = isOfParts ? addressText(shipping) : shipping_address;
  const asked: Partial<Row> = {
    ...(isRewritten && { shipping: null }),
    ...(shipping && { shipping: completeAddress(shipping) }),
    ...(text !== undefined && { shipping_address: text }),
    ...(billing !== undefined && { billing: billing && completeAddress(billing) }),
    ...(note !== undefined && { note }),
    ...(tracking_number !== undefined && isAdmin(tx) && { tracking_number }),
    ...(carrier !== undefined && isAdmin(tx) && { carrier }),
  };
  const read: Row = {
    ...order,
    shipping: order.shipping && completeAddress(order.shipping),
    billing: order.billing && completeAddress(order.billing),
  };
  const changed = Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => !isDeepStrictEqual(value, read[name as keyof Row])),
  );
  const touchesAddress = ["shipping", "shipping_address", "billing", "note"].some((name) => name in changed);
  const isOpen = isAdmin(tx) ? BEFORE_SHIPPING.has(order.status) : order.status === "pending";
  if (touchesAddress && !isOpen)
    throw conflict(
      "order_locked",
      isAdmin(tx) ? "An order that was shipped cannot be changed." : "Only a pending order can be changed.",
    );
  if (Object.keys(changed).length === 0) return;
  if (shipping) await refuseElsewhere(tx, order, shipping.country);
  await tx.db.update(orders).set(changed).where(eq(orders.id, order.id));
  // Of a parcel that has left its number may become known later.
  if (order.status === "shipped" && tracking_number && "tracking_number" in changed)
    await queueMail(tx, { topic: "order_shipped", order_id: order.id, to: order.email, once: tracking_number });
  await audit(tx, {
    action: "change_order",
    object_type: "order",
    object_id: order.id,
    after: { fields: Object.keys(changed) },
  });
}

/** An order was priced for its country; where that is not known, for those of its rate of tax and its way of delivery. */
async function refuseElsewhere({ db }: UserContext, order: Row, country: string): Promise<void> {
  if (order.shipping?.country === country) return;
  const ofOrder = eq(shipping_methods.code, order.shipping_method);
  const [method] = await db.select().from(shipping_methods).where(ofOrder);
  const { tax_rate } = await readTax(db, country);
  if (order.shipping || tax_rate !== order.tax_rate || (method && !serves(method, country)))
    throw invalid({
      shipping: { country: ["An order stays in the country it was priced for. Cancel it and place a new one."] },
    });
}

/** Throws 409 for a way that no hand may take an order. */
function checkMove(order: Row, to: OrderStatus): void {
  if (to === "shipped" && (order.disputed || order.status === "review"))
    throw conflict("not_shippable", "An order that is disputed or under review cannot be shipped.");
  const mayMove =
    to === "cancelled" ? CANCELLABLE.has(order.status) || isFreeAndHere(order) : BY_HAND[order.status] === to;
  if (!mayMove) throw conflict("invalid_transition", `An order that is ${order.status} cannot become ${to}.`);
}

async function move(tx: UserContext, order: Row, status: OrderStatus): Promise<void> {
  const now = new Date();
  const times = status === "shipped" ? { shipped_at: now } : { delivered_at: now };
  await tx.db
    .update(orders)
    .set({ status, ...times })
    .where(eq(orders.id, order.id));
  if (status === "shipped") await queueMail(tx, { topic: "order_shipped", order_id: order.id, to: order.email });
  await audit(tx, {
    action: `order_${status}`,
    object_type: "order",
    object_id: order.id,
    before: { status: order.status },
    after: { status },
  });
}

const REFUSALS = { 409: "invalid_transition, not_shippable or order_locked" };

export const replaceOrder = operation({
  name: "replace_order",
  summary: "Write an order's address and note again: its owner while it is pending, an admin until it is shipped.",
  access: "user",
  isOutward: true,
  input: OrderChanges.extend(Key.shape),
  output: Order,
  find: getOwnOrder,
  refusals: REFUSALS,
  async run(context, { id: _, ...fields }, found) {
    if (!fields.shipping && !fields.shipping_address) throw required("shipping_address");
    return change(context, found, fields);
  },
});

export const changeOrder = operation({
  name: "change_order",
  summary: "Change an order: an admin its status and tracking number, its owner the address and note.",
  access: "user",
  isOutward: true,
  input: OrderChanges.extend(Key.shape),
  output: Order,
  find: getOwnOrder,
  refusals: REFUSALS,
  run: (context, { id: _, ...fields }, found) => change(context, found, fields),
});
