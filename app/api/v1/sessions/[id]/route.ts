import { endpoint, resource } from "@/adapters/endpoint";
import { revokeSession } from "@/domain/users/sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: endpoint(revokeSession, { status: 204 }),
});
