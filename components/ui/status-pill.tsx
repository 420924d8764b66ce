import { useT } from "#language";
import type { Order, OrderStatus } from "@/model/orders";

/** How an order stands for a person: one that was cancelled is not just paid while its money is on its way back. */
export const shownStatus = ({ status, cancellation_pending }: Order): OrderStatus =>
  cancellation_pending ? "refund_pending" : status;

export const StatusPill = ({ order }: { order: Order }) => (
  <span className="border-edge inline-flex items-center justify-self-start rounded-full border px-3 py-0.5 text-sm whitespace-nowrap">
    {useT()(`ui.order_status.${shownStatus(order)}`)}
  </span>
);
