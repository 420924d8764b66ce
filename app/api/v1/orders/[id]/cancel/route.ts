import { endpoint, resource } from "@/adapters/endpoint";
import { cancelPurchase } from "@/domain/orders/cancel-purchase";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(cancelPurchase),
});
