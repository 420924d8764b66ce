import { accessible, expect, test } from "./shop";

const THERE = "/ar-XB";

test("the default language has no place in an address, and another keeps the shopper in it", async ({
  page,
  request,
}) => {
  const answer = await request.get("/en/products?size=L", { maxRedirects: 0 });
  expect([answer.status(), answer.headers()["location"]]).toEqual([308, "/products?size=L"]);
  await page.goto(`${THERE}/products`);
  await expect(page.locator("html")).toHaveAttribute("lang", "ar-XB");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const addresses = await page
    .locator("a[href^='/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(
    addresses.filter((href) => !href.startsWith(`${THERE}/`) && href !== THERE && !href.startsWith("/api/")),
  ).toEqual([]);
  await page.locator(".results article h2 a").first().click();
  await expect(page).toHaveURL(/\/ar-XB\/products\/[\w-]+/);
  await page.goto(`${THERE}/products?size=L`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.goto(`${THERE}/account`);
  await expect(page).toHaveURL(/\/ar-XB\/sign-in\?next=/);
});

test("a language that the shop does not speak is a page that is not there", async ({ page, request }) => {
  expect((await request.get("/xx/products")).status()).toBe(404);
  expect((await request.get("/foo.bar")).status()).toBe(404);
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
});

for (const width of [360, 1280])
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("longer words from right to left fit, and can be used by everyone", async ({ page }) => {
      for (const path of ["", "/products", "/products/everyday-bowl", "/cart", "/sign-in", "/delivery"]) {
        await page.goto(THERE + path);
        await accessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      }
    });
  });
