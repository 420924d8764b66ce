import { endpoint, resource } from "@/adapters/endpoint";
import { listCategories } from "@/domain/catalog/categories";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listCategories) });
