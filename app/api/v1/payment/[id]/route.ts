import { endpoint, resource } from "@/adapters/endpoint";
import { getPaymentState } from "@/domain/payments/payment-state";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getPaymentState) });
