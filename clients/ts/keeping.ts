import type { Send } from "./http.ts";
import { verbs } from "./verbs.ts";

/** What only those who keep the shop reach. */
export function keeping(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    /** What else is searched for when shoppers type certain words. */
    searchSynonyms: {
      ...paged("GET /search-synonyms/"),
      get: ask("GET /search-synonyms/{id}/"),
      create: tell("POST /search-synonyms/"),
      replace: tell("PUT /search-synonyms/{id}/"),
      update: tell("PATCH /search-synonyms/{id}/"),
      delete: ask("DELETE /search-synonyms/{id}/"),
    },
    /** What things of the catalog are called in other languages. */
    translations: {
      ...paged("GET /translations/"),
      get: ask("GET /translations/{id}/"),
      create: tell("POST /translations/"),
      replace: tell("PUT /translations/{id}/"),
      update: tell("PATCH /translations/{id}/"),
      delete: ask("DELETE /translations/{id}/"),
    },
    discounts: {
      ...paged("GET /discounts/"),
      get: ask("GET /discounts/{id}/"),
      create: tell("POST /discounts/"),
      replace: tell("PUT /discounts/{id}/"),
      update: tell("PATCH /discounts/{id}/"),
      delete: ask("DELETE /discounts/{id}/"),
    },
  };
}
