import { useT } from "#language";
import type { OrderStatus } from "@/model/orders";

export const StatusPill = ({ status }: { status: OrderStatus }) => (
  <span className="border-edge inline-flex items-center justify-self-start rounded-full border px-3 py-0.5 text-sm whitespace-nowrap">
    {useT()(`ui.order_status.${status}`)}
  </span>
);
