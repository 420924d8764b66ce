import { endpoint, resource } from "@/adapters/endpoint";
import { listCategories } from "@/domain/catalog/categories";
import { createCategory } from "@/domain/catalog/write-categories";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listCategories),
  POST: endpoint(createCategory, { status: 201 }),
});
