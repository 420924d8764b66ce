import { inArray } from "drizzle-orm";
import { z } from "zod";

import { media } from "@/db/schema";
import { Image } from "@/model/catalog";

import { operation } from "../operation";
import { imageOf } from "./read-products";

export const findImages = operation({
  name: "find_images",
  summary: "The widths of pictures, by their addresses.",
  access: "public",
  input: z.object({ urls: z.array(z.string().max(500)).max(200) }),
  output: z.array(Image),
  async run({ db }, { urls }) {
    const rows = urls.length > 0 ? await db.select().from(media).where(inArray(media.url, urls)) : [];
    return rows.map((row) => imageOf(row.url, "", row));
  },
});
