import { z } from "zod";

import { Image } from "./catalog";
import { Money, PageQuery, Term, Text, Timestamp } from "./fields";

export const SynonymFields = z.object({
  term: Text(60).meta({ description: "What shoppers type: a word, or up to three.", example: "couch" }),
  synonyms: z
    .array(Text(60))
    .min(1)
    .max(20)
    .meta({
      description: "What is searched for besides, in the words of the catalog.",
      example: ["sofa", "lounge chair"],
    }),
});
export type SynonymFields = z.output<typeof SynonymFields>;

export const Synonym = z
  .object({
    id: z.int(),
    term: z.string(),
    synonyms: z.array(z.string()),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "SearchSynonym" });

export const SynonymQuery = PageQuery;

/** The most that is suggested at once, of all kinds together. */
export const MAX_SUGGESTIONS = 8;

export const SuggestionQuery = z.object({
  search: Term(200).optional().meta({ description: "What has been typed so far.", example: "lin" }),
});

export const Suggestions = z
  .object({
    queries: z.array(z.string()).meta({ description: "What was typed with its last word completed." }),
    categories: z.array(z.object({ id: z.int(), name: z.string(), slug: z.string() })),
    products: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        slug: z.string(),
        price: Money,
        currency: z.string(),
        image: Image.nullable(),
      }),
    ),
    corrected: z.string().optional().meta({ description: "What the suggestions answer, where a word was mended." }),
  })
  .meta({ id: "SearchSuggestions" });
export type Suggestions = z.output<typeof Suggestions>;
