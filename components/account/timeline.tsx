import { useT } from "#language";
import { rich } from "@/components/language/rich";
import type { OrderEvent } from "@/model/orders";

import { Icon } from "../ui/icon";

type Type = OrderEvent["type"];
/** The way of an order that nothing stops. */
const WAY: readonly Type[] = ["placed", "paid", "packed", "shipped", "delivered"];
const ENDS = new Set<Type>(["cancelled", "refunded"]);

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
            {t(`order_page.event.${type}`)}
            {amount !== null && <span className="text-soft font-normal"> · {t.money(amount, currency)}</span>}
          </p>
          <p className="text-soft text-sm">
            <time dateTime={at}>{t.date(at)}</time>
          </p>
        </li>
      ))}
      {ahead.map((type) => (
        <li key={type} className="border-line relative border-s-2 ps-8 pb-6 last:border-transparent last:pb-0">
          <span className="border-edge bg-paper absolute start-[-0.8125rem] top-0.5 size-6 rounded-full border-2" />
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
