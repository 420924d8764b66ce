import { expect, overflow, test } from "./shop";

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
