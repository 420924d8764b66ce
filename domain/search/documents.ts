import { type SQL, sql } from "drizzle-orm";

import { search_documents } from "@/db/schema";
import { DEFAULT_LOCALE } from "@/model/locales";

import type { Context } from "../operation";

/** The one document of each product that is in the caller's language, or stands for it where it was not translated. */
export const spoken = ({ locale }: Pick<Context, "locale">): SQL =>
  locale === DEFAULT_LOCALE
    ? sql`${search_documents.locale} = ${locale}`
    : sql`(${search_documents.locale} = ${locale}
        or ${search_documents.locale} = ${DEFAULT_LOCALE} and not ${locale} = any (${search_documents.translated}))`;
