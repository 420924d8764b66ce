import { endpoint, resource } from "@/adapters/endpoint";
import { listShippingMethods } from "@/domain/orders/shipping";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listShippingMethods) });
