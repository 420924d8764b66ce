import { endpoint, resource } from "@/adapters/endpoint";
import {
  changeTranslation,
  deleteTranslation,
  getTranslation,
  replaceTranslation,
} from "@/domain/translations/translations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getTranslation),
  PUT: endpoint(replaceTranslation),
  PATCH: endpoint(changeTranslation),
  DELETE: endpoint(deleteTranslation, { status: 204 }),
});
