import { endpoint, resource } from "@/adapters/endpoint";
import { listConversations } from "@/domain/assistant/conversations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listConversations, { takesGuests: true }),
});
