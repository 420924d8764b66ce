import { expect, test } from "vitest";

import { newCategory, newGuest } from "@/tests/helpers";

import { readEveryCategory } from "./categories";

test("every category is known to the pages, also where a list of them has a second page", async () => {
  const made = await Promise.all(Array.from({ length: 21 }, newCategory));
  const slugs = (await readEveryCategory(newGuest(), {})).map(({ slug }) => slug);
  expect(slugs).toEqual(expect.arrayContaining(made.map(({ slug }) => slug)));
});
