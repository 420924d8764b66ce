import { env } from "@/env";

type Sitemap = { parts: number; entries: { path: string; changed_at: string | null }[] };

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A part of the sitemap as sitemaps.org has it; where there are several and none is asked for, the list of them. */
export function sitemapXml({ parts, entries }: Sitemap, part: number | undefined): string {
  const { APP_URL } = env();
  const lines =
    parts > 1 && part === undefined
      ? Array.from(
          { length: parts },
          (_, index) => `<sitemap><loc>${APP_URL}/sitemap.xml?part=${index + 1}</loc></sitemap>`,
        )
      : entries.map(({ path, changed_at }) => {
          const changed = changed_at ? `<lastmod>${changed_at}</lastmod>` : "";
          return `<url><loc>${escape(APP_URL + path)}</loc>${changed}</url>`;
        });
  const root = parts > 1 && part === undefined ? "sitemapindex" : "urlset";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${SCHEMA}">\n${lines.join("\n")}\n</${root}>\n`;
}
