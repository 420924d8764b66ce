import { endpoint, resource } from "@/adapters/endpoint";
import { createTranslation, listTranslations } from "@/domain/translations/translations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listTranslations),
  POST: endpoint(createTranslation, { status: 201 }),
});
