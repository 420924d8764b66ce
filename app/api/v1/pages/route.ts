import { endpoint, resource } from "@/adapters/endpoint";
import { listPages } from "@/domain/pages/pages";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listPages) });
