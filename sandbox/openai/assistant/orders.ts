import { type Order, ordersIn, refusalIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { isNamed } from "./rank.ts";
import { CONFIRM, listed, quoted, toldOf } from "./reply.ts";

/** How a shop says that it does not know who asks. */
const SIGNED_OUT = /\b(credentials|sign|log)/i;

/** How many orders are told at once. */
const MOST = 3;

const STATES: Record<string, string> = {
  pending: "is waiting for its payment",
  processing: "is waiting for the bank to confirm the payment",
  cancelling: "is being cancelled",
  paid: "is paid and on our packing table",
  review: "is being looked at by us",
  shipped: "is on its way to you",
  delivered: "has been delivered",
  cancelled: "was cancelled",
  refund_pending: "is being refunded",
  refunded: "was refunded",
  charged_back: "was charged back",
};

export function* tellOrders({ wish }: Talk): Plan {
  const orders = yield* readOrders();
  if (typeof orders === "string") return orders;
  const { orderNumber } = wish;
  const [order, ...others] = orders.filter(({ number }) => !orderNumber || number === orderNumber);
  if (!order) return `I do not find the order ${orderNumber ?? ""} among yours.`;
  if (!orderNumber && others.length > 0 && /\borders\b/i.test(wish.said)) {
    const [latest, earlier] = [orders.slice(0, MOST), orders.slice(MOST).length];
    return `${latest.map(stateOf).join(". ")}.${earlier > 0 ? ` ${earlier} more before them.` : ""}`;
  }
  const more =
    others.length > 0 ? ` There ${others.length > 1 ? `are ${others.length} others` : "is another"} before it.` : "";
  const cancelling = /\bcancel/i.test(wish.said) ? " Its page says whether it can be cancelled." : "";
  return `${orderNumber || others.length === 0 ? "Your order" : "Your latest order"} ${stateOf(order)}.${more}${cancelling}`;
}

const stateOf = ({ number, status, tracking_number: tracking }: Order) =>
  `${number} ${STATES[status] ?? `stands at ${status}`}${tracking ? `, with the tracking number ${tracking}` : ""}`.trim();

function* readOrders(): Plan<Order[] | string> {
  const output = yield* use("list_orders", { page_size: 10 });
  const orders = ordersIn(output);
  if (orders.length > 0) return orders;
  return SIGNED_OUT.test(refusalIn(output) ?? "")
    ? "I see your orders only when you are signed in."
    : toldOf(output, "You have no orders yet.");
}

export function* orderAgain({ wish: { orderNumber } }: Talk): Plan {
  const orders = yield* readOrders();
  if (typeof orders === "string") return orders;
  const order = orders.find(({ number }) => !orderNumber || number === orderNumber);
  if (!order) return `I do not find the order ${orderNumber ?? ""} among yours.`;
  const output = yield* use("propose_reorder", { order_id: order.id, id: order.id });
  const unable = `The page of your order ${order.number} puts it into your cart again.`;
  return toldOf(output, `Put what your order ${order.number} was for into your cart again? ${CONFIRM}`, unable);
}

export function* returnItem({ wish, named }: Talk): Plan {
  const orders = yield* readOrders();
  if (typeof orders === "string") return orders;
  const items = orders.flatMap((order) => order.items.map((item) => ({ ...item, order })));
  const [place] = wish.places;
  const pointed = place === undefined ? undefined : named.at(place > 0 ? place - 1 : place);
  const meant = items.filter(({ product_name: name }) =>
    pointed === undefined ? isNamed(name, wish.words) : name === pointed,
  );
  const [item] = meant;
  if (!item) return `I do not see that in your orders: there is ${listed(namesIn(items))}.`;
  if (namesIn(meant).length > 1) return `What would you like to return: ${listed(namesIn(meant), "or")}?`;
  const ids = {
    order_id: item.order.id,
    id: item.order.id,
    number: item.order.number,
    item_id: item.id,
    item_ids: [item.id],
  };
  const output = yield* use("propose_return", { ...ids, quantity: wish.quantity ?? 1, reason: wish.said });
  const what = `A return of ${quoted(item.product_name)} from your order ${item.order.number}`;
  if (output !== undefined) return toldOf(output, `${what}? ${CONFIRM}`);
  yield* use("get_page", { id: "returns" });
  return `${what} cannot be begun from here. Our page about returns says how it goes.`;
}

const namesIn = (items: { product_name: string }[]) => [
  ...new Set(items.map(({ product_name: name }) => quoted(name))),
];
