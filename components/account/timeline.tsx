import { useT } from "#language";
import { rich } from "@/components/language/rich";
import type { OrderEvent } from "@/model/orders";

import { Icon } from "../ui/icon";

type Type = OrderEvent["type"];
/** The way of an order that nothing stops. */
const WAY: readonly Type[] = ["placed", "paid", "packed", "shipped", "delivered"];
const ENDS = new Set<Type>(["cancelled", "refunded"]);

const STEP = "relative border-s-2 ps-8 pb-6 last:border-transparent last:pb-0";
const KNOT = "absolute start-[-0.8125rem] -top-px size-6 rounded-full";

type Props = {
  events: OrderEvent[];
  currency: string;
  /** What is to come is shown as well, as long as it is to come. */
  isUnderWay: boolean;
};

/** What has happened to an order and what is next. */
export function Timeline({ events, currency, isUnderWay }: Props) {
  const t = useT();
  const reached = Math.max(...events.map(({ type }) => WAY.indexOf(type)));
  const ahead = isUnderWay && !events.some(({ type }) => ENDS.has(type)) ? WAY.slice(reached + 1) : [];
  return (
    // The thread runs through the middles of its knots, which stand on the column's edge.
    <ol className="ps-[0.6875rem]">
      {events.map(({ type, at, amount }) => (
        <li key={`${type} ${at}`} className={`${STEP} border-moss`}>
          <span className={`${KNOT} bg-moss text-paper inline-flex items-center justify-center`}>
            <Icon name="check" className="size-3.5" />
          </span>
          <p className="font-medium">
            {t(`order_page.event.${type}`)}
            {amount !== null && <span className="text-soft font-normal"> · {t.money(amount, currency)}</span>}
          </p>
          <p className="text-soft text-sm">
            <time dateTime={at}>{t.date(at)}</time>
          </p>
        </li>
      ))}
      {ahead.map((type) => (
        <li key={type} className={`${STEP} border-line`}>
          <span className={`${KNOT} border-edge bg-paper border-2`} />
          <p className="text-soft">
            {rich(t, "order_page.still_to_come", {
              event: t(`order_page.event.${type}`),
              hidden: (text) => <span className="sr-only">{text}</span>,
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
