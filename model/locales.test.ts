import { expect, test } from "vitest";

import { delocalized, localized } from "./locales";

test.each([
  ["/", "/ar-XB"],
  ["/products?size=L", "/ar-XB/products?size=L"],
  ["/ar-XB/cart", "/ar-XB/cart"],
  ["/api/v1/", "/api/v1/"],
  ["/media/a.jpg", "/media/a.jpg"],
  ["https://example.org/x", "https://example.org/x"],
  ["//example.org", "//example.org"],
  ["#main", "#main"],
])("%s is %s in another language, and itself in the first", (path, there) => {
  expect(localized("ar-XB", path)).toBe(there);
  expect(localized("en", path)).toBe(path);
});

test.each([
  ["/", "en", "/"],
  ["/products", "en", "/products"],
  ["/en/products", "en", "/products"],
  ["/ar-XB", "ar-XB", "/"],
  ["/ar-XB?page=2", "ar-XB", "/?page=2"],
  ["/ar-XB/cart#lines", "ar-XB", "/cart#lines"],
  ["/ar-XBx/cart", "en", "/ar-XBx/cart"],
])("%s is in %s, and %s without it", (address, locale, path) => {
  expect(delocalized(address)).toEqual({ locale, path });
});
