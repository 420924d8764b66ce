import { endpoint, resource } from "@/adapters/endpoint";
import { deleteConversation, getConversation } from "@/domain/assistant/conversations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getConversation, { takesGuests: true }),
  DELETE: endpoint(deleteConversation, { status: 204, takesGuests: true }),
});
