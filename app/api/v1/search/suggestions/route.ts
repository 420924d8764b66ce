import { endpoint, resource } from "@/adapters/endpoint";
import { suggest } from "@/domain/search/suggest";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(suggest),
});
