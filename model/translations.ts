import { z } from "zod";

import { BlankText, PageQuery, Term, Text, Timestamp } from "./fields";
import { TRANSLATED_LOCALES } from "./locales";

const TRANSLATED_KINDS = ["product", "category", "option", "shipping_method"] as const;
export type TranslatedKind = (typeof TRANSLATED_KINDS)[number];

const Texts = z
  .object({
    name: Text(200).optional(),
    tagline: BlankText(300).optional(),
    description: BlankText(20_000).optional(),
    details: z
      .array(z.object({ label: Text(60), text: Text(2000) }))
      .max(40)
      .optional(),
    tags: z.array(Text(60)).max(40).optional().meta({ description: "What else a product is found by." }),
    alts: z.array(BlankText(500)).max(50).optional().meta({ description: "What the pictures show, in their order." }),
  })
  .meta({ example: { name: "Morgenbecher" } });
export type TranslatedTexts = z.output<typeof Texts>;

export const TranslationFields = z.object({
  kind: z.enum(TRANSLATED_KINDS).meta({ example: "product" }),
  object: Text(200).meta({
    description: "The id of a product or a category, the code of a way of delivery, or the name of a color or size.",
    example: "1",
  }),
  locale: z.enum(TRANSLATED_LOCALES).meta({ example: "de" }),
  texts: Texts,
});

export const TranslationTexts = z.object({ texts: Texts });

export const Translation = z
  .object({
    id: z.int(),
    kind: z.enum(TRANSLATED_KINDS),
    object: z.string(),
    locale: z.string(),
    texts: Texts,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Translation" });

export const TranslationQuery = PageQuery.extend({
  kind: z.enum(TRANSLATED_KINDS).optional(),
  object: Term(200).optional(),
  locale: z.enum(TRANSLATED_LOCALES).optional(),
});
