import type { Order, OrderStatus } from "./orders";

/** How an order stands for a person: one that was cancelled is not just paid while its money is on its way back. */
export const shownStatus = ({ status, cancellation_pending }: Order): OrderStatus =>
  cancellation_pending ? "refund_pending" : status;
