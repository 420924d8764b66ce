import { endpoint, resource } from "@/adapters/endpoint";
import { listBestSellers } from "@/domain/catalog/best-sellers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listBestSellers) });
