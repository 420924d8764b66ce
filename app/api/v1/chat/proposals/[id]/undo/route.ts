import { endpoint, resource } from "@/adapters/endpoint";
import { undoProposal } from "@/domain/assistant/proposals";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(undoProposal, { takesGuests: true }),
});
