import { endpoint, resource } from "@/adapters/endpoint";
import { chat } from "@/domain/assistant/chat";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(chat, { maxBytes: 16 * 1024, takesGuests: true }),
});
