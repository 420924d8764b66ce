import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { embedding_budgets, products, search_embeddings } from "@/db/schema";
import { readCatalog } from "@/db/seed/catalog";
import { fillCatalog } from "@/db/seed/fill-catalog";
import { env } from "@/env";
import { one } from "@/tests/helpers";

import { listProducts } from "../catalog/list-products";
import { embedProducts } from "./embed-products";
import { askAnew } from "./nearby";
import { suggest } from "./suggest";

const { EMBEDDING_DAILY_TOKENS, OPENAI_BASE_URL, OPENAI_EMBEDDING_DIMENSIONS } = env();
beforeAll(() => fillCatalog(db(), readCatalog(), new Map()));
beforeEach(() => {
  env().OPENAI_EMBEDDING_MODEL = "sandbox-instant";
  askAnew();
});
afterEach(() => {
  Object.assign(env(), { EMBEDDING_DAILY_TOKENS, OPENAI_BASE_URL, OPENAI_EMBEDDING_DIMENSIONS });
});

const find = async (search: string, more: { as_typed?: boolean } = {}) =>
  (await listProducts(publicContext(), { search, ...more, page_size: "50" })).results.map(({ slug }) => slug);
const byWords = async (search: string) => {
  env().OPENAI_EMBEDDING_MODEL = "none";
  return find(search);
};
const spent = async () => (await db().select().from(embedding_budgets))[0]?.spent ?? 0;
const rowOf = async (slug: string) => {
  const rows = await db()
    .select({ embedding: search_embeddings })
    .from(search_embeddings)
    .innerJoin(products, eq(products.id, search_embeddings.product_id))
    .where(eq(products.slug, slug));
  return one(rows).embedding;
};
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:1/v1";
const SEARCHES = ["mug", "vase", "linen lamp", "mashroom lamp", "pillow", "kiln", "cocoa", "ART-KSP", "something warm"];

describe("products", () => {
  test("are embedded once, and again when their text changes", async () => {
    expect(await embedProducts(publicContext())).toBe(await db().$count(products));
    const before = await spent();
    expect(await embedProducts(publicContext())).toBe(0);
    expect(await spent()).toBe(before);
    await db().update(products).set({ tagline: "For long rows." }).where(eq(products.slug, "moon-jar"));
    await db().update(products).set({ price: "241.00" }).where(eq(products.slug, "ring-vase"));
    const old = await rowOf("moon-jar");
    expect(await embedProducts(publicContext())).toBe(1);
    expect((await rowOf("moon-jar")).hash).not.toBe(old.hash);
    expect(await spent()).toBeGreaterThan(before);
  });

  test("that could not be embedded keep what they had, and are tried again later", async () => {
    await embedProducts(publicContext());
    await db().update(products).set({ tagline: "For longer rows." }).where(eq(products.slug, "moon-jar"));
    env().OPENAI_BASE_URL = NOWHERE;
    expect(await embedProducts(publicContext())).toBe(0);
    const row = await rowOf("moon-jar");
    expect([row.failures, row.vector === null]).toEqual([1, false]);
    expect(row.retry_at?.getTime()).toBeGreaterThan(Date.now());
    env().OPENAI_BASE_URL = OPENAI_BASE_URL;
    expect(await embedProducts(publicContext())).toBe(0);
    await db()
      .update(search_embeddings)
      .set({ retry_at: sql`now()` });
    expect(await embedProducts(publicContext())).toBe(1);
    expect((await rowOf("moon-jar")).failures).toBe(0);
  });

  test("are embedded for no more than a day's tokens", async () => {
    await embedProducts(publicContext());
    await db().delete(search_embeddings);
    env().EMBEDDING_DAILY_TOKENS = (await spent()) + 10;
    expect(await embedProducts(publicContext())).toBe(0);
    expect(await spent()).toBeLessThanOrEqual(env().EMBEDDING_DAILY_TOKENS);
    await db().delete(search_embeddings);
  });

  test("are embedded anew for another model", async () => {
    await embedProducts(publicContext());
    env().OPENAI_EMBEDDING_DIMENSIONS = 64;
    expect(await embedProducts(publicContext())).toBe(await db().$count(products));
    expect((await rowOf("moon-jar")).vector).toHaveLength(64 * 4);
  });
});

describe("a search", () => {
  beforeEach(() => embedProducts(publicContext()));

  test("finds what is related where no product has its words", async () => {
    const found = await find("something to sip cocoa");
    expect(found.length).toBeGreaterThan(0);
    expect(found.slice(0, 3).every((slug) => /mug|cup|beaker|tumbler|espresso/.test(slug))).toBe(true);
    expect(await byWords("something to sip cocoa")).toEqual([]);
  });

  test("puts what is named by its words first all the same", async () => {
    for (const [search, first] of [
      ["moon jar", "moon-jar"],
      ["tea cup", "yunomi-cup"],
      ["rib beanie", "rib-beanie"],
    ] as const)
      expect((await find(search))[0]).toBe(first);
  });

  test("never finds what is hidden, nor what is taken as typed, a SKU, or no words", async () => {
    const [hidden] = await find("something to sip cocoa");
    await db()
      .update(products)
      .set({ is_active: false })
      .where(eq(products.slug, hidden ?? ""));
    expect(await find("something to sip cocoa")).not.toContain(hidden);
    await db()
      .update(products)
      .set({ is_active: true })
      .where(eq(products.slug, hidden ?? ""));
    const before = await spent();
    expect(await find("mashroom lamp", { as_typed: true })).toEqual([]);
    expect(await find("ART-KSP")).toEqual(["kiln-sun-print"]);
    await suggest(publicContext(), { search: "something to sip coc" });
    expect(await spent()).toBe(before);
  });

  test("is embedded once, however often it is asked at once", async () => {
    const before = await spent();
    await Promise.all(Array.from({ length: 10 }, () => find("Cosy evenings ")));
    const once = (await spent()) - before;
    await find("cosy evenings");
    expect(once).toBeGreaterThan(0);
    expect(once).toBeLessThan(20);
    expect((await spent()) - before).toBe(once);
  });

  test.each([
    ["without a model", { OPENAI_EMBEDDING_MODEL: "none" }],
    ["when nobody answers", { OPENAI_BASE_URL: NOWHERE }],
    ["when the model is refused", { OPENAI_EMBEDDING_MODEL: "nobody-knows" }],
    ["when the day's tokens are used up", { EMBEDDING_DAILY_TOKENS: 1 }],
    ["when the answer has other dimensions than the products", { OPENAI_EMBEDDING_DIMENSIONS: 32 }],
  ])("%s is the same, in the same order, as by words alone", async (_, broken) => {
    for (const search of SEARCHES) {
      const expected = await byWords(search);
      Object.assign(env(), { OPENAI_EMBEDDING_MODEL: "sandbox-instant" }, broken);
      expect([search, await find(search)]).toEqual([search, expected]);
    }
  });

  test("that waits for a silent model waits once, and then goes by words", async () => {
    const { createServer } = await import("node:http");
    let asked = 0;
    const silent = createServer(() => void asked++);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    env().OPENAI_BASE_URL = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    for (const search of SEARCHES.slice(0, 5)) await find(search);
    expect(asked).toBe(1);
    silent.closeAllConnections();
    silent.close();
  });
});
