import { readdirSync } from "node:fs";

import { expect, test } from "vitest";

import { PLACES, nearestAddress } from "./nearest-address";

test.each([
  ["/it/products", "/products"],
  ["/de-AT/products?size=L", "/de/products?size=L"],
  ["/fr-CA", "/fr"],
  ["/fr-CA/?x=1", "/fr?x=1"],
  ["/it?x=1", "/?x=1"],
  ["/en-GB/products/x?variant=a/b", "/products/x?variant=a/b"],
  ["/DE/cart", "/de/cart"],
  ["/zh-Hant-TW/delivery", "/delivery"],
  ["/gsw-CH/about", "/about"],
  ["/ar/search?q=it", "/search?q=it"],
])("%s leads to %s", (address, nearest) => {
  expect(nearestAddress(address)).toBe(nearest);
});

test.each([
  "/",
  "/products",
  "/de/products",
  "/en/products",
  "/ar-XB/products",
  "/fr",
  "/it/nothing",
  "/it/products-of-ours",
  "/de-AT//elsewhere.example",
  "/it//products",
  "//it/products",
  "/api/wishlist",
  "/mcp",
  "/foo",
  "/it.html",
])("%s leads nowhere else", (address) => {
  expect(nearestAddress(address)).toBeUndefined();
});

test("every page has a place", () => {
  const folders = ["(shop)", "(checkout)"].flatMap((group) =>
    readdirSync(`app/[locale]/${group}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
  const inside = ["[...missing]", "browse", "chosen-variant"];
  expect(folders.filter((name) => !inside.includes(name)).toSorted()).toEqual(PLACES.toSorted());
});
