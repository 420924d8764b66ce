import { endpoint, resource } from "@/adapters/endpoint";
import { startPayment } from "@/domain/payments/start-payment";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(startPayment) });
