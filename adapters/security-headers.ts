import { env } from "@/env";
import { delocalized } from "@/model/locales";

import { OWN_SCRIPTS } from "./inline-scripts";

const STRIPE = {
  scripts: "https://js.stripe.com https://*.js.stripe.com",
  api: "https://api.stripe.com",
  frames: "https://hooks.stripe.com",
};

type Options = { nonce: string; dev?: boolean };

/** What a page may load: its own things, pictures of the hosts that are named, and on the way to paying Stripe's. */
function contentPolicy(allowsStripe: boolean, { dev, nonce }: Options): string {
  const hosts = env()
    .IMAGE_HOSTS.map((host) => ` https://${host}`)
    .join("");
  const stripe = (sources: string) => (allowsStripe ? ` ${sources}` : "");
  // React's own development build needs eval, and its tools write scripts of their own.
  const scripts = dev ? "'unsafe-inline' 'unsafe-eval'" : [...OWN_SCRIPTS, `'nonce-${nonce}'`].join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}${stripe(STRIPE.scripts)}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data:${hosts}${stripe("https://*.stripe.com")}`,
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}${stripe(STRIPE.api)}`,
    `frame-src 'self'${stripe(`${STRIPE.scripts} ${STRIPE.frames}`)}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

/** The headers that every answer of the web server begins with. */
export function securityHeaders(path: string, options: Options): Record<string, string> {
  const isCheckout = /^\/checkout(\/|\?|$)/.test(delocalized(path).path);
  const isSecure = env().APP_URL.startsWith("https:");
  return {
    "Content-Security-Policy": contentPolicy(isCheckout, options),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    ...(isSecure && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  };
}
