import { endpoint, resource } from "@/adapters/endpoint";
import { getCategory } from "@/domain/catalog/categories";
import { changeCategory, deleteCategory, replaceCategory } from "@/domain/catalog/write-categories";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getCategory),
  PUT: endpoint(replaceCategory),
  PATCH: endpoint(changeCategory),
  DELETE: endpoint(deleteCategory, { status: 204 }),
});
