import { useT } from "#language";
import { Link } from "@/components/ui/link";
import type { Order } from "@/model/orders";

import { Price } from "../ui/price";
import { StatusPill } from "../ui/status-pill";

/** Orders, each a line that leads to its page. */
export function OrderList({ orders }: { orders: Order[] }) {
  const t = useT();
  return (
    <ul className="border-line border-t">
      {orders.map((order) => (
        <li
          key={order.id}
          className="border-line relative grid gap-x-6 gap-y-1 border-b py-5 sm:grid-cols-[10rem_1fr_auto_7rem] sm:items-center"
        >
          <p>
            <Link
              href={`/orders/${order.number}`}
              prefetch={false}
              className="font-medium underline underline-offset-4 after:absolute after:inset-0"
            >
              {order.number}
            </Link>
            <span className="text-soft block text-sm">{t.date(order.created_at, { dateStyle: "medium" })}</span>
          </p>
          <p className="text-soft">{order.items.map((item) => item.product_name).join(", ")}</p>
          <StatusPill order={order} />
          <p className="sm:text-end">
            <Price amount={order.total_price} currency={order.currency} />
          </p>
        </li>
      ))}
    </ul>
  );
}
