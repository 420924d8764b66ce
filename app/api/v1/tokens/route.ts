import { endpoint, resource } from "@/adapters/endpoint";
import { createApiToken, listTokens } from "@/domain/users/tokens";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listTokens),
  POST: endpoint(createApiToken, { status: 201 }),
});
