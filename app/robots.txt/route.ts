import { env } from "@/env";
import { ROUTED_LOCALES, localized } from "@/model/locales";

/** What is a shopper's own, or one of the endless ways to ask for the same things. */
const PRIVATE = ["/account", "/api/", "/browse", "/checkout", "/orders", "/sandbox", "/search", "/wishlist"];

export function GET() {
  const lines = [
    "User-agent: *",
    ...new Set(PRIVATE.flatMap((path) => ROUTED_LOCALES.map((locale) => `Disallow: ${localized(locale, path)}`))),
    "Allow: /api/v1/docs/",
    "Allow: /api/v1/openapi.json",
    "",
    `Sitemap: ${env().APP_URL}/sitemap.xml`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
