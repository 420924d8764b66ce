import { endpoint, resource } from "@/adapters/endpoint";
import { reorder } from "@/domain/orders/reorder";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(reorder),
});
