import type { NextConfig } from "next";

import { hintChunks } from "./adapters/compile-hints";
import { DEFAULT_LOCALE, ROUTED_LOCALES } from "./model/locales";
import { PAGE_SLUGS } from "./model/pages";

/** Every address of a page names its language inside; the default one is not seen from outside. */
const LOCALE = `/:locale(${ROUTED_LOCALES.join("|")})`;
/** What is in no language. */
const FOLDERS = ["api", "_next", "markdown", "mcp", "media", "sandbox", ...ROUTED_LOCALES];
const FILES = ["favicon.ico", "icon.svg", "llms.txt", "openapi.json", "robots.txt", "sitemap.xml"];
const UNNAMED = `/:path((?!(?:${FOLDERS.join("|")})(?:/|$)|(?:${FILES.join("|").replaceAll(".", "\\.")})$).+)`;
const inEveryLanguage = (path: string) => [path, LOCALE + path];
const inDefaultLocale = [
  { source: "/", destination: `/${DEFAULT_LOCALE}` },
  { source: UNNAMED, destination: `/${DEFAULT_LOCALE}/:path` },
];

/** What turns a list into a list of its own: such an address is answered by a page that is made for each request. */
const LIST_PARAMETERS = [
  "page",
  "ordering",
  "size",
  "color",
  "price__gte",
  "price__lte",
  "rating__gte",
  "in_stock",
  "on_sale",
];
const narrowed = (source: string, destination: string) =>
  LIST_PARAMETERS.map((key) => ({ source, has: [{ type: "query" as const, key }], destination }));

const TEXT_PAGES = PAGE_SLUGS.join("|");
const AS_TEXT = [{ type: "header" as const, key: "accept", value: "(.*)text/markdown(.*)" }];
/** The same address as Markdown, which has no language: with .md at its end, or for who asks for that type. */
const asMarkdown = (path: string, destination: string) =>
  inEveryLanguage(path).flatMap((source) => [
    { source: `${source}.md`, destination },
    { source, has: AS_TEXT, destination },
  ]);
/** What an address asks of a product: answered by a page that is made for it. */
const VARIANT_PARAMETERS = ["variant", "color", "size"];
const STATE = "next-router-state-tree";
/**
 * Whoever is on the kept page of the product stays there while scripts choose: what is asked from it must be answered with
 * the same page, or Next would put another in its place and lose what was said on it.
 */
const ofVariants = VARIANT_PARAMETERS.flatMap((key) => {
  const rule = { source: `${LOCALE}/products/:slug`, destination: "/:locale/chosen-variant?slug=:slug" };
  const query = { type: "query" as const, key };
  return [
    { ...rule, has: [query], missing: [{ type: "header" as const, key: STATE }] },
    { ...rule, has: [query, { type: "header" as const, key: STATE, value: ".*%22chosen-variant%22.*" }] },
  ];
});

export default {
  poweredByHeader: false,
  // scripts/serve.ts packs what is sent.
  compress: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  turbopack: { root: import.meta.dirname },
  // Types are the business of `npm run check`; who starts the shop need not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "postgres", "sharp", "nodemailer", "pdfkit"],
  // Made pages live in memory alone: after a restart none is older than the database.
  cacheHandler: `${import.meta.dirname}/adapters/page-cache.cjs`,
  cacheMaxMemorySize: 0,
  compiler: { runAfterProductionCompile: ({ distDir }) => hintChunks(`${distDir}/static/chunks`) },
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
  redirects: async () => [
    { source: `/${DEFAULT_LOCALE}`, destination: "/", permanent: true },
    {
      source: `/${DEFAULT_LOCALE}/:path((?!opengraph-image|.*/opengraph-image).+)`,
      destination: "/:path",
      permanent: true,
    },
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: "/favicon.ico", destination: "/icon.svg" },
      ...asMarkdown("/products/:slug", "/markdown/products/:slug"),
      ...asMarkdown("/categories/:slug", "/markdown/categories/:slug"),
      ...asMarkdown(`/:slug(${TEXT_PAGES})`, "/markdown/pages/:slug"),
      ...inDefaultLocale,
      ...ofVariants,
      ...narrowed(`${LOCALE}/products`, "/:locale/browse"),
      ...narrowed(`${LOCALE}/categories/:category`, "/:locale/browse/:category"),
    ],
    afterFiles: [],
    fallback: [],
  }),
} satisfies NextConfig;
