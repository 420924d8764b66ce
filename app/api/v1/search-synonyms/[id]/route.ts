import { endpoint, resource } from "@/adapters/endpoint";
import { changeSynonym, deleteSynonym, getSynonym, replaceSynonym } from "@/domain/search/synonyms";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getSynonym),
  PUT: endpoint(replaceSynonym),
  PATCH: endpoint(changeSynonym),
  DELETE: endpoint(deleteSynonym, { status: 204 }),
});
