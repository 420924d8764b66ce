import { endpoint, resource } from "@/adapters/endpoint";
import { createSynonym, listSynonyms } from "@/domain/search/synonyms";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listSynonyms),
  POST: endpoint(createSynonym, { status: 201 }),
});
