import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { sitemapXml } from "@/adapters/sitemap";
import { env } from "@/env";
import { LOCALES, inEveryLanguage, localized } from "@/model/locales";
import { newProduct } from "@/tests/helpers";

import { readSitemap } from "./sitemap";

test("the sitemap has what shoppers see, and nothing that is hidden", async () => {
  const shown = await newProduct({});
  const hidden = await newProduct({ is_active: false });
  const { entries } = await readSitemap(publicContext(), {});
  const paths = entries.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["/", "/products", "/delivery", `/products/${shown.slug}`]));
  expect(paths).not.toContain(`/products/${hidden.slug}`);
  expect(new Set(paths).size).toBe(paths.length);
});

test("one part is a sitemap, several are a list of sitemaps, and each of them can be had", () => {
  const entries = [{ path: "/products/a&b", changed_at: null }];
  expect(sitemapXml({ parts: 1, entries }, undefined)).toMatch(/<urlset.*\n<url><loc>http.*\/products\/a&amp;b<\/loc>/);
  const text = sitemapXml({ parts: 1, entries }, undefined);
  const { APP_URL } = env();
  for (const locale of LOCALES)
    expect(text).toContain(`<loc>${APP_URL}${localized(locale, "/products/a")}&amp;b</loc><xhtml:link`);
  for (const [language, path] of inEveryLanguage("/products/a"))
    expect(text.split(` hreflang="${language}" href="${APP_URL}${path}&amp;b"/>`)).toHaveLength(LOCALES.length + 1);
  const index = sitemapXml({ parts: 2, entries }, undefined);
  expect(index).toContain("<sitemapindex");
  expect(index).toContain("/sitemap.xml?part=2</loc>");
  expect(sitemapXml({ parts: 2, entries }, 2)).toContain("<urlset");
});
