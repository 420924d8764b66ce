"use server";

import { action } from "@/adapters/action";
import { stopStockAlerts } from "@/domain/stock-alerts/stock-alerts";

export const stopAlerts = action(stopStockAlerts);
