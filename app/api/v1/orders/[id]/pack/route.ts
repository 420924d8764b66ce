import { endpoint, resource } from "@/adapters/endpoint";
import { packOrder } from "@/domain/orders/pack-order";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(packOrder),
});
