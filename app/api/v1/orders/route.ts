import { endpoint, resource } from "@/adapters/endpoint";
import { listOrders } from "@/domain/orders/orders";
import { placeOrder } from "@/domain/orders/place-order";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listOrders),
  POST: endpoint(placeOrder, { status: 201 }),
});
