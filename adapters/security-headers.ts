import { env } from "@/env";

const STRIPE = {
  scripts: "https://js.stripe.com https://*.js.stripe.com",
  api: "https://api.stripe.com",
  frames: "https://hooks.stripe.com",
};

/** What a page may load: its own things, pictures of the hosts that are named, and on the way to paying Stripe's. */
function contentPolicy(allowsStripe: boolean, dev: boolean): string {
  const hosts = env()
    .IMAGE_HOSTS.map((host) => ` https://${host}`)
    .join("");
  const stripe = (sources: string) => (allowsStripe ? ` ${sources}` : "");
  return [
    "default-src 'self'",
    // Cached pages cannot carry nonces; React's own development build needs eval.
    `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ""}${stripe(STRIPE.scripts)}`,
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
export function securityHeaders(path: string, { dev = false } = {}): Record<string, string> {
  const isCheckout = /^\/checkout(\/|\?|$)/.test(path);
  const isSecure = env().APP_URL.startsWith("https:");
  return {
    "Content-Security-Policy": contentPolicy(isCheckout, dev),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    ...(isSecure && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  };
}
