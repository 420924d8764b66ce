import { z } from "zod";

export const PAGE_SLUGS = ["about", "delivery", "returns", "payment", "privacy", "accessibility"] as const;
export type PageSlug = (typeof PAGE_SLUGS)[number];

const Section = z.object({
  heading: z.string().meta({ description: "Blank for what stands at the beginning." }),
  paragraphs: z.array(z.string()),
  items: z.array(z.string()).meta({ description: "A list below the paragraphs." }),
});
export type Section = z.output<typeof Section>;

export const Page = z
  .object({ id: z.enum(PAGE_SLUGS), title: z.string(), path: z.string(), sections: z.array(Section) })
  .meta({ id: "TextPage" });
export type Page = z.output<typeof Page>;
