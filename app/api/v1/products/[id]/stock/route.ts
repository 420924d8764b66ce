import { endpoint, resource } from "@/adapters/endpoint";
import { adjustStock } from "@/domain/catalog/adjust-stock";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(adjustStock) });
