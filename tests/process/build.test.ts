import { globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { SOURCES } from "@/scripts/build.mjs";

/** Whoever changes what is missing there would be served the shop of before. */
test("a change of anything that the built shop is made of builds it anew", () => {
  const files = SOURCES.flatMap((place) => (/\.tsx?$/.test(place) ? [place] : globSync(`${place}/**/*.{ts,tsx}`)));
  const shop = files.filter((file) => !file.endsWith(".test.ts"));
  const used = shop.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/from "@\/([^/"]+)/g)].map(([, place]) => place ?? ""),
  );
  expect(shop.length).toBeGreaterThan(300);
  expect(new Set(used).size).toBeGreaterThan(4);
  expect([...new Set(used)].filter((place) => !SOURCES.some((it) => it.replace(/\.tsx?$/, "") === place))).toEqual([]);
});
