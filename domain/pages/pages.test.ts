import { beforeAll, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { shipping_methods } from "@/db/schema";
import { STANDARD_METHODS } from "@/db/seed/shipping";
import { translatorOf } from "@/messages/all";
import { DEFAULT_LOCALE, ROUTED_LOCALES } from "@/model/locales";

import { getPage, listPages } from "./pages";

beforeAll(async () => {
  await db()
    .insert(shipping_methods)
    .values([...STANDARD_METHODS])
    .onConflictDoNothing();
});

test.each(ROUTED_LOCALES)("the shop speaks of itself in %s, with the sums of its market", async (locale) => {
  const context = publicContext(locale);
  const t = translatorOf(locale);
  const returns = await getPage(context, { id: "returns" });
  expect(returns.title).toBe(t("layout.help.returns"));
  expect(returns.sections[0]).toEqual({ heading: "", paragraphs: [t("pages.returns.begin")], items: [] });
  const symbol = t.symbol(context.market.currency);
  expect(returns.sections.find(({ heading }) => heading === t("pages.returns.costs"))?.paragraphs[0]).toContain(symbol);
  const { sections } = await getPage(context, { id: "delivery" });
  const ways = sections.find(({ heading }) => heading === t("pages.delivery.costs"))?.items ?? [];
  expect(ways.length).toBeGreaterThan(1);
  for (const way of ways) expect(way).toContain(symbol);
});

test("a program that names no language is told all of them in English", async () => {
  const { results } = await listPages(publicContext(), {});
  const t = translatorOf(DEFAULT_LOCALE);
  expect(results.map(({ title }) => title)).toEqual(results.map(({ id }) => t(`layout.help.${id}`)));
});
