import { endpoint, resource } from "@/adapters/endpoint";
import { refundOrder } from "@/domain/payments/refund";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(refundOrder) });
