import { endpoint, resource } from "@/adapters/endpoint";
import { listProducts } from "@/domain/catalog/list-products";
import { createProduct } from "@/domain/catalog/write-products";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listProducts),
  POST: endpoint(createProduct, { status: 201, maxBytes: 256 * 1024 }),
});
