import { endpoint, resource } from "@/adapters/endpoint";
import { retryWebhookEvent } from "@/domain/payments/webhook-events";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(retryWebhookEvent) });
