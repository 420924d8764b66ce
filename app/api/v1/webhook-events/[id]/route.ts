import { endpoint, resource } from "@/adapters/endpoint";
import { getWebhookEvent } from "@/domain/payments/webhook-events";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getWebhookEvent) });
