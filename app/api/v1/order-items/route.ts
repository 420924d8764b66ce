import { endpoint, resource } from "@/adapters/endpoint";
import { addOrderItem, listOrderItems } from "@/domain/orders/order-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listOrderItems),
  POST: endpoint(addOrderItem, { status: 201 }),
});
