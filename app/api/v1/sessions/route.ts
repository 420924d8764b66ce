import { endpoint, resource } from "@/adapters/endpoint";
import { listSessions } from "@/domain/users/sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listSessions),
});
