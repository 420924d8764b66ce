import { endpoint, resource } from "@/adapters/endpoint";
import { changeOrderItem, getOrderItem, removeOrderItem, replaceOrderItem } from "@/domain/orders/order-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getOrderItem),
  PUT: endpoint(replaceOrderItem),
  PATCH: endpoint(changeOrderItem),
  DELETE: endpoint(removeOrderItem, { status: 204 }),
});
