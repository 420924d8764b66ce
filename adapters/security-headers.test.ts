import { expect, test } from "vitest";

import { securityHeaders } from "./security-headers";

const policy = (path: string) => securityHeaders(path)["Content-Security-Policy"] ?? "";

test("Stripe's scripts are let in on the way to paying and nowhere else", () => {
  for (const path of ["/checkout", "/checkout/KL-1", "/checkout?x=1"])
    expect(policy(path)).toContain("script-src 'self' 'unsafe-inline' https://js.stripe.com");
  for (const path of ["/", "/cart", "/checkouts", "/products?next=/checkout"])
    expect(policy(path)).not.toContain("stripe");
});

test("pictures of other hosts are not let in unless the shop names them", () => {
  expect(policy("/")).toContain("img-src 'self' data:;");
});

test("eval is for development alone", () => {
  expect(policy("/")).not.toContain("unsafe-eval");
  expect(securityHeaders("/", { dev: true })["Content-Security-Policy"]).toContain("'unsafe-eval'");
});
