import { endpoint, resource } from "@/adapters/endpoint";
import { stopStockAlerts } from "@/domain/stock-alerts/stock-alerts";

/** Mail programs send a form here when someone presses their own button for it (RFC 8058). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(stopStockAlerts, { forms: true }),
});
