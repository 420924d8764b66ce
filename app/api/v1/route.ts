import { listResources } from "@/adapters/api-document";
import { endpoint, resource } from "@/adapters/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listResources) });
