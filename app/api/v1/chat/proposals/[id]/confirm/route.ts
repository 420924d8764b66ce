import { endpoint, resource } from "@/adapters/endpoint";
import { confirmProposal } from "@/domain/assistant/proposals";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(confirmProposal, { takesGuests: true }),
});
