import type { Page } from "@playwright/test";

import { accessible, addToCart, checkOut, expect, newEmail, signIn, test, typeContact } from "./shop";

const PLAIN = [
  "/",
  "/products",
  "/products?size=L&on_sale=true",
  "/products/pocket-tee",
  "/categories/vases",
  "/search?q=lamp",
  "/search?q=zzz",
  "/cart",
  "/forgot-password",
  "/reset-password?token=none",
  "/sign-in",
  "/register",
  "/about",
  "/delivery",
  "/returns",
  "/payment",
  "/privacy",
  "/accessibility",
  "/api/v1/",
  "/api/v1/products/?page_size=2",
  "/api/v1/orders/",
  "/nowhere",
];
const overflow = (page: Page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [360, 1280])
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({
        colorScheme,
        viewport: { width, height: 800 },
        isMobile: width < 500,
        expectedErrors: [/40[14] \(/],
      });

      test("every public page can be used by everyone", async ({ page }) => {
        test.slow();
        for (const path of PLAIN) {
          await page.goto(path);
          await accessible(page);
          await expect(page.locator("h1")).toHaveCount(1);
        }
      });

      test("the pages of a purchase can be used by everyone", async ({ page }) => {
        await addToCart(page, "dinner-plate", { color: "Moss" });
        await accessible(page);
        await page.goto("/cart");
        await accessible(page);
        await page.goto("/checkout");
        await page.getByRole("button", { name: "Go on to delivery" }).click();
        await expect(page.getByText("Some fields need another look.")).toBeVisible();
        await accessible(page);
        await typeContact(page, newEmail());
        await accessible(page);
        await page.getByRole("button", { name: "Go on to payment" }).click();
        await expect(page.getByText("Some fields need another look.")).toBeVisible();
        await accessible(page);
        await checkOut(page, newEmail());
        await expect(page.locator('iframe[title="Secure payment input frame"]')).toBeVisible();
        await accessible(page);
      });

      test("the pages of an account can be used by everyone", async ({ page }) => {
        await signIn(page);
        await expect(page.getByRole("heading", { name: "Hello, demo" })).toBeVisible();
        await accessible(page);
        await page.getByRole("main").getByRole("link", { name: /^KL-/ }).first().click();
        await expect(page.getByRole("heading", { level: 1 })).toContainText("KL-");
        await accessible(page);
      });

      test("the sandbox's own pages can be used by everyone", async ({ page }) => {
        for (const path of ["/sandbox", "/sandbox/mail"]) {
          await page.goto(path);
          await accessible(page);
        }
      });
    });

test.describe("at any width", () => {
  test.use({ expectedErrors: [/40[14] \(/] });

  for (const width of [320, 360, 768, 1280, 1920])
    test(`nothing is wider than ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of PLAIN) {
        await page.goto(path);
        expect([path, await overflow(page)]).toEqual([path, 0]);
      }
    });
});

test("every page comes with the headers that protect it", async ({ request }) => {
  for (const path of [...PLAIN, "/api/v1/products/", "/checkout/complete?order=x"]) {
    const headers = (await request.get(path)).headers();
    expect([path, headers["content-security-policy"]]).toEqual([path, expect.stringContaining("object-src 'none'")]);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff" });
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});
