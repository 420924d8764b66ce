import { expect, test } from "vitest";

import { pgUrl } from "./pg-url";

test("pg reads sslmode as libpq does, and everything else of the address is kept", () => {
  const url = pgUrl("postgres://shop:p%40ss@db.example.com:6432/shop?sslmode=require", { query_timeout: "10000" });
  expect(url).toBe(
    "postgres://shop:p%40ss@db.example.com:6432/shop?sslmode=require&uselibpqcompat=true&query_timeout=10000",
  );
});
