import { endpoint, resource } from "@/adapters/endpoint";
import { getProduct } from "@/domain/catalog/get-product";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getProduct) });
