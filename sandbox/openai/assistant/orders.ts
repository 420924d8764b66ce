import type { Sayings } from "./languages/language.ts";
import { type Order, ordersIn, refusalIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { isNamed } from "./rank.ts";
import { listed, quoted, toldOf } from "./reply.ts";

/** How a shop says that it does not know who asks. */
const SIGNED_OUT = /\b(credentials|sign|log)/i;

/** How many orders are told at once. */
const MOST = 3;

export function* tellOrders({ wish, language: { say } }: Talk): Plan {
  const orders = yield* readOrders(say);
  if (typeof orders === "string") return orders;
  const { orderNumber } = wish;
  const [order, ...others] = orders.filter(({ number }) => !orderNumber || number === orderNumber);
  if (!order) return say.noOrder(orderNumber ?? "");
  if (!orderNumber && others.length > 0 && /\borders\b/i.test(wish.said)) {
    const [latest, earlier] = [orders.slice(0, MOST), orders.slice(MOST).length];
    return `${latest.map((one) => stateOf(say, one)).join(". ")}.${earlier > 0 ? say.earlier(earlier) : ""}`;
  }
  const more = others.length > 0 ? say.others(others.length) : "";
  const cancelling = /\bcancel/i.test(wish.said) ? say.cancelling : "";
  return say.order(stateOf(say, order), !orderNumber && others.length > 0) + more + cancelling;
}

const stateOf = (say: Sayings, { number, status, tracking_number: tracking }: Order) =>
  say.state(number, say.states[status] ?? `(${status})`, tracking);

function* readOrders(say: Sayings): Plan<Order[] | string> {
  const output = yield* use("list_orders", { page_size: 10 });
  const orders = ordersIn(output);
  if (orders.length > 0) return orders;
  return SIGNED_OUT.test(refusalIn(output) ?? "") ? say.signedOut : toldOf(say, output, say.noOrders);
}

export function* orderAgain({ wish: { orderNumber }, language: { say } }: Talk): Plan {
  const orders = yield* readOrders(say);
  if (typeof orders === "string") return orders;
  const order = orders.find(({ number }) => !orderNumber || number === orderNumber);
  if (!order) return say.noOrder(orderNumber ?? "");
  const output = yield* use("propose_reorder", { order_id: order.id, id: order.id });
  return toldOf(say, output, say.confirm(say.again(order.number)), say.noAgain(order.number));
}

export function* returnItem({ wish, named, language }: Talk): Plan {
  const { say } = language;
  const orders = yield* readOrders(say);
  if (typeof orders === "string") return orders;
  const items = orders.flatMap((order) => order.items.map((item) => ({ ...item, order })));
  const [place] = wish.places;
  const pointed = place === undefined ? undefined : named.at(place > 0 ? place - 1 : place);
  const meant = items.filter(({ product_name: name }) =>
    pointed === undefined ? isNamed(name, wish.words, language) : name === pointed,
  );
  const [item] = meant;
  if (!item) return say.notOrdered(listed(namesIn(items), say.and));
  if (namesIn(meant).length > 1) return say.whichReturn(listed(namesIn(meant), say.or));
  const { id, number } = item.order;
  const ids = { order_id: id, id, number, item_id: item.id, item_ids: [item.id] };
  const output = yield* use("propose_return", { ...ids, quantity: wish.quantity ?? 1, reason: wish.said });
  const name = quoted(item.product_name);
  if (output !== undefined) return toldOf(say, output, say.confirm(say.return(name, number)));
  yield* use("get_page", { id: "returns" });
  return say.noReturn(name, number);
}

const namesIn = (items: { product_name: string }[]) => [
  ...new Set(items.map(({ product_name: name }) => quoted(name))),
];
