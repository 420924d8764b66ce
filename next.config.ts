import type { NextConfig } from "next";

const STRIPE = {
  script: "https://js.stripe.com",
  api: "https://api.stripe.com",
  frame: "https://hooks.stripe.com",
};

/** What a page may load: its own things, and on the way to paying Stripe's. Cached pages cannot carry nonces: ADR 6. */
const contentPolicy = (stripe: boolean) =>
  [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${stripe ? ` ${STRIPE.script}` : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src 'self'${stripe ? ` ${STRIPE.api}` : ""}`,
    `frame-src 'self'${stripe ? ` ${STRIPE.script} ${STRIPE.frame}` : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");

const headers = (stripe: boolean) => [
  { key: "Content-Security-Policy", value: contentPolicy(stripe) },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

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
  headers: async () => [
    { source: "/((?!checkout).*)", headers: headers(false) },
    { source: "/checkout/:path*", headers: headers(true) },
  ],
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
