import { DEFAULT_LOCALE, type Locale, isLocale } from "@/model/locales";

/** The first of the languages that someone prefers (Accept-Language, RFC 9110) which the shop speaks, also by another region's name. */
export function preferredLocale(header: string): Locale {
  const wanted = header
    .split(",")
    .map((part) => {
      const [tag = "", quality = ""] = part.split(";");
      return { tag: tag.trim(), quality: Number(/^\s*q=([\d.]+)\s*$/.exec(quality)?.[1] ?? 1) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .toSorted((left, right) => right.quality - left.quality);
  for (const { tag } of wanted) {
    const [language = ""] = tag.toLowerCase().split("-");
    if (isLocale(tag)) return tag;
    if (isLocale(language)) return language;
  }
  return DEFAULT_LOCALE;
}
