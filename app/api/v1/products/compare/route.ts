import { endpoint, resource } from "@/adapters/endpoint";
import { compareProducts } from "@/domain/catalog/compare-products";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(compareProducts) });
