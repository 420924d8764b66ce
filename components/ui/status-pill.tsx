import type { OrderStatus } from "@/model/orders";

export const STATUS_WORDS: Record<OrderStatus, string> = {
  pending: "Waiting for payment",
  processing: "Payment processing",
  cancelling: "Being cancelled",
  paid: "Paid",
  review: "Being checked",
  shipped: "Shipped",
  delivered: "Delivered",
  cancelled: "Cancelled",
  refund_pending: "Refund under way",
  refunded: "Refunded",
  charged_back: "Charged back",
};

export const StatusPill = ({ status }: { status: OrderStatus }) => (
  <span className="border-edge inline-flex items-center justify-self-start rounded-full border px-3 py-0.5 text-sm whitespace-nowrap">
    {STATUS_WORDS[status]}
  </span>
);
