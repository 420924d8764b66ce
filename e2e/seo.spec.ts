import type { Page } from "@playwright/test";

import { LOCALES, delocalized, inEveryLanguage, localized } from "../model/locales";
import { expect, test } from "./shop";

type Node = Record<string, unknown> & { "@type": string };

/** What a page says of itself in structured data. */
async function dataOf(page: Page, path: string): Promise<Node[]> {
  await page.goto(path);
  const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
  return texts.flatMap((text) => (JSON.parse(text) as { "@graph": Node[] })["@graph"]);
}

test("structured data says what the page and the database say", async ({ page, request }) => {
  const nodes = await dataOf(page, "/products/pocket-tee");
  const product = nodes.find((node) => node["@type"] === "Product");
  const found = (await (await request.get("/api/v1/products/?search=pocket+tee&page_size=1")).json()) as {
    results: { name: string; price: string; price_max: string; stock: number; rating: number; review_count: number }[];
  };
  const [stored] = found.results;
  expect(product).toMatchObject({ name: stored?.name });
  const offers = product?.["offers"] as Record<string, string>;
  expect([offers["price"] ?? offers["lowPrice"], offers["priceCurrency"]]).toEqual([stored?.price, "USD"]);
  expect(offers["availability"]).toBe(`https://schema.org/${(stored?.stock ?? 0) > 0 ? "InStock" : "OutOfStock"}`);
  expect(product?.["aggregateRating"]).toMatchObject({
    reviewCount: stored?.review_count,
    ratingValue: stored?.rating,
  });
  const crumbs = nodes.find((node) => node["@type"] === "BreadcrumbList")?.["itemListElement"] as { name: string }[];
  const shown = await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("listitem").allTextContents();
  expect(crumbs.map(({ name }) => name)).toEqual(shown.map((text) => text.replace("/", "").trim()));
});

test("structured data of a set says what one of it costs", async ({ page }) => {
  const product = (await dataOf(page, "/products/twist-tapers")).find((node) => node["@type"] === "Product");
  expect(product?.["offers"]).toMatchObject({
    price: "24.00",
    priceSpecification: {
      "@type": "UnitPriceSpecification",
      price: "24.00",
      priceCurrency: "USD",
      referenceQuantity: { value: "2", unitCode: "C62", valueReference: { value: "1", unitCode: "C62" } },
    },
  });
});

test("structured data of a German page is in German and in euro", async ({ page, request }) => {
  const product = (await dataOf(page, "/de/products/pocket-tee")).find((node) => node["@type"] === "Product");
  const headers = { Market: "eu", "Accept-Language": "de" };
  const found = await request.get("/api/v1/products/?search=Brusttasche", { headers });
  const { results } = (await found.json()) as { results: { slug: string; name: string; price: string }[] };
  const stored = results.find(({ slug }) => slug === "pocket-tee");
  const offers = product?.["offers"] as Record<string, string>;
  expect([product?.["name"], offers["price"] ?? offers["lowPrice"], offers["priceCurrency"]]).toEqual([
    stored?.name,
    stored?.price,
    "EUR",
  ]);
});

/** Where a page or an entry of the sitemap is in every language, as it says itself. */
const othersOf = (text: string) =>
  [...text.matchAll(/<(?:xhtml:)?link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/gi)].map(
    ([, language, address = ""]) => [language, address.replace(/\/$/, "")],
  );

test("every address of the sitemap is there, says that it is its own, and where it is in other languages", async ({
  request,
  baseURL,
}) => {
  test.slow();
  const xml = await (await request.get("/sitemap.xml")).text();
  const entries = [...xml.matchAll(/<loc>([^<]+)<\/loc>(.*)<\/url>/g)];
  expect(entries.length).toBeGreaterThan(60 * LOCALES.length);
  for (const [, address = "", links = ""] of entries) {
    const answer = await request.get(address);
    expect([address, answer.status()]).toEqual([address, 200]);
    const html = await answer.text();
    const path = new URL(address).pathname;
    expect(html).toContain(`<link rel="canonical" href="${baseURL}${path === "/" ? "" : path}"`);
    const { locale, path: place } = delocalized(path);
    expect(html).toContain(`<html lang="${locale}"`);
    // Each of the three says where all of them are.
    const others = inEveryLanguage(place).map(([language, there]) => [
      language,
      `${baseURL}${there}`.replace(/\/$/, ""),
    ]);
    expect([address, othersOf(links)]).toEqual([address, others]);
    expect([address, othersOf(html)]).toEqual([address, others]);
  }
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  for (const path of ["/orders", "/checkout", "/account"])
    for (const locale of LOCALES) expect(robots).toContain(`Disallow: ${localized(locale, path)}\n`);
});

test("a list says that the page which it shows is its own", async ({ page, baseURL }) => {
  for (const [path, own] of [
    ["/products?page=2", "/products?page=2"],
    ["/products?page=500", "/products?page=3"],
    ["/products?page=last&ordering=price", "/products?page=3"],
    ["/products?page=1&size=nothing", "/products"],
    ["/categories/vases?page=9", "/categories/vases"],
  ]) {
    await page.goto(path ?? "");
    const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
    expect([path, canonical]).toEqual([path, `${baseURL}${own}`]);
  }
});

test("who asks for text gets the page as Markdown, and a browser never does", async ({ request, page }) => {
  for (const path of ["/products/dinner-plate", "/categories/vases", "/delivery"]) {
    const asked = await request.get(path, { headers: { accept: "text/markdown, */*;q=0.1" } });
    expect([path, asked.headers()["content-type"]]).toEqual([path, "text/markdown; charset=utf-8"]);
    const text = await asked.text();
    expect(text).toMatch(/^# \w/);
    expect(await (await request.get(`${path}.md`)).text()).toBe(text);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^# (.*)/.exec(text)?.[1] ?? "");
    const plain = await request.get(path);
    expect(plain.headers()["content-type"]).toContain("text/html");
    expect(plain.headers()["vary"]?.split(/, */)).toContain("Accept");
  }
  const there = await request.get("/de/delivery", { headers: { accept: "text/markdown" } });
  expect(await there.text()).toBe(await (await request.get("/de/delivery.md")).text());
  expect(there.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
  for (const path of ["/products/nothing.md", "/categories/nothing.md", "/markdown/pages/nothing"])
    expect([path, (await request.get(path)).status()]).toEqual([path, 404]);
});

test("every link of llms.txt leads to plain text or the API", async ({ request }) => {
  const answer = await request.get("/llms.txt");
  const links = [...(await answer.text()).matchAll(/\]\((http[^)]+)\)/g)].map(([, address = ""]) => address);
  expect(links.length).toBeGreaterThan(12);
  for (const address of links) expect([address, (await request.get(address)).status()]).toEqual([address, 200]);
});

test("a shared link shows the product's picture", async ({ page, request }) => {
  for (const path of ["/", "/products/dinner-plate", "/de/products/dinner-plate"]) {
    await page.goto(path);
    const address = await page.locator('meta[property="og:image"]').getAttribute("content");
    const picture = await request.get(address ?? "");
    expect(picture.headers()["content-type"]).toBe("image/png");
    expect((await picture.body()).readUInt32BE(16)).toBe(1200);
    await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute("content", "summary_large_image");
  }
});
