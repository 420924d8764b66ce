import { formatMoney } from "@/model/money";
import type { OrderEvent } from "@/model/orders";

import { Icon } from "../ui/icon";

type Type = OrderEvent["type"];
const WORDS: Record<Type, string> = {
  placed: "Placed",
  paid: "Paid",
  packed: "Packed",
  shipped: "On its way",
  delivered: "Delivered",
  cancelled: "Cancelled",
  refunded: "Money given back",
  return_requested: "Return asked for",
  return_approved: "Return approved",
  return_refused: "Return refused",
  return_withdrawn: "Return taken back",
  return_received: "Return arrived",
};
/** The way of an order that nothing stops. */
const WAY: readonly Type[] = ["placed", "paid", "packed", "shipped", "delivered"];
const ENDS = new Set<Type>(["cancelled", "refunded"]);

const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

type Props = {
  events: OrderEvent[];
  currency: string;
  /** What is to come is shown as well, as long as it is to come. */
  isUnderWay: boolean;
};

/** What has happened to an order and what is next. */
export function Timeline({ events, currency, isUnderWay }: Props) {
  const reached = Math.max(...events.map(({ type }) => WAY.indexOf(type)));
  const ahead = isUnderWay && !events.some(({ type }) => ENDS.has(type)) ? WAY.slice(reached + 1) : [];
  return (
    <ol>
      {events.map(({ type, at, amount }) => (
        <li
          key={`${type} ${at}`}
          className="border-moss relative border-s-2 ps-8 pb-6 last:border-transparent last:pb-0"
        >
          <span className="bg-moss text-paper absolute start-[-0.8125rem] top-0.5 inline-flex size-6 items-center justify-center rounded-full">
            <Icon name="check" className="size-3.5" />
          </span>
          <p className="font-medium">
            {WORDS[type]}
            {amount !== null && <span className="text-soft font-normal"> · {formatMoney(amount, currency)}</span>}
          </p>
          <p className="text-soft text-sm">
            <time dateTime={at}>{date.format(new Date(at))}</time>
          </p>
        </li>
      ))}
      {ahead.map((type) => (
        <li key={type} className="border-line relative border-s-2 ps-8 pb-6 last:border-transparent last:pb-0">
          <span className="border-edge bg-paper absolute start-[-0.8125rem] top-0.5 size-6 rounded-full border-2" />
          <p className="text-soft">
            {WORDS[type]}
            <span className="sr-only"> (still to come)</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
