import { env } from "@/env";
import { LOCALES, inEveryLanguage, localized } from "@/model/locales";

type Entry = { path: string; changed_at: string | null };
type Sitemap = { parts: number; entries: Entry[] };

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const urlOf = (path: string) =>
  (env().APP_URL + path).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A page in each language, each with where it is in all of them. */
function pageLines({ path, changed_at }: Entry): string[] {
  const changed = changed_at ? `<lastmod>${changed_at}</lastmod>` : "";
  const links = inEveryLanguage(path).map(
    ([language, there]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${urlOf(there)}"/>`,
  );
  return LOCALES.map((locale) => `<url><loc>${urlOf(localized(locale, path))}</loc>${changed}${links.join("")}</url>`);
}

/** A part of the sitemap as sitemaps.org has it; where there are several and none is asked for, the list of them. */
export function sitemapXml({ parts, entries }: Sitemap, part: number | undefined): string {
  const isIndex = parts > 1 && part === undefined;
  const lines = isIndex
    ? Array.from(
        { length: parts },
        (_, index) => `<sitemap><loc>${urlOf(`/sitemap.xml?part=${index + 1}`)}</loc></sitemap>`,
      )
    : entries.flatMap(pageLines);
  const root = isIndex ? "sitemapindex" : "urlset";
  const schemas = `xmlns="${SCHEMA}"${isIndex ? "" : ` xmlns:xhtml="http://www.w3.org/1999/xhtml"`}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${schemas}>\n${lines.join("\n")}\n</${root}>\n`;
}
