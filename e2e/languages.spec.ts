import type { Page } from "@playwright/test";

import { accessible, expect, overflow, signIn, test } from "./shop";

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

    async function fits(page: Page, address: string): Promise<void> {
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await accessible(page);
      expect([address, await overflow(page)]).toEqual([address, 0]);
    }

    test("longer words from right to left fit, and can be used by everyone", async ({ page }) => {
      for (const path of ["", "/products", "/products/everyday-bowl", "/cart", "/sign-in", "/register", "/delivery"])
        await fits(page, THERE + path);
    });

    test("so do they in an account, on an order and on its invoice", async ({ page }) => {
      await signIn(page);
      await expect(page.getByRole("heading", { name: "Hello, demo" })).toBeVisible();
      for (const path of ["", "/addresses", "/profile", "/sessions", "/tokens", "/data", "/orders"])
        await fits(page, `${THERE}/account${path}`);
      const order = await page.getByRole("main").getByRole("link", { name: /^KL-/ }).first().getAttribute("href");
      for (const path of ["", "/invoice"]) await fits(page, `${order}${path}`);
    });
  });
