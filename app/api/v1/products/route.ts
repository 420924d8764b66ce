import { endpoint, resource } from "@/adapters/endpoint";
import { listProducts } from "@/domain/catalog/list-products";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listProducts) });
