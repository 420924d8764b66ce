import { endpoint, resource } from "@/adapters/endpoint";
import { listTaxRates } from "@/domain/orders/tax";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listTaxRates) });
