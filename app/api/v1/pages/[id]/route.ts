import { endpoint, resource } from "@/adapters/endpoint";
import { getPage } from "@/domain/pages/pages";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getPage) });
