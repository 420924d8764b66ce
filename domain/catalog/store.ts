import { like } from "drizzle-orm";
import { z } from "zod";

import { media } from "@/db/schema";
import { translatorOf } from "@/messages/all";
import { Image } from "@/model/catalog";
import { STORE } from "@/model/store";

import { operation } from "../operation";
import { imageOf } from "./read-products";

export const getStore = operation({
  name: "get_store",
  summary: "The shop's name, its line, its currency and the picture of its front page.",
  access: "public",
  input: z.object({}),
  output: z
    .object({ name: z.string(), tagline: z.string(), currency: z.string(), hero: Image.nullable() })
    .meta({ id: "Store" }),
  async run({ db, market, locale }) {
    const t = translatorOf(locale);
    const [hero] = await db.select().from(media).where(like(media.url, "/media/hero-%"));
    return {
      name: STORE.name,
      tagline: t("store.tagline"),
      currency: market.currency,
      hero: hero ? imageOf(hero.url, t("home.picture"), hero) : null,
    };
  },
});
