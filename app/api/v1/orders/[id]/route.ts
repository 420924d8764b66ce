import { endpoint, resource } from "@/adapters/endpoint";
import { cancelOrder } from "@/domain/orders/cancel-order";
import { changeOrder, replaceOrder } from "@/domain/orders/change-order";
import { getOrder } from "@/domain/orders/orders";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getOrder),
  PUT: endpoint(replaceOrder),
  PATCH: endpoint(changeOrder),
  DELETE: endpoint(cancelOrder, { status: 204 }),
});
