import { expect, test } from "vitest";

import { securityHeaders } from "./security-headers";

const policy = (path: string) => securityHeaders(path, { nonce: "abc" })["Content-Security-Policy"] ?? "";

test("Stripe's scripts are let in on the way to paying and nowhere else", () => {
  for (const path of ["/checkout", "/checkout/KL-1", "/checkout?x=1"])
    expect(policy(path)).toMatch(/script-src 'self' [^;]*'nonce-abc' https:\/\/js\.stripe\.com/);
  for (const path of ["/", "/cart", "/checkouts", "/products?next=/checkout"])
    expect(policy(path)).not.toContain("stripe");
});

test("pictures of other hosts are not let in unless the shop names them", () => {
  expect(policy("/")).toContain("img-src 'self' data:;");
});

test("eval is for development alone", () => {
  expect(policy("/")).not.toContain("unsafe-eval");
  expect(/script-src [^;]*/.exec(policy("/"))?.[0]).not.toContain("unsafe-inline");
  expect(securityHeaders("/", { nonce: "abc", dev: true })["Content-Security-Policy"]).toContain("'unsafe-eval'");
});
