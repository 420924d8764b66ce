import { endpoint, resource } from "@/adapters/endpoint";
import { listRelatedProducts } from "@/domain/catalog/related-products";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listRelatedProducts) });
