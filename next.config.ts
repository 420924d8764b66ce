import type { NextConfig } from "next";

/** What turns a list into a list of its own: such an address is answered by a page that is made for each request. */
const LIST_PARAMETERS = ["page", "ordering", "size", "color", "price__gte", "price__lte", "in_stock", "on_sale"];
const narrowed = (source: string, destination: string) =>
  LIST_PARAMETERS.map((key) => ({ source, has: [{ type: "query" as const, key }], destination }));

export default {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  turbopack: { root: import.meta.dirname },
  // Types are the business of `npm run check`; who starts the shop need not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "postgres", "sharp", "nodemailer"],
  // Made pages live in memory alone: after a restart none is older than the database.
  cacheHandler: `${import.meta.dirname}/adapters/page-cache.cjs`,
  cacheMaxMemorySize: 0,
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
  rewrites: async () => ({
    beforeFiles: [
      { source: "/favicon.ico", destination: "/icon.svg" },
      ...narrowed("/products", "/browse"),
      ...narrowed("/categories/:category__slug", "/browse?category__slug=:category__slug"),
    ],
    afterFiles: [],
    fallback: [],
  }),
} satisfies NextConfig;
