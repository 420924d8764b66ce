import { endpoint, resource } from "@/adapters/endpoint";
import { getProduct } from "@/domain/catalog/get-product";
import { changeProduct, deleteProduct, replaceProduct } from "@/domain/catalog/write-products";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getProduct),
  PUT: endpoint(replaceProduct, { maxBytes: 256 * 1024 }),
  PATCH: endpoint(changeProduct, { maxBytes: 256 * 1024 }),
  DELETE: endpoint(deleteProduct, { status: 204 }),
});
