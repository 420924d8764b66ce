import { endpoint, resource } from "@/adapters/endpoint";
import { removeStockAlert } from "@/domain/stock-alerts/stock-alerts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: endpoint(removeStockAlert, { status: 204 }),
});
