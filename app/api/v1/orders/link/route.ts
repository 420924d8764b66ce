import { endpoint, resource } from "@/adapters/endpoint";
import { sendOrderLink } from "@/domain/orders/order-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(sendOrderLink),
});
