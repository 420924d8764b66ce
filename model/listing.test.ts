import fc from "fast-check";
import { expect, test } from "vitest";

import { addressOf, nearest, readFilters } from "./listing";

test("what an address means wrongly is read as the nearest that it can mean", () => {
  const given = {
    price__gte: "$80",
    price__lte: "20,5",
    rating__gte: "9",
    in_stock: "1",
    ordering: "drop table",
    page: "-3",
    size: ["XL", "S"],
  };
  expect(readFilters(given)).toEqual({
    price__gte: "20.5",
    price__lte: "80",
    rating__gte: "4",
    in_stock: "true",
    size: "XL",
  });
  expect(readFilters({ price__gte: "-5", page: "3", from: "1" })).toEqual({ price__gte: "0", page: "3", from: "1" });
  expect(readFilters({ ordering: "relevance", as_typed: "true" })).toEqual({});
  const values = { sizes: [{ value: "XL" }], colors: [{ value: "Oat" }], categories: [] };
  expect(nearest({ size: "xl", color: "plaid" }, values)).toEqual({ size: "XL", color: "" });
});

test("the same list has one address, in whatever order it was asked for", () => {
  expect(addressOf("/products", { page: "2", size: "L", color: "Oat", in_stock: "" })).toBe(
    "/products?color=Oat&size=L&page=2",
  );
  expect(addressOf("/products", {})).toBe("/products");
});

test("no address is an error, and what was read is read the same again", () => {
  const names = fc.constantFrom(
    "q",
    "size",
    "price__gte",
    "price__lte",
    "rating__gte",
    "from",
    "page",
    "ordering",
    "__proto__",
  );
  const values = fc.oneof(fc.string({ unit: "binary" }), fc.double().map(String), fc.array(fc.string()));
  fc.assert(
    fc.property(fc.dictionary(names, values), (given) => {
      const filters = readFilters(given, true);
      expect(readFilters(filters, true)).toEqual(filters);
      expect(addressOf("/search", filters)).toMatch(/^\/search/);
    }),
  );
});
