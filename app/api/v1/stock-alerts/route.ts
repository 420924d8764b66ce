import { endpoint, resource } from "@/adapters/endpoint";
import { askStockAlert, listStockAlerts } from "@/domain/stock-alerts/stock-alerts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listStockAlerts),
  POST: endpoint(askStockAlert, { status: 201 }),
});
