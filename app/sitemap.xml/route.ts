import { sitemapXml } from "@/adapters/sitemap";
import { readSitemap } from "@/app/[locale]/(shop)/reads";
import { DEFAULT_LOCALE } from "@/model/locales";

export async function GET(request: Request) {
  const asked = new URL(request.url).searchParams.get("part") ?? "";
  const part = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : undefined;
  const xml = sitemapXml(await readSitemap.in(DEFAULT_LOCALE, part === undefined ? {} : { part: String(part) }), part);
  return new Response(xml, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
