import { useT } from "#language";
import { shownStatus } from "@/model/order-status";
import type { Order } from "@/model/orders";

export const StatusPill = ({ order }: { order: Order }) => (
  <span className="border-edge inline-flex items-center justify-self-start rounded-full border px-3 py-0.5 text-sm whitespace-nowrap">
    {useT()(`ui.order_status.${shownStatus(order)}`)}
  </span>
);
