import { endpoint, resource } from "@/adapters/endpoint";
import { getConversation } from "@/domain/assistant/conversations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getConversation) });
