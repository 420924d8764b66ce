import { endpoint, resource } from "@/adapters/endpoint";
import { revokeToken } from "@/domain/users/tokens";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: endpoint(revokeToken, { status: 204 }),
});
